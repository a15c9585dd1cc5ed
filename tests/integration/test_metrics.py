# SPDX-License-Identifier: MPL-2.0
"""/metrics and /healthz of the real candourd: who may ask, what they tell, and that promtool takes it."""

import http.client
import json
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

from support.candourd import POLICY, Candourd
from support.dovecot import append
from support.local_api import Answer, UnixConnection, check
from support.mailbox_case import Mailbox, silent_copy
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"
MAIL = (f"From: Helen Ward <{CLERK}>\r\nTo: {BOB}\r\nSubject: Marigold\r\n\r\n"
        "Dear Bob,\r\n\r\nAbout the Periwinkle.\r\n")


def ask(connection, path, **headers):
    """Returns (status, content type, text)."""
    connection.request("GET", path, headers={name.capitalize(): value for name, value in headers.items()})
    got = connection.getresponse()
    answer = got.status, got.getheader("Content-Type"), got.read().decode()
    connection.close()
    if path in ("/metrics", "/healthz"):
        kind = answer[1].partition(";")[0]
        body = json.loads(answer[2]) if kind == "application/json" else answer[2]
        check("GET", path, Answer(answer[0], dict(got.getheaders()), body), kind)
    return answer


def sample(text, name):
    """The value of a sample, named with its labels; None where there is none."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
    return found and float(found[1])


class Figures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def serve(self, **settings):
        self.candourd = Candourd(self.folder / "council", self.hop.url, **settings)
        self.addCleanup(self.candourd.finish)
        self.candourd.start()

    def over_socket(self, path):
        return ask(UnixConnection(self.candourd.socket), path)

    def over_tcp(self, path, **headers):
        return ask(http.client.HTTPConnection(self.candourd.api, timeout=60), path, **headers)

    def metrics(self):
        return self.over_socket("/metrics")[2]

    def send(self, recipients):
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, recipients)
            return client.message(MAIL)[:3]


class WhoMayAsk(Figures):
    def test_over_the_unix_socket_whoever_may_call_there(self):
        self.serve()
        status, kind, _ = self.over_socket("/metrics")
        self.assertEqual((status, kind), (200, "text/plain; version=0.0.4; charset=utf-8"))
        self.assertEqual(self.over_socket("/healthz"), (200, "text/plain; charset=utf-8", "ok\n"))

    def test_over_tcp_the_token_is_wanted(self):
        self.serve(http=["listen: 127.0.0.1:0"])
        bearer = "Bearer " + (self.candourd.folder / "data/http-token").read_text().strip()
        for path in ("/metrics", "/healthz"):
            self.assertEqual(self.over_tcp(path)[0], 401)
            self.assertEqual(self.over_tcp(path, authorization="Bearer " + "0" * 64)[0], 401)
            self.assertEqual(self.over_tcp(path, authorization=bearer)[0], 200)

    def test_over_tcp_nobody_need_show_it_where_the_admin_says_so(self):
        self.serve(http=["listen: 127.0.0.1:0", "metrics: true"])
        for path in ("/metrics", "/healthz"):
            self.assertEqual(self.over_tcp(path)[0], 200)
            self.assertEqual(self.over_tcp(path, host="rebound.example")[0], 403)
            self.assertEqual(self.over_tcp(path, origin="https://a-page.example")[0], 403)
        self.assertEqual(self.over_tcp("/v1/status")[0], 401)
        self.assertEqual(self.over_tcp("/findings")[0], 303)


class WhatTheyTell(Figures):
    def test_promtool_finds_nothing_to_say(self):
        self.serve(held=[])
        self.send([BOB])
        self.send([BOB, JANE])
        done = subprocess.run(["promtool", "check", "metrics"], input=self.metrics(), capture_output=True, text=True,
                              timeout=60)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_mail_findings_and_outcomes_are_counted(self):
        self.serve()
        self.assertEqual(self.send([BOB]), "250")
        self.assertEqual(self.send([BOB, JANE]), "550")
        text = self.metrics()
        self.assertEqual(sample(text, 'candour_messages_total{entrance="smtp",verdict="pass"}'), 1)
        self.assertEqual(sample(text, 'candour_messages_total{entrance="smtp",verdict="confirm"}'), 1)
        self.assertEqual(sample(text, 'candour_outcomes_total{entrance="smtp",outcome="delivered"}'), 1)
        self.assertEqual(sample(text, 'candour_outcomes_total{entrance="smtp",outcome="refused"}'), 1)
        self.assertEqual(sample(text, 'candour_findings_total{rule="silent-copy",outcome="refused"}'), 1)
        self.assertEqual(sample(text, "candour_judging_seconds_count"), 2)
        self.assertEqual(sample(text, 'candour_judging_seconds_bucket{le="+Inf"}'), 2)
        self.assertGreater(sample(text, "candour_judging_seconds_sum"), 0)

    def test_held_mail_is_counted_by_its_stage(self):
        self.serve(held=[], action="hold")
        self.assertEqual(sample(self.metrics(), 'candour_held_messages{stage="waiting"}'), 0)
        self.assertEqual(self.send([BOB, JANE]), "250")
        text = self.metrics()
        self.assertEqual(sample(text, 'candour_held_messages{stage="waiting"}'), 1)
        self.assertEqual(sample(text, 'candour_held_messages{stage="unknown"}'), 0)

    def test_a_next_hop_that_is_away_is_counted(self):
        self.serve()
        self.assertEqual(sample(self.metrics(), "candour_next_hop_lost_total"), 0)
        self.hop.close()
        with RawClient(self.candourd.port):
            self.assertTrue(wait_for(lambda: sample(self.metrics(), "candour_next_hop_lost_total") > 0))

    def test_nobody_is_named(self):
        self.serve(held=[], http=["listen: 127.0.0.1:0"])
        self.send([BOB, JANE])
        text = self.metrics()
        for word in ("@", "Jane", "Helen", "jane", "Eastmere", "eastmere", "Marigold", "127.0.0.1", str(self.folder)):
            self.assertNotIn(word, text)


class APolicyWithAFault(Figures):
    def test_is_told_until_it_is_mended(self):
        self.serve()
        policy = self.candourd.folder / "policy.yaml"
        first = sample(self.metrics(), "candour_policy_loaded_timestamp_seconds")
        self.assertAlmostEqual(first, time.time(), delta=60)
        policy.write_text(POLICY.format(action="no-such-action"))
        self.assertTrue(wait_for(lambda: self.over_socket("/healthz")[0] == 503, 60))
        status, _, words = self.over_socket("/healthz")
        self.assertEqual(words, "the policy or roster, as saved, has a fault; the last good one is used\n")
        self.assertEqual(sample(self.metrics(), "candour_policy_broken_on_disk"), 1)
        self.assertEqual(sample(self.metrics(), "candour_policy_loaded_timestamp_seconds"), first)
        policy.write_text(POLICY.format(action="warn"))
        self.assertTrue(wait_for(lambda: self.over_socket("/healthz")[0] == 200, 60))
        self.assertEqual(sample(self.metrics(), "candour_policy_broken_on_disk"), 0)
        self.assertGreater(sample(self.metrics(), "candour_policy_loaded_timestamp_seconds"), first)


class AFollowedMailbox(Mailbox):
    def ask(self, path):
        return ask(UnixConnection(self.daemon.socket), path)

    def test_is_told_by_its_number(self):
        self.serve()
        self.follow()
        append(self.client, "Sent", silent_copy(1))
        self.wait_for_found("sent", 1)
        contact = 'candour_mailbox_last_contact_timestamp_seconds{account="1",folder="sent"}'
        self.until(lambda: sample(self.ask("/metrics")[2], 'candour_messages_total{entrance="mailbox",verdict="confirm"}') == 1)
        text = self.ask("/metrics")[2]
        self.assertAlmostEqual(sample(text, contact), time.time(), delta=60)
        self.assertEqual(sample(text, 'candour_findings_total{rule="silent-copy",outcome="delivered"}'), 1)
        self.assertEqual(sample(text, 'candour_mailbox_folder_following{account="1",folder="sent"}'), 1)
        self.assertIsNotNone(sample(text, 'candour_notices{state="standing"}'))
        self.assertNotIn("@", text)
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.server.kill()
        self.until(lambda: self.ask("/healthz")[0] == 503)
        self.until(lambda: "3 followed folders are not there or cannot be reached" in self.ask("/healthz")[2])
        self.assertNotIn("@", self.ask("/healthz")[2])


if __name__ == "__main__":
    unittest.main()
