# SPDX-License-Identifier: MPL-2.0
"""The local API as a plugin meets it: a draft is looked at, acknowledged, and goes through the proxy."""

import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

import jsonschema

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.local_api import OPENAPI, SCHEMAS, digest, over_socket
from support.marionette import until
from support.next_hop import NextHop
from support.smtp_client import RawClient

CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"
DRAFT = {"from": f"Helen Ward <{CLERK}>", "to": [BOB], "bcc": [JANE], "subject": "Marigold",
         "text": "Dear Bob,\n\nAbout the Periwinkle.\n"}


def message(acknowledgement=None, sender=CLERK):
    header = f"X-Candour-Ack: {acknowledgement}\r\n" if acknowledgement else ""
    return (f"From: Helen Ward <{sender}>\r\nTo: {BOB}\r\nSubject: Marigold\r\n{header}\r\n"
            "Dear Bob,\r\n\r\nAbout the Periwinkle.\r\n")


class Api(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def daemon(self, **settings):
        candourd = Candourd(self.folder / "council", self.hop.url, **settings)
        self.addCleanup(candourd.finish)
        return candourd.start()

    def client(self, candourd):
        api = over_socket(candourd)
        self.addCleanup(api.close)
        return api

    def send(self, candourd, mail, recipients=(BOB, JANE), sender=CLERK):
        with RawClient(candourd.port) as client:
            client.greet()
            client.envelope(sender, recipients)
            return client.message(mail)[:3]


class Drafts(Api):
    def test_are_judged_and_leave_nothing_behind(self):
        candourd = self.daemon()
        seen = self.client(candourd).assess(DRAFT)
        self.assertEqual((seen.status, seen["verdict"]), (200, "confirm"))
        self.assertEqual([finding["rule"] for finding in seen["findings"]], ["silent-copy"])
        self.assertEqual(candourd.query("SELECT count(*) FROM decision"), [(0,)])

    def test_keep_their_findings_keys(self):
        api = self.client(self.daemon())
        first, second = api.assess(DRAFT), api.assess({**DRAFT, "text": "Dear Bob,\n\nAnother word.\n"})
        self.assertEqual(first["findings"][0]["key"], second["findings"][0]["key"])
        self.assertNotEqual(first["assessment"], second["assessment"])

    def test_may_be_bytes(self):
        seen = self.client(self.daemon()).assess(message().replace("Subject", f"Bcc: {JANE}\r\nSubject").encode())
        self.assertEqual([finding["rule"] for finding in seen["findings"]], ["silent-copy"])

    def test_send_a_file_once(self):
        candourd = self.daemon()
        api = self.client(candourd)
        file = b"CONFIDENTIAL\n\nThe staffing committee's paper about the Periwinkle.\n"
        draft = {**DRAFT, "bcc": [], "attachments": [{"name": "paper.txt", "type": "text/plain", "sha256": digest(file)}]}
        missing = api.assess(draft)
        self.assertEqual((missing.status, missing["missing"]), (409, [digest(file)]))
        self.assertEqual(api.upload(file).status, 201)
        seen = api.assess(draft)
        self.assertEqual([finding["rule"] for finding in seen["findings"]], ["confidential-disclosure"])

    def test_write_nothing_to_disk_and_no_word_to_the_log(self):
        candourd = self.daemon()
        config = self.folder / "council/candourd.yaml"
        candourd.stop()
        config.write_text(config.read_text() + "log-level: debug\n")
        candourd.start()
        api = self.client(candourd)
        file = b"Foxglove " * 1_000_000
        api.upload(file)
        seen = api.assess({**DRAFT, "attachments": [{"name": "a.txt", "type": "text/plain", "sha256": digest(file)}]})
        self.assertEqual(seen.status, 200)
        names = {path.name for path in (self.folder / "council/data").rglob("*")}
        self.assertLessEqual(names, {"candour.sock", "candourd.lock", "ledger.sqlite", "ledger.sqlite-wal",
                                     "ledger.sqlite-shm", "last-good-policy", "policy.yaml", "roster.csv"})
        self.assertIn("route=/v1/assess", candourd.log())
        for words in ("Marigold", "Periwinkle", "Foxglove", BOB, JANE, digest(file)):
            self.assertNotIn(words, candourd.log())

    def test_of_a_stranger_raise_nothing(self):
        seen = self.client(self.daemon()).assess({**DRAFT, "from": "x@elsewhere.example"})
        self.assertEqual((seen["verdict"], seen["findings"]), ("pass", []))


class Acknowledgements(Api):
    def test_let_the_mail_through_once_and_are_on_record(self):
        candourd = self.daemon()
        api = self.client(candourd)
        given = api.acknowledge(api.assess(DRAFT))
        self.assertEqual((given.status, given["header"]), (201, "X-Candour-Ack"))
        self.assertEqual(self.send(candourd, message(given["id"])), "250")
        self.assertEqual(candourd.query("SELECT kind, reason, given_by FROM outcome"),
                         [("acknowledged", "She asked for it.", f"uid {os.getuid()}")])
        self.assertNotIn(b"X-Candour-Ack", self.hop.messages[0].content)
        self.assertEqual(self.send(candourd, message(given["id"])), "550")
        done = subprocess.run([BINARIES / "candour", "findings", "--config", self.folder / "council/candourd.yaml"],
                              capture_output=True, text=True, timeout=60)
        self.assertIn('sent all the same: "She asked for it."', done.stdout)

    def test_are_good_for_their_recipients_alone(self):
        candourd = self.daemon()
        api = self.client(candourd)
        given = api.acknowledge(api.assess(DRAFT))
        more = (BOB, JANE, "aisha.khan@eastmere-tc.gov.uk")
        self.assertEqual(self.send(candourd, message(given["id"]), more), "550")

    def test_are_good_for_their_sender_alone(self):
        candourd = self.daemon()
        api = self.client(candourd)
        given = api.acknowledge(api.assess(DRAFT))
        office = "office@eastmere-tc.gov.uk"
        self.assertEqual(self.send(candourd, message(given["id"], office), sender=office), "550")

    def test_of_less_than_all_findings_do_not_do(self):
        candourd = self.daemon()
        api = self.client(candourd)
        given = api.acknowledge(api.assess(DRAFT), findings=[])
        self.assertEqual(self.send(candourd, message(given["id"])), "550")

    def test_cannot_be_made_up_nor_be_of_what_is_blocked(self):
        candourd = self.daemon(action="block")
        api = self.client(candourd)
        seen = api.assess(DRAFT)
        self.assertEqual(api.acknowledge(seen).status, 403)
        self.assertEqual(api.acknowledge(seen, findings=["a" * 64]).status, 400)
        self.assertEqual(api.post("/v1/acknowledgements", {"assessment": "a" * 32, "findings": []}).status, 404)
        self.assertEqual(self.send(candourd, message("a" * 32)), "550")


class Told(Api):
    def test_mail_that_went_out_unchecked_is_listed(self):
        candourd = self.daemon()
        told = {"time": "2026-07-20T17:00:51+01:00", "sender": f"Helen Ward <{CLERK}>", "message_id": "<m@h>", "why": "away"}
        api = self.client(candourd)
        self.assertEqual([api.post("/v1/unchecked", told)["recorded"] for _ in range(2)], [True, True])
        self.assertFalse(api.post("/v1/unchecked", {**told, "sender": "x@elsewhere.example"})["recorded"])
        findings = [BINARIES / "candour", "findings", "--config", self.folder / "council/candourd.yaml"]
        done = subprocess.run(findings, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stdout.count("sent unchecked"), 1, done.stdout)
        self.assertIn("Helen Ward", done.stdout)
        done = subprocess.run([*findings, "--json"], capture_output=True, text=True, timeout=60)
        self.assertEqual(json.loads(done.stdout)["unchecked_because"], "away")

    def test_status_has_nothing_private(self):
        candourd = self.daemon()
        status = self.client(candourd).status()
        self.assertEqual(status["policy"]["pack"], "model-2026")
        self.assertEqual({each["protocol"] for each in status["listeners"]}, {"smtp", "http"})


class Callers(Api):
    def curl(self, *arguments):
        """(status, answer)"""
        done = subprocess.run(["curl", "-sS", "--max-time", "30", "-w", "\n%{http_code}", *map(str, arguments)],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        body, status = done.stdout.rsplit("\n", 1)
        return int(status), json.loads(body)

    def token(self):
        file = self.folder / "council/data/http-token"
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        return file.read_text().strip()

    def test_come_over_the_unix_socket(self):
        candourd = self.daemon()
        mode = candourd.socket.stat().st_mode & 0o777
        self.assertIn(mode, (0o600, 0o660))  # 0660 where the machine has the group
        status, answer = self.curl("--unix-socket", candourd.socket, "http://localhost/v1/status")
        self.assertEqual((status, answer["policy"]["council"]), (200, "Eastmere Town Council"))
        mail = self.folder / "draft.json"
        mail.write_text(json.dumps(DRAFT))
        status, answer = self.curl("--unix-socket", candourd.socket, "-H", "Content-Type: application/json",
                                   "-H", "Transfer-Encoding: chunked", "--data-binary", f"@{mail}", "http://localhost/v1/assess")
        self.assertEqual((status, answer["verdict"]), (200, "confirm"))

    @unittest.skipUnless(os.getuid() == 0, "another user can be played by root alone")
    def test_over_the_unix_socket_are_known_by_the_kernel(self):
        candourd = self.daemon()
        for folder in (self.folder, self.folder / "council", self.folder / "council/data"):
            folder.chmod(0o755)
        candourd.socket.chmod(0o666)
        done = subprocess.run(["curl", "-sS", "-o", "-", "-w", "%{http_code}", "--unix-socket", candourd.socket,
                               "http://localhost/v1/status"], capture_output=True, text=True, timeout=60,
                              user=65534, group=65534, extra_groups=[])
        self.assertIn("group candour", done.stdout)
        self.assertTrue(done.stdout.endswith("403"), done.stdout)

    def test_over_loopback_have_the_token(self):
        candourd = self.daemon(http=["listen: 127.0.0.1:0"])
        url = f"http://{candourd.api}/v1/status"
        self.assertEqual(self.curl(url)[0], 401)
        started = time.monotonic()
        self.assertEqual(self.curl("-H", "Authorization: Bearer wrong", url)[0], 401)
        self.assertGreater(time.monotonic() - started, 0.9)
        right = f"Authorization: Bearer {self.token()}"
        self.assertEqual(self.curl("-H", right, url)[0], 200)
        self.assertNotIn(self.token(), candourd.log())
        for header in ("Host: evil.example", "Origin: https://evil.example", "Origin: null",
                       "Origin: moz-extension://0b1c"):
            self.assertEqual(self.curl("-H", right, "-H", header, url)[0], 403, header)
        preflight = subprocess.run(["curl", "-sSi", "-X", "OPTIONS", "-H", right, url], capture_output=True, text=True, timeout=60)
        self.assertNotIn("Access-Control", preflight.stdout)

    def test_come_over_https_to_a_name(self):
        certificates = Certificates(self.folder / "tls", "DNS:candour.example,IP:127.0.0.1")
        candourd = self.daemon(http=["listen: 127.0.0.1:0", "host: candour.example",
                                     "origins: [moz-extension://0b1c]",
                                     f"certificate: {certificates.certificate}", f"key: {certificates.key}"])
        port = candourd.api.rsplit(":", 1)[1]
        status, answer = self.curl("--cacert", certificates.ca, "--resolve", f"candour.example:{port}:127.0.0.1",
                                   "-H", f"Authorization: Bearer {self.token()}", "-H", "Origin: moz-extension://0b1c",
                                   f"https://candour.example:{port}/v1/status")
        self.assertEqual(status, 200, answer)
        self.assertIn("https", [each["protocol"] for each in answer["listeners"]])

    def change_token(self, token, mode=0o600):
        file = self.folder / "council/data/http-token"
        new = file.with_name("http-token.new")
        new.write_text(token + "\n")
        new.chmod(mode)
        new.rename(file)

    def test_find_a_new_token_in_force_at_the_first_request_that_has_it(self):
        candourd = self.daemon(http=["listen: 127.0.0.1:0"])
        url = f"http://{candourd.api}/v1/status"
        old = self.token()
        self.change_token("b" * 64)
        self.assertEqual(self.curl("-H", f"Authorization: Bearer {'b' * 64}", url)[0], 200)
        self.assertEqual(self.curl("-H", f"Authorization: Bearer {old}", url)[0], 401)

    def test_find_an_old_token_out_of_force_after_a_reload(self):
        candourd = self.daemon(http=["listen: 127.0.0.1:0"])
        url = f"http://{candourd.api}/v1/status"
        old = self.token()
        self.change_token("b" * 64)
        candourd.process.send_signal(signal.SIGHUP)
        until("the new token", lambda: "token_reloaded" in candourd.log())
        self.assertEqual(self.curl("-H", f"Authorization: Bearer {old}", url)[0], 401)

    def test_find_a_new_token_refused_that_others_may_read(self):
        candourd = self.daemon(http=["listen: 127.0.0.1:0"])
        url = f"http://{candourd.api}/v1/status"
        old = self.token()
        self.change_token("b" * 64, mode=0o644)
        self.assertEqual(self.curl("-H", f"Authorization: Bearer {'b' * 64}", url)[0], 401)
        self.assertIn("chmod 600", candourd.log())
        self.assertEqual(self.curl("-H", f"Authorization: Bearer {old}", url)[0], 200)

    def test_find_no_token_that_others_may_read(self):
        candourd = Candourd(self.folder / "council", self.hop.url, http=["listen: 127.0.0.1:0", "token: secret"])
        secret = self.folder / "council/secret"
        secret.write_text("a" * 64)
        secret.chmod(0o644)
        done = subprocess.run([BINARIES / "candourd", "--config", self.folder / "council/candourd.yaml"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("chmod 600", done.stderr)

    def test_find_the_socket_of_a_dead_daemon_taken_over_and_that_of_a_living_one_not(self):
        candourd = self.daemon()
        again = subprocess.run([BINARIES / "candourd", "--config", self.folder / "council/candourd.yaml"],
                               capture_output=True, text=True, timeout=60)
        self.assertEqual(again.returncode, 1)
        self.assertIn("another candourd is at work", again.stderr)
        candourd.process.kill()
        candourd.process.wait()
        self.assertTrue(candourd.socket.exists())
        candourd.start()
        self.assertEqual(self.client(candourd).status().status, 200)
        self.assertEqual(candourd.stop(), 0)
        self.assertFalse(candourd.socket.exists())
        candourd.start()


class Documentation(unittest.TestCase):
    def test_names_the_paths_that_there_are(self):
        table = re.findall(r'"(POST|PUT|GET)",\s*"(/v1/[^"]+)"',
                           (SCHEMAS.parents[1] / "daemon/listeners/local_api.cc").read_text())
        figures = re.findall(r'_path = "(/[a-z]+)"', (SCHEMAS.parents[1] / "daemon/listeners/http_routes.h").read_text())
        self.assertEqual(len(figures), 2)
        table += [("GET", path) for path in figures]
        documented = [(method.upper(), path) for path, operations in OPENAPI["paths"].items() for method in operations]
        self.assertCountEqual(table, documented)

    def test_has_sound_schemas(self):
        for schema in OPENAPI["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)


if __name__ == "__main__":
    unittest.main()
