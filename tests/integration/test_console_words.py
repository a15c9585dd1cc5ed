# SPDX-License-Identifier: MPL-2.0
"""The words of a finding, read in a mailbox of a real Dovecot once somebody asks for them, and kept nowhere."""

import re
import time
import unittest

from support.candourd import Candourd
from support.console import Visitor, ask_for_link, words
from support.mailbox_case import JANE, Mailbox, message
from support.dovecot import append

WORDS = "Many thanks darling, love and kisses xxx"
BUTTON = "Show the words"


class Words(Mailbox):
    def start(self, accounts=True):
        self.daemon = Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox", http=["listen: 127.0.0.1:0"],
                               accounts=self.server.account(self.password) if accounts else ())
        self.daemon.start()
        self.addCleanup(self.daemon.stop)

    def visitor(self):
        visitor = Visitor(self.daemon.api)
        status, link, error = ask_for_link(self.folder / "candour/candourd.yaml")
        self.assertEqual(status, 0, error)
        visitor.sign_in(link)
        return visitor

    def found_mail(self):
        """A sent mail with two findings, seen in the mailbox; the second has a blind copy."""
        self.serve()
        text = f"From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: {JANE}\r\nBcc: aisha.khan@eastmere-tc.gov.uk\r\n" \
               f"Subject: <script>alert(1)</script>\r\nMessage-ID: <words@test.example>\r\n\r\nDear Jane,\r\n\r\n{WORDS}\r\n"
        append(self.client, "Sent", message(1))
        append(self.client, "Sent", text, when=time.time() - 86_400)
        append(self.client, "Sent", message(2))
        self.start()
        self.until(lambda: len(self.found("sent")) == 3)

    def page_of(self, visitor, rule):
        return re.search(r'href="(/findings/[0-9a-f]{16}\.\d)"', visitor.get(f"/findings?rule={rule}").text)[1]

    def ask(self, visitor, path):
        return visitor.send("/finding-words", token=visitor.token(), finding=path.rsplit("/", 1)[1])

    def test_are_shown_once_asked_and_kept_nowhere(self):
        self.found_mail()
        visitor = self.visitor()
        path = self.page_of(visitor, "over-familiar")
        before = visitor.get(path)
        self.assertIn(BUTTON, words(before))
        self.assertNotIn("darling", before.text)
        page = self.ask(visitor, path)
        self.assertEqual(page.status, 200)
        self.assertIn("darling", words(page))
        self.assertIn("they are not kept", words(page))
        self.assertNotIn("<script", page.text)
        self.assertNotIn("darling", visitor.get(path).text)
        self.assertNotIn("darling", self.daemon.log())
        ledger = b"".join(file.read_bytes() for file in (self.folder / "candour/data").glob("ledger.sqlite*"))
        self.assertNotIn(b"darling", ledger)
        self.client.select("Sent", readonly=True)
        self.assertNotIn(b"\\Seen", self.client.fetch("2", "(FLAGS)")[1][0])

    def test_never_show_a_blind_copy(self):
        self.found_mail()
        visitor = self.visitor()
        page = self.ask(visitor, self.page_of(visitor, "silent-copy"))
        self.assertEqual(page.status, 200)
        self.assertNotIn("aisha.khan@", page.text)

    def test_are_no_longer_there_where_the_mail_is_gone(self):
        self.found_mail()
        visitor = self.visitor()
        path = self.page_of(visitor, "over-familiar")
        self.client.select("Sent")
        self.client.store("2", "+FLAGS", "\\Deleted")
        self.client.expunge()
        page = self.ask(visitor, path)
        self.assertEqual(page.status, 200)
        self.assertIn("not (or no longer) in the folders that are followed", words(page))

    def test_say_where_the_server_is_away_and_where_no_mailbox_is_followed(self):
        self.found_mail()
        visitor = self.visitor()
        path = self.page_of(visitor, "over-familiar")
        self.server.kill()
        self.assertIn("A mailbox cannot be looked through now", words(self.ask(visitor, path)))
        self.daemon.stop()
        self.start(accounts=False)
        self.assertIn("no mailbox is followed", words(self.ask(self.visitor(), path)))

    def test_are_for_nobody_without_session_and_token(self):
        self.found_mail()
        visitor, other = self.visitor(), self.visitor()
        finding = self.page_of(visitor, "over-familiar").rsplit("/", 1)[1]
        for token in ("", other.token()):
            self.assertEqual(visitor.send("/finding-words", token=token, finding=finding).status, 403)
        self.assertEqual(Visitor(self.daemon.api).send("/finding-words", token=visitor.token(), finding=finding).status, 403)
        for odd in ("", "x", "..%2f.0", finding[:-1] + "9"):
            self.assertEqual(visitor.send("/finding-words", token=visitor.token(), finding=odd).status, 404)


if __name__ == "__main__":
    unittest.main()
