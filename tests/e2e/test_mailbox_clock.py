# SPDX-License-Identifier: MPL-2.0
#
# A machine's clock that jumps while its mailbox is followed. Here rather than beside the other tests of a mailbox,
# for what makes the clock jump and the sanitizers do not go together.
import pathlib
import unittest

from support.dovecot import append
from support.mailbox_case import Mailbox, silent_copy

LIBRARY = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Clock(Mailbox):
    def setUp(self):
        super().setUp()
        self.assertIsNotNone(LIBRARY, "libfaketime is not installed")
        self.offset = self.folder / "offset"
        self.jump("+0")
        # How long something takes is asked of another clock, which no jump moves.
        self.environment = {"LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(self.offset),
                            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def jump(self, offset):
        # Renamed into its place: never seen half written.
        new = self.folder / "new-offset"
        new.write_text(offset + "\n")
        new.rename(self.offset)

    def test_a_clock_that_jumps_loses_and_doubles_nothing(self):
        self.serve()
        self.follow()
        for number, offset in enumerate(("+0", "+400d", "-400d", "+2h", "-20y", "+0"), 1):
            with self.subTest(offset):
                self.jump(offset)
                append(self.client, "Sent", silent_copy(number))
                append(self.client, "Drafts", silent_copy(f"draft-{number}"), "\\Draft")
                self.wait_for_found("sent", number)
                self.wait_for_found("drafts", number)
        self.assertEqual(self.rows("count(*), count(distinct message_key)"), [(6, 6)])
        years = {line[:4] for line in self.daemon.log().splitlines() if " found " in line}
        self.assertGreaterEqual(len(years), 3, "the clock did not jump")

    def test_a_start_with_a_clock_ahead_is_made_good(self):
        self.serve()
        append(self.client, "Sent", silent_copy(1))
        self.jump("+36h")
        self.follow()
        self.wait_for_found("sent", 1)
        self.jump("+0")
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_found("sent", 2)
        self.assertEqual(self.rows("count(*), count(distinct message_key)"), [(2, 2)])

    def test_a_first_look_into_the_future_is_taken_again(self):
        self.serve()
        append(self.client, "Sent", silent_copy(1))
        self.jump("+60d")  # further ahead than the look goes back
        self.follow("renew-seconds: 1")
        self.jump("+0")
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_found("sent", 2)
        self.assertEqual(self.rows("count(*), count(distinct message_key)"), [(2, 2)])


if __name__ == "__main__":
    unittest.main()
