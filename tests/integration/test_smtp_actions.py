# SPDX-License-Identifier: MPL-2.0
#
# What the clerk meets: each action of the policy, sending again to confirm, senders nobody sits behind.
import sqlite3
import tempfile
import time
import unittest

from support.candourd import Candourd
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

BLIND = ("bob@resident.example", "jane.smith@eastmere-tc.gov.uk")


def message(number=1, sender="clerk@eastmere-tc.gov.uk", extra=""):
    """A silent copy, once Jane Smith is among the recipients."""
    return (f"From: {sender}\r\nTo: bob@resident.example\r\nSubject: Allotments\r\n{extra}"
            f"Message-ID: <{number}@eastmere-tc.gov.uk>\r\nDate: Mon, 20 Jul 2026 17:00:{number:02} +0100\r\n"
            "\r\nDear Bob,\r\n\r\nThe plot is free from Monday.\r\n\r\nHelen Ward\r\n")


class Actions(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def start(self, action):
        self.candourd = Candourd(f"{self.folder.name}/{action}", self.hop.url, action=action)
        self.candourd.start()
        self.addCleanup(self.candourd.finish)
        self.client = RawClient(self.candourd.port)
        self.addCleanup(self.client.close)
        self.client.greet()

    def send(self, content, sender="clerk@eastmere-tc.gov.uk", recipients=BLIND):
        self.client.envelope(sender, recipients)
        return self.client.message(content)

    def outcomes(self):
        return sorted(kind for kind, in self.candourd.query("select kind from outcome"))

    def test_note_and_warn_deliver(self):
        for action in ("note", "warn"):
            with self.subTest(action=action):
                self.start(action)
                self.assertTrue(self.send(message()).startswith("250"))
        self.assertEqual(len(self.hop.messages), 2)

    def test_confirm_hold_and_block_refuse_with_a_text_for_the_clerk(self):
        for action in ("confirm", "hold", "block"):
            with self.subTest(action=action):
                self.start(action)
                answer = self.send(message())
                lines = answer.split("\n")
                self.assertTrue(all(line[:3] == "550" and line[4:10] == "5.7.1 " for line in lines), answer)
                self.assertTrue(all(len(line) <= 510 and line.isascii() for line in lines), answer)
                self.assertLessEqual(len(lines), 20)
                self.assertIn("silent copy", lines[-1])
                self.assertEqual("again" in lines[-1], action != "block", answer)
                self.assertNotIn("jane.smith@", answer)
                self.assertNotIn("jane.smith@", self.candourd.log())
                self.assertTrue(wait_for(lambda: "RSET" in self.hop.commands))
                # The session goes on, and the cure cures.
                cured = message(2).replace("Helen Ward\r\n", "Helen Ward\r\nCC Councillor Jane Smith\r\n")
                self.assertTrue(self.send(cured).startswith("250"))
        self.assertEqual(len(self.hop.messages), 3)

    def test_the_same_message_goes_when_it_is_sent_again_after_five_seconds(self):
        self.start("confirm")
        self.assertTrue(self.send(message(1)).startswith("550"))
        self.assertTrue(self.send(message(2)).startswith("550"), "a mail client's own retry is no confirmation")
        time.sleep(5.2)
        changed = message(3).replace("Monday", "Tuesday")
        self.assertTrue(self.send(changed).startswith("550"), "another text was never asked about")
        self.assertTrue(self.send(message(4)).startswith("250"))
        self.assertEqual(self.hop.messages[0].content, message(4).encode())
        self.assertEqual(self.hop.messages[0].rcpt_to, list(BLIND))
        self.assertEqual(self.outcomes(), ["refused", "refused", "refused", "resent"])

    def test_blocked_mail_stays_blocked(self):
        self.start("block")
        self.assertTrue(self.send(message(1)).startswith("550"))
        time.sleep(5.2)
        self.assertTrue(self.send(message(2)).startswith("550"))
        self.assertEqual(self.hop.messages, [])

    def test_mail_that_nobody_sits_behind_is_never_refused(self):
        self.start("block")
        for sender, content in (("", message(1)), ("scanner@eastmere-tc.gov.uk",
                                                   message(2, "scanner@eastmere-tc.gov.uk")),
                                ("clerk@eastmere-tc.gov.uk", message(3, extra="Auto-Submitted: auto-replied\r\n"))):
            with self.subTest(sender=sender):
                self.assertTrue(self.send(content, sender=sender).startswith("250"))

    def test_mail_of_others_passes_unrecorded(self):
        self.start("block")
        content = message(1, "somebody@resident.example")
        self.assertTrue(self.send(content, sender="somebody@resident.example").startswith("250"))
        self.assertEqual(self.candourd.query("select count(*) from decision"), [(0,)])

    def test_a_locked_ledger_asks_first_and_says_why(self):
        self.start("confirm")
        ledger = sqlite3.connect(f"{self.candourd.folder}/data/ledger.sqlite", isolation_level=None)
        self.addCleanup(ledger.close)
        ledger.execute("BEGIN EXCLUSIVE")
        answer = self.send(message(), recipients=("bob@resident.example",))
        ledger.execute("ROLLBACK")
        self.assertRegex(answer, r"^550-5\.7\.1 ")
        self.assertIn("could not look into", answer)
        self.assertEqual(self.hop.messages, [])

    def test_an_unknown_acknowledgement_counts_as_none(self):
        self.start("confirm")
        self.assertTrue(self.send("X-Candour-Ack: 0123456789abcdef\r\n" + message()).startswith("550"))


if __name__ == "__main__":
    unittest.main()
