# SPDX-License-Identifier: MPL-2.0
#
# The clerk's mailbox in a real Cyrus: another server's way with IDLE, new folders, UIDs and restarts.
import time
import unittest

from support.cyrus import Cyrus
from support.dovecot import append
from support.mailbox_case import AISHA, CLERK, JANE, AnyServer, Mailbox, message, silent_copy


class CyrusMailbox(AnyServer, Mailbox):
    program = Cyrus

    def test_what_is_sent_is_judged_as_soon_as_it_is_there(self):
        self.serve()
        self.follow()
        self.assertNotIn("by=polling", self.daemon.log())
        begun = time.monotonic()
        append(self.client, "Sent", silent_copy(1))
        self.assertEqual(self.wait_for_found("sent", 1)[0][1:], ("no", "confirm", "silent-copy"))
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(self.rows("entrance, direction, verdict"), [("mailbox", "sent", "confirm")])

    def test_drafts_and_what_came_in_are_looked_at(self):
        self.serve()
        append(self.client, "INBOX", message(1, sender=f"Jane Smith <{JANE}>", to=CLERK,
                                             text="May I ask something about plot nine?"), when=time.time() - 600)
        append(self.client, "Drafts", silent_copy(2), "\\Draft")
        self.follow()
        self.assertEqual(self.wait_for_found("drafts", 1)[0][3], "silent-copy")
        append(self.client, "Sent", message(3, to=AISHA, headers="In-Reply-To: <1@test.example>\r\n",
                                            text="See what Councillor Smith asked about the plots."))
        self.assertEqual(self.wait_for_found("sent", 1)[0][3], "copied-correspondence")

    def test_a_folder_deleted_and_made_anew_counts_nothing_twice(self):
        self.serve()
        self.follow("renew-seconds: 1")
        append(self.client, "Sent", silent_copy(1))
        self.wait_for_found("sent", 1)
        self.client.delete("Sent")
        self.client.create("Sent")
        append(self.client, "Sent", silent_copy(1))
        append(self.client, "Sent", silent_copy(2))
        # Cyrus gives it the UIDVALIDITY that it had and counts its UIDs on.
        self.assertEqual([found[:2] for found in self.wait_for_found("sent", 3)],
                         [("1", "no"), ("2", "yes"), ("3", "no")])

    def test_the_first_look_brings_all_there_is(self):
        self.serve()
        for number in range(120):
            append(self.client, "Sent", message(number))
        self.follow()
        self.wait_for_found("sent", 120)
        self.assertEqual(len(self.rows("distinct message_key")), 120)


if __name__ == "__main__":
    unittest.main()
