# SPDX-License-Identifier: MPL-2.0
"""Held mail in the console, over the real candourd: read, released and discarded, and what a stranger may try."""

import base64
import email
import getpass
import pathlib
import tempfile
import unittest

from support.candourd import Candourd
from support.certificates import Certificates
from support.console import Visitor, ask_for_link, words
from support.dovecot import PASSWORD, USER
from support.mailrig import MailRig
from support.next_hop import CLOSE, NextHop, wait_for
from support.smtp_client import RawClient

CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"
SCRIPT = "<script>alert(1)</script>"
MAIL = (f'From: "{SCRIPT}" <{CLERK}>\r\nTo: {BOB}\r\nSubject: {SCRIPT}\r\nMessage-ID: <1@eastmere-tc.gov.uk>\r\n'
        "Date: Mon, 20 Jul 2026 17:00:51 +0100\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
        f"<p>Dear Bob, the plot is free. <img src=http://spy.example/1.gif>{SCRIPT}</p>\r\n--x\r\n"
        f'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="{SCRIPT}.txt"\r\n\r\nThe lease.\r\n--x--\r\n')


class ConsoleHeld(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def start(self, *held, next_hop=None):
        self.candourd = Candourd(self.folder, next_hop or self.hop.url, action="hold", held=held,
                                 http=["listen: 127.0.0.1:0"]).start()
        self.addCleanup(self.candourd.finish)

    def visitor(self):
        visitor = Visitor(self.candourd.api)
        status, link, error = ask_for_link(self.folder / "candourd.yaml")
        self.assertEqual(status, 0, error)
        visitor.sign_in(link)
        return visitor

    def hold(self):
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, [BOB, JANE])
            answer = client.message(MAIL)
        self.assertRegex(answer, r"^250 2\.0\.0 Held for a decision")
        return answer[-16:]

    def decide(self, visitor, held, decision, **fields):
        return visitor.send("/held-decisions", **({"token": visitor.token(), "mail": held, "decision": decision,
                                                   "reason": "She knows of it."} | fields))

    def arrivals(self):
        return [mail for mail in self.hop.messages if mail.mail_from]

    def notices(self):
        return [mail for mail in self.hop.messages if not mail.mail_from]

    def wait_until(self, condition):
        self.assertTrue(wait_for(condition, 30), self.candourd.log())

    def test_is_listed_read_and_released_and_its_sender_told(self):
        self.start()
        held, visitor = self.hold(), self.visitor()
        self.assertIn("1 held mail waits for a decision", words(visitor.get("/")))
        self.assertIn(f'href="/held/{held}"', visitor.get("/held").text)
        page = visitor.get(f"/held/{held}")
        self.assertIn("Dear Bob, the plot is free.", words(page))
        self.assertIn(f"{SCRIPT}.txt, text/plain, 10 bytes", words(page))
        self.assertIn("Silent copy", words(page))
        self.assertIn("Correspondence", words(page))
        self.assertEqual(self.decide(visitor, held, "release").status, 303)
        self.wait_until(lambda: len(self.arrivals()) == 1 and len(self.notices()) == 1)
        self.assertEqual(self.arrivals()[0].content, MAIL.encode())
        notice = email.message_from_bytes(self.notices()[0].content)
        self.assertIn("She knows of it.", notice.get_payload(decode=True).decode())
        self.wait_until(lambda: self.candourd.query("SELECT kind, reason, given_by FROM outcome")
                        == [("released", "She knows of it.", getpass.getuser())])
        self.wait_until(lambda: "It is no longer held." in words(visitor.get(f"/held/{held}")))
        self.assertNotIn("for a decision", words(visitor.get("/")))

    def test_is_discarded(self):
        self.start()
        held, visitor = self.hold(), self.visitor()
        self.assertEqual(self.decide(visitor, held, "discard").status, 303)
        self.wait_until(lambda: len(self.notices()) == 1)
        self.wait_until(lambda: list((self.folder / "data/held").iterdir()) == [])
        self.assertEqual(self.arrivals(), [])

    def test_arrives_in_a_real_mailbox(self):
        certificates = Certificates(self.folder.parent / "tls")
        with MailRig(certificates) as rig:
            password = self.folder.parent / "password"
            password.write_text(PASSWORD)
            password.chmod(0o600)
            self.start(f"user: {USER}", f"password-file: {password}",
                       next_hop=f"smtp://localhost:{rig.submission}?ca={certificates.ca}&tls=starttls")
            with RawClient(self.candourd.port) as client:
                client.greet()
                login = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
                self.assertTrue(client.ask(f"AUTH PLAIN {login}").startswith("235"))
                client.envelope(CLERK, [BOB, JANE])
                held = client.message(MAIL)[-16:]
            self.assertEqual(rig.delivered(), [])
            visitor = self.visitor()
            self.assertEqual(self.decide(visitor, held, "release").status, 303)
            self.wait_until(lambda: "It is no longer held." in words(visitor.get(f"/held/{held}")))
            self.wait_until(rig.is_idle)
            self.assertEqual([mail.content for mail in rig.delivered() if mail.mail_from],
                             [MAIL.replace("\r\n", "\n").encode()])

    def test_is_not_its_senders_to_decide_under_four_eyes(self):
        me = getpass.getuser()
        self.start("four-eyes: true", f"deciders: {{{me}: {CLERK}}}")
        held, visitor = self.hold(), self.visitor()
        self.assertIn("nobody decides on a mail of his own", words(visitor.get(f"/held/{held}")))
        for decision in ("release", "discard"):
            page = self.decide(visitor, held, decision)
            self.assertEqual(page.status, 400)
            self.assertIn("nobody decides on a mail of his own", words(page))
        self.assertTrue((self.folder / f"data/held/{held}.held").exists())
        self.assertFalse((self.folder / f"data/held/{held}.stage").exists())

    def test_is_never_sent_again_by_itself_where_it_is_unknown(self):
        self.start()
        held, visitor = self.hold(), self.visitor()
        self.hop.reactions = {"dot": CLOSE}
        self.decide(visitor, held, "release")
        self.wait_until(lambda: "Whether it was sent nobody knows" in words(visitor.get(f"/held/{held}")))
        self.hop.reactions = {}
        page = self.decide(visitor, held, "release", stage="unknown")
        self.assertEqual(page.status, 400)
        self.assertIn("Tick the box", words(page))
        before = len(self.arrivals())
        self.assertEqual(self.decide(visitor, held, "release", stage="unknown", again="yes").status, 303)
        self.wait_until(lambda: len(self.arrivals()) == before + 1)

    def test_is_shown_where_it_is_damaged(self):
        self.start()
        held, visitor = self.hold(), self.visitor()
        file = self.folder / f"data/held/{held}.held"
        file.write_bytes(file.read_bytes()[:-1])
        self.assertIn(f"Damaged: {held}", words(visitor.get("/held")))
        self.assertIn("are damaged", words(visitor.get(f"/held/{held}")))
        self.decide(visitor, held, "release")
        self.assertTrue(file.exists())

    def test_has_nothing_of_a_stranger_run_or_fetched(self):
        self.start()
        held, visitor = self.hold(), self.visitor()
        for path in ("/held", f"/held/{held}", "/"):
            text = visitor.get(path).text
            for tag in ("<script", "<img", "spy.example"):
                self.assertNotIn(tag, text, path)
        self.assertIn(SCRIPT, words(visitor.get(f"/held/{held}")))
        for secret in ("the plot", "alert(1)", JANE):
            self.assertNotIn(secret, self.candourd.log())

    def test_is_decided_by_nobody_without_a_session_and_its_token(self):
        self.start()
        held, visitor, other = self.hold(), self.visitor(), self.visitor()
        for token in ("", "a" * 64, other.token()):
            self.assertEqual(self.decide(visitor, held, "discard", token=token).status, 403)
        fields = {"token": visitor.token(), "mail": held, "decision": "discard", "reason": "No"}
        for headers in ({"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": None}):
            self.assertEqual(visitor.send("/held-decisions", headers, **fields).status, 403)
        stranger = Visitor(self.candourd.api)
        self.assertEqual(stranger.get(f"/held/{held}").status, 303)
        self.assertEqual(stranger.send("/held-decisions", **fields).status, 403)
        self.assertTrue((self.folder / f"data/held/{held}.held").exists())

    def test_leads_to_no_other_file(self):
        self.start()
        visitor = self.visitor()
        secret = self.folder / "data/secret.held"
        secret.write_text("candour-held 1\n")
        for name in ("..%2f..%2fpolicy", "%2e%2e", "secret", "secret.held", "..", "%00", "0" * 17, "A" * 16):
            page = visitor.get(f"/held/{name}")
            self.assertEqual(page.status, 404, name)
            self.assertEqual(self.decide(visitor, name, "discard").status, 404, name)
        self.assertTrue(secret.exists())


if __name__ == "__main__":
    unittest.main()
