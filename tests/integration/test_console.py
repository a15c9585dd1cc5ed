# SPDX-License-Identifier: MPL-2.0
"""The admin's console over the real candourd: signing in, forms, and what other pages and names may try."""

import http.client
import os
import pathlib
import pwd
import re
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.console import Visitor, ask_for_link, words
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"
MAIL = (f"From: Helen Ward <{CLERK}>\r\nTo: {BOB}\r\nBcc: {JANE}\r\nSubject: Marigold\r\n\r\n"
        "Dear Bob,\r\n\r\nAbout the Periwinkle.\r\n")


class Console(unittest.TestCase):
    http = ["listen: 127.0.0.1:0"]

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.config = self.folder / "council/candourd.yaml"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        self.candourd = Candourd(self.folder / "council", self.hop.url, http=self.http)
        self.addCleanup(self.candourd.finish)
        self.candourd.start()

    def link(self):
        status, link, error = ask_for_link(self.config)
        self.assertEqual(status, 0, error)
        return link

    def visitor(self):
        visitor = Visitor(self.candourd.api)
        self.assertEqual(visitor.sign_in(self.link()).status, 303)
        return visitor

    def send_mail(self):
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, [BOB, JANE])
            return client.message(MAIL)[:3]

    def roster(self):
        return (self.folder / "council/roster.csv").read_text()

    def finding(self, visitor):
        return re.search(r'href="/findings/([0-9a-f]{16}\.0)"', visitor.get("/findings").text)[1]


class People(Console):
    def test_an_address_that_passed_is_proposed_and_taken_in(self):
        visitor = self.visitor()
        self.assertIn("None met.", visitor.get("/people").text)
        own = "j.smith77@home.example"
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, [own])
            client.message(MAIL.replace(f"To: {BOB}", f"To: Cllr Jane Smith <{own}>").replace(f"Bcc: {JANE}\r\n", ""))
        people = visitor.get("/people")
        self.assertIn(f"{own} may be Jane Smith's own", " ".join(words(people).split()))
        place = re.search(r'href="(/people/\d+\?address=[^"]+)"', people.text)[1]
        row = visitor.get(place).text
        self.assertIn(f"; {own}", row)
        fields = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', row)[1]
                   for name in ("name", "emails", "group", "committees", "term_start", "term_end", "seen", "row", "token")}
        self.assertEqual(visitor.send("/people-rows", role="chair", action="save", **fields).status, 303)
        self.assertIn(own, self.roster())
        self.assertTrue(wait_for(lambda: own not in visitor.get("/people").text.partition("Addresses that may be")[2], 60))


