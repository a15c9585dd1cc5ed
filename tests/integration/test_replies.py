# SPDX-License-Identifier: MPL-2.0
#
# Letters that wait for an answer, in a real Dovecot: open, acknowledged, answered, late; answered from a phone past the
# proxy, and from a colleague's mailbox. Letters are as old as the INTERNALDATE they are put into the folder with.
import json
import subprocess
import time
import unittest

from support.candourd import BINARIES
from support.dovecot import COLLEAGUE, append
from support.mailbox_case import BOB, CLERK, JANE, Mailbox, message
from support.next_hop import wait_for

ASKS = "Could you tell me when the bench in Mill Lane will be mended?"
DAY = 86400


def received(number, sender=BOB, text=ASKS, headers=""):
    return message(number, sender=sender, to=CLERK, text=text, headers=headers)


def answer(number, to_number, text="It was mended this morning.", **more):
    return message(number, text=text, headers=f"In-Reply-To: <{to_number}@test.example>\r\n", **more)


class Replies(Mailbox):
    def put(self, folder, mail, days_ago):
        append(self.client, folder, mail, when=time.time() - days_ago * DAY)

    def candour(self, *words):
        return subprocess.run([BINARIES / "candour", "replies", *words, "--config",
                               self.daemon.folder / "candourd.yaml"], capture_output=True, text=True)

    def listed(self, *words):
        result = self.candour("--json", *words)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def states(self, *words):
        return [(each["state"], each["acknowledged"]) for each in self.listed(*words)]

    def test_letters_are_open_acknowledged_answered_and_late(self):
        self.serve()
        self.put("INBOX", received(1), 29)
        self.put("INBOX", received(2, sender=f"Jane Smith <{JANE}>"), 28)
        self.put("Sent", answer(3, 2, to=JANE), 27)
        self.put("INBOX", received(4, sender="ann@resident.example"), 3)
        self.put("Sent", answer(5, 4, "Thank you. I will get back to you on Friday.", to="ann@resident.example"), 2)
        self.put("INBOX", received(6, sender="news@seeds.example", headers="List-Id: <seeds.example>\r\n"), 2)
        self.put("INBOX", received(7, sender="joy@resident.example", text="Thank you for the lovely fair."), 2)
        self.put("INBOX", received(8, sender="old@resident.example"), 60)  # before the look back
        self.follow()
        self.assertEqual(self.states(), [("late", False), ("open", True)])
        self.assertEqual(self.states("--answered"), [("answered", False)])
        self.assertEqual(self.states("--late"), [("late", False)])
        self.assertEqual(self.states("--open"), [("open", True)])
        late = self.listed("--late")[0]
        self.assertEqual((late["from"], late["name"], late["kind"]), ("resident", None, "enquiry"))
        self.assertLess(late["days_left"], 0)
        self.assertEqual(self.listed("--answered")[0]["name"], "Jane Smith")
        shown = self.candour().stdout
        self.assertIn("enquiry from a resident", shown)
        self.assertIn("LATE", shown)
        self.assertNotIn("resident.example", shown)
        # What was late is put on record once a day, when all folders have been looked through.
        self.assertTrue(wait_for(lambda: "late_replies new=1" in self.daemon.log(), 90), self.daemon.log())
        self.assertEqual(self.daemon.query("select action from late_reply"), [("note",)])

    def test_an_answer_from_a_phone_counts_at_once(self):
        self.serve()
        self.follow()
        append(self.client, "INBOX", received(1))
        self.until(lambda: self.states() == [("open", False)])
        append(self.client, "Sent", answer(2, 1))
        self.until(lambda: self.states() == [])
        self.assertEqual(self.states("--answered"), [("answered", False)])
        append(self.client, "INBOX", received(3, headers="In-Reply-To: <2@test.example>\r\n"))
        self.until(lambda: self.states() == [("open", False)])

    def test_a_colleague_answers_from_her_own_mailbox(self):
        self.serve()
        colleague = self.server.client(user=COLLEAGUE)
        self.addCleanup(colleague.shutdown)
        accounts = self.server.account(self.password) + self.server.account(self.password, user=COLLEAGUE)
        self.candourd(account=accounts)
        self.until(lambda: self.daemon.log().count("imap following") >= 6)
        append(self.client, "INBOX", received(1))
        self.until(lambda: self.states() == [("open", False)])
        append(colleague, "Sent", answer(2, 1, sender=COLLEAGUE))
        self.until(lambda: self.states() == [])

    def test_a_telephone_call_is_put_on_record(self):
        self.serve()
        self.put("INBOX", received(1), 2)
        self.follow()
        number = self.listed()[0]["id"]
        self.assertEqual(self.candour("close", "no-such-letter", "--how", "phone").returncode, 2)
        self.assertEqual(self.candour("close", number, "--how", "smoke").returncode, 2)
        closed = self.candour("close", number, "--how", "phone")
        self.assertEqual(closed.returncode, 0, closed.stderr)
        self.assertIn("counts as answered (phone)", closed.stdout)
        self.assertEqual(self.states("--answered"), [("answered", False)])
        self.assertEqual(self.candour("close", number, "--how", "phone").returncode, 2)


if __name__ == "__main__":
    unittest.main()