class SigningIn(Console):
    def test_is_by_a_link_of_candours_own_place(self):
        self.assertRegex(self.link(), rf"^http://{re.escape(self.candourd.api)}/sign-in/[0-9a-f]{{32}}$")

    def test_tells_who_it_is(self):
        page = self.visitor().get("/")
        self.assertEqual(page.status, 200)
        self.assertIn(pwd.getpwuid(os.getuid()).pw_name, words(page))

    def test_works_once(self):
        link, first, second = self.link(), Visitor(self.candourd.api), Visitor(self.candourd.api)
        self.assertEqual(first.sign_in(link).status, 303)
        self.assertEqual(second.sign_in(link).status, 403)
        self.assertEqual(second.get("/").status, 303)
        self.assertEqual(first.get("/").status, 200)

    def test_is_refused_with_a_link_that_nobody_made(self):
        visitor = Visitor(self.candourd.api)
        for link in ("0" * 32, "x", "%00", self.link().rsplit("/", 1)[1].upper() + "z"):
            self.assertEqual(visitor.get("/sign-in/" + link).status, 403)
        self.assertIsNone(visitor.cookie)

    def test_never_takes_an_id_that_was_planted(self):
        visitor = Visitor(self.candourd.api)
        visitor.cookie = planted = "a" * 64
        visitor.sign_in(self.link())
        self.assertNotEqual(visitor.cookie, planted)
        stranger = Visitor(self.candourd.api)
        stranger.cookie = planted
        self.assertEqual(stranger.get("/").status, 303)

    def test_ends_the_session_before(self):
        visitor = self.visitor()
        former = Visitor(self.candourd.api)
        former.cookie = visitor.cookie
        visitor.sign_in(self.link())
        self.assertEqual(former.get("/").status, 303)
        self.assertEqual(visitor.get("/").status, 200)

    def test_leaves_no_secret_in_the_log(self):
        link = self.link()
        visitor = Visitor(self.candourd.api)
        visitor.sign_in(link)
        self.assertNotIn(link.rsplit("/", 1)[1], self.candourd.log())
        self.assertNotIn(visitor.cookie, self.candourd.log())

    def test_is_not_for_the_token_of_plugins(self):
        token = (self.folder / "council/data/http-token").read_text().strip()
        visitor = Visitor(self.candourd.api)
        bearer = {"Authorization": f"Bearer {token}", "Content-Length": "0"}
        self.assertEqual(visitor.ask("POST", "/v1/console-links", headers=bearer).status, 403)
        self.assertEqual(visitor.get("/", headers=bearer).status, 303)

    def test_says_which_two_lines_are_missing(self):
        self.candourd.stop()
        self.config.write_text(self.config.read_text().split("http:")[0])
        self.candourd.start()
        status, link, error = ask_for_link(self.config)
        self.assertEqual((status, link), (1, ""))
        self.assertIn("http:\n  listen: 127.0.0.1:8425", error)

    def test_asks_whether_candourd_is_there(self):
        self.candourd.stop()
        status, _, error = ask_for_link(self.config)
        self.assertEqual(status, 1)
        self.assertIn("is candourd running?", error)
        self.candourd.start()

    def test_opens_the_browser_where_there_is_a_display(self):
        opener = self.folder / "xdg-open"
        opener.write_text(f'#!/bin/sh\necho "$1" > {self.folder}/opened.new\nmv {self.folder}/opened.new {self.folder}/opened\n')
        opener.chmod(0o755)
        environment = {**os.environ, "DISPLAY": ":7", "PATH": f"{self.folder}:{os.environ['PATH']}"}
        done = subprocess.run([BINARIES / "candour", "console", "--config", self.config], capture_output=True, text=True,
                              timeout=60, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        opened = self.folder / "opened"
        for _ in range(200):
            if opened.exists():
                break
            subprocess.run(["sleep", "0.05"], check=True)
        self.assertIn(opened.read_text().strip(), done.stdout)


class Pages(Console):
    def test_show_a_mail_that_was_asked_about(self):
        self.assertEqual(self.send_mail(), "550")
        visitor = self.visitor()
        self.assertIn("Findings", words(visitor.get("/")))
        page = visitor.get("/findings/" + self.finding(visitor))
        self.assertIn("Jane Smith", words(page))
        self.assertIn("asked, not sent", words(page))
        for secret in (BOB, "Marigold", "Periwinkle"):
            self.assertNotIn(secret, page.text)

    def test_mark_a_finding_as_a_false_alarm_on_the_ledger(self):
        self.send_mail()
        visitor = self.visitor()
        place = self.finding(visitor)
        self.assertEqual(visitor.send("/false-alarms", token=visitor.token(), finding=place, reason="She was told.").status, 303)
        self.assertEqual(self.candourd.query("SELECT position, reason, marked_by FROM false_alarm"),
                         [(0, "She was told.", pwd.getpwuid(os.getuid()).pw_name)])
        visitor.send("/false-alarms/withdrawn", token=visitor.token(), finding=place)
        self.assertEqual(self.candourd.query("SELECT count(*) FROM false_alarm"), [(0,)])

    def test_try_a_mail_and_keep_nothing_of_it(self):
        visitor = self.visitor()
        page = visitor.send("/try", token=visitor.token(), words=MAIL)
        self.assertIn("CC Councillor Jane Smith", words(page))
        self.assertEqual(self.candourd.query("SELECT count(*) FROM decision"), [(0,)])
        self.assertNotIn("Marigold", self.candourd.log())

    def test_end_with_the_session(self):
        visitor = self.visitor()
        gone = Visitor(self.candourd.api)
        gone.cookie = visitor.cookie
        self.assertEqual(visitor.send("/sign-out", token=visitor.token()).status, 303)
        self.assertEqual(gone.get("/").status, 303)

    def test_are_not_over_the_unix_socket(self):
        done = subprocess.run(["curl", "-sS", "-w", "%{http_code}", "-o", "/dev/null", "--unix-socket", self.candourd.socket,
                               "http://localhost/sign-in"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stdout, "404")

    def test_leave_the_api_as_it_was(self):
        visitor = self.visitor()
        self.assertEqual(visitor.get("/v1/status").status, 401)


class Strangers(Console):
    def test_under_another_name_get_nothing(self):
        visitor = self.visitor()
        for host in ("evil.example", "127.0.0.1.evil.example", f"evil.example:{self.candourd.api.split(':')[1]}"):
            for path in ("/", "/sign-in", "/style.css"):
                self.assertEqual(visitor.get(path, {"Host": host}).status, 403, (host, path))

    def test_cannot_send_a_form_from_another_page(self):
        self.send_mail()
        visitor = self.visitor()
        fields = {"token": visitor.token(), "finding": self.finding(visitor), "reason": "No"}
        for headers in ({"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
                        {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"},
                        {"Origin": "http://evil.example", "Sec-Fetch-Site": None},
                        {"Origin": "null", "Sec-Fetch-Site": None}, {"Sec-Fetch-Site": None}):
            self.assertEqual(visitor.send("/false-alarms", headers, **fields).status, 403, headers)
        self.assertEqual(self.candourd.query("SELECT count(*) FROM false_alarm"), [(0,)])
        self.assertEqual(visitor.send("/false-alarms", {"Origin": f"http://{self.candourd.api}"}, **fields).status, 303)

    def test_cannot_send_a_form_without_the_sessions_token(self):
        self.send_mail()
        visitor, other = self.visitor(), self.visitor()
        place = self.finding(visitor)
        for token in ("", "a" * 64, other.token()):
            self.assertEqual(visitor.send("/false-alarms", token=token, finding=place, reason="No").status, 403)
        self.assertEqual(self.candourd.query("SELECT count(*) FROM false_alarm"), [(0,)])

    def test_find_no_file_by_its_path(self):
        visitor = self.visitor()
        for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/style.css/../../candourd.yaml", "//etc/passwd",
                     "/findings/..%2f", "/%00", "/http-token"):
            page = visitor.get(path)
            self.assertEqual(page.status, 404, path)
            self.assertNotIn("root:", page.text)

    def test_cannot_have_a_script_shown(self):
        script = "<script>alert(1)</script>"
        self.candourd.stop()
        self.candourd.execute(
            "INSERT INTO decision VALUES ('0123456789abcdef', strftime('%s') * 1000, 'sent', ?1, ?1, ?1, ?1, 'k', ?1, '[]', "
            "'[]', 1, '', 0, 0, '[]', '[]', '')", (script,))
        self.candourd.execute("INSERT INTO finding VALUES ('0123456789abcdef', 0, ?1, ?1, ?1, ?2, ?3)",
                              (script, f'["{script}"]', f'[{{"where": "attachment {script}", "part": "1", "offset": 0, "length": 1}}]'))
        self.candourd.start()
        visitor = self.visitor()
        for path in ("/", "/findings", "/findings/0123456789abcdef.0"):
            page = visitor.get(path)
            self.assertEqual(page.status, 200, path)
            self.assertNotIn("<script", page.text, path)
        self.assertIn(script, words(page))
        page = visitor.send("/try", token=visitor.token(), words=f"From: {script} <{CLERK}>\r\nTo: {JANE}\r\n"
                            f"Bcc: {BOB}\r\nSubject: {script}\r\n\r\n{script} love you darling xxx\r\n")
        self.assertNotIn("<script", page.text)

    def test_get_no_page_with_a_body_too_large(self):
        visitor = self.visitor()
        self.assertEqual(visitor.send("/false-alarms", reason="x" * 100_000).status, 413)

    def test_may_send_what_is_no_form(self):
        visitor = self.visitor()
        for kind, body in (("multipart/form-data", "x"), ("multipart/form-data; boundary=x", "--x"),
                           ("application/x-www-form-urlencoded", "token=%"), ("text/plain", "token=" + "a" * 64)):
            self.assertIn(visitor.ask("POST", "/try", body, {"Content-Type": kind}).status, (400, 403), kind)
        self.assertEqual(visitor.get("/").status, 200)


class OverHttps(Console):
    def setUp(self):
        certificates = tempfile.TemporaryDirectory()
        self.addCleanup(certificates.cleanup)
        self.certificates = Certificates(certificates.name)
        self.http = ["listen: 127.0.0.1:0", "host: localhost", f"certificate: {self.certificates.certificate}",
                     f"key: {self.certificates.key}"]
        super().setUp()

    def test_the_cookie_never_goes_without_tls(self):
        link = self.link()
        self.assertTrue(link.startswith("https://localhost:"), link)
        visitor = Visitor(self.candourd.api, lambda place, timeout: http.client.HTTPSConnection(
            place, timeout=timeout, context=self.certificates.for_client()), "__Host-candour-session")
        page = visitor.sign_in(link)
        self.assertIn("; Secure", page.headers["Set-Cookie"])
        self.assertEqual(visitor.get("/").status, 200)


if __name__ == "__main__":
    unittest.main()
