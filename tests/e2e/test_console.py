# SPDX-License-Identifier: MPL-2.0
"""The admin's console in a real Chromium: every page in two widths, light and dark, and by keyboard."""

import email.utils
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

from support.browser import PLACE, ROOT, install
from support.candourd import Candourd
from support.console import ask_for_link
from support.console_ledger import fill
from support.smtp_client import RawClient

MAIL = ("From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: tom.baker@resident.example\n"
        "Bcc: jane.smith@eastmere-tc.gov.uk\nSubject: The bench\n\nDear Mr Baker,\n\nThe bench is mended.\n")

OBLIGATION = """From: Cllr Jane Smith <jane.smith@eastmere-tc.gov.uk>
To: Stonewall Repairs <office@stonewall-repairs.example>
Subject: Churchyard wall <script>alert(1)</script>
Date: Tue, 21 Jul 2026 14:20:00 +0100
Message-ID: <NUMBER@eastmere-tc.gov.uk>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Dear Sirs,

The Council accepts your quotation of £2,400 for the churchyard wall. Please
proceed with the works as soon as you can.

Yours faithfully,
Cllr Jane Smith
Chair of Eastmere Town Council
--x
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="<img src=x>.bin"

1
--x--
"""


def past_mail():
    """An mbox of a few hundred silent copies of today: enough for somebody to see the replay run."""
    return "\n".join(
        "From clerk\n" + MAIL.replace("Subject: The bench\n", f"Subject: The bench {number}\nMessage-ID: <{number}@past.example>\n"
                                      f"Date: {email.utils.formatdate()}\n") for number in range(600))


def hold(port):
    """Two mails that the policy holds: an obligation in a councillor's name."""
    for number in (1, 2):
        with RawClient(port) as client:
            client.greet()
            client.envelope("jane.smith@eastmere-tc.gov.uk", ["office@stonewall-repairs.example"])
            answer = client.message(OBLIGATION.replace("NUMBER", str(number)).replace("\n", "\r\n"))
        assert answer.startswith("250 2.0.0 Held"), answer


def begin(case):
    """A folder for a test's files, and one for its screenshots."""
    install()
    folder = tempfile.TemporaryDirectory()
    case.addClassCleanup(folder.cleanup)
    pictures = pathlib.Path(os.environ.get("CANDOUR_SCREENSHOTS", folder.name))
    pictures.mkdir(parents=True, exist_ok=True)
    return folder, pictures


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder, pictures = begin(cls)
        council = pathlib.Path(folder.name) / "council"
        candourd = Candourd(council, "sandbox:outbox", http=["listen: 127.0.0.1:0"], held=["days: 14"])
        with candourd:
            ledger = sqlite3.connect(council / "data/ledger.sqlite")
            fill(ledger, 400)
            ledger.close()
            hold(candourd.port)
            past = pathlib.Path(folder.name) / "past.mbox"
            past.write_text(past_mail())
            status, link, error = ask_for_link(council / "candourd.yaml")
            assert status == 0, error
            done = subprocess.run(["node", ROOT / "tests/e2e/console/visit.mjs", PLACE, link, pictures], text=True,
                                  capture_output=True, timeout=600, env=os.environ | {"MAIL_TO_TRY": MAIL, "PAST_MAIL": str(past)})
            assert done.returncode == 0, done.stderr + done.stdout
        cls.told = json.loads(done.stdout)

    def test_is_signed_in_by_the_link(self):
        self.assertEqual(self.told["arrived"], "/")
        self.assertEqual(self.told["cookies"], [{"name": "candour-session", "httpOnly": True, "sameSite": "Strict"}])

    def test_finds_no_fault_of_wcag_22_aa(self):
        self.assertEqual(self.told["faults"], [])

    def test_never_scrolls_sideways(self):
        self.assertEqual(self.told["overflows"], [])

    def test_has_nothing_to_complain_of_and_fetches_nothing_from_outside(self):
        self.assertEqual(self.told["problems"], [])

    def test_is_enough_with_a_keyboard(self):
        keyboard = self.told["keyboard"]
        self.assertEqual((keyboard["skip"], keyboard["after_skip"]), (1, "main"))
        self.assertTrue(keyboard["skip_seen"] and keyboard["link_seen"])
        self.assertIn("Jane asked for it <script>alert(1)</script>", self.told["marked"])
        self.assertIn("It was none after all", self.told["marked"])

    def test_tries_a_mail_pasted_and_uploaded(self):
        for seen in (self.told["tried"], self.told["uploaded"]):
            self.assertIn("Candour asks before it goes.", seen)
            self.assertIn("CC Councillor Jane Smith", seen)
        self.assertIn("Paste a mail, or choose a file.", self.told["nothing"])

    def test_reads_held_mail_and_decides_by_keyboard(self):
        self.assertIn("2 held mails wait for a decision", self.told["today"])
        self.assertIn("The Council accepts your quotation", self.told["held"])
        self.assertIn("<img src=x>.bin", self.told["held"])
        self.assertIn("It is no longer held.", self.told["released"])
        self.assertIn("Say why; the sender reads it.", self.told["no_reason"])

    def test_shows_a_fault_in_a_row_and_what_a_file_would_change(self):
        self.assertIn("roster.csv:2:", self.told["bad_row"])
        for words in ("Added: 1", "Changed: 1", "Gone: 2", "So far nothing is changed."):
            self.assertIn(words, self.told["would_change"])

    def test_changes_the_policy_after_trying_it_on_past_mail(self):
        self.assertIn("unknown action 'confrim'; did you mean 'confirm'?", self.told["faulty"])
        self.assertIn("column 16", self.told["faulty"])
        self.assertIn("silent-copy: off # minute 12", self.told["drafted"])
        self.assertIn("This page looks again", self.told["progress"])
        self.assertEqual(self.told["refresh"], "2")
        self.assertIn("Of 600 mails that would have been judged, 600 would be judged differently.", self.told["replayed"])
        self.assertIn("Gone: Silent copy (Jane Smith); until now: asks first", self.told["replayed"])
        self.assertIn("Minute 12 <script>alert(1)</script>", self.told["live"])
        self.assertIn("silent-copy: confirm\n", self.told["brought_back"])

    def test_sends_no_form_of_another_page(self):
        self.assertIn("This was sent by another page than Candour's.", self.told["forged"])
        self.assertEqual(self.told["still_signed_in"], "/")

    def test_signs_out_and_the_link_is_spent(self):
        self.assertEqual(self.told["left"], "/sign-in")
        self.assertIn("A link signs in once", self.told["again"])


class Typing(unittest.TestCase):
    """The policy as text, checked while it is typed."""

    @classmethod
    def setUpClass(cls):
        folder, pictures = begin(cls)
        council = pathlib.Path(folder.name) / "council"
        with Candourd(council, "sandbox:outbox", http=["listen: 127.0.0.1:0"]):
            status, link, error = ask_for_link(council / "candourd.yaml")
            assert status == 0, error
            done = subprocess.run(["node", ROOT / "tests/e2e/console/type-policy.mjs", PLACE, link, pictures], text=True,
                                  capture_output=True, timeout=600)
            assert done.returncode == 0, done.stderr + done.stdout
        cls.told = json.loads(done.stdout)

    def test_is_told_line_and_column_without_a_click(self):
        self.assertEqual(self.told["silent_at_first"], "")
        self.assertIn("Line 9, column 18: unknown action 'nte'; did you mean 'note'?", self.told["faulty"])
        self.assertLess(self.told["after_ms"], 2000)
        self.assertEqual(self.told["faulty_box"]["invalid"], "true")
        self.assertIn("status", self.told["faulty_box"]["described"])
        self.assertTrue(self.told["faulty_box"]["focus"])

    def test_asks_once_somebody_stops_typing(self):
        self.assertLessEqual(self.told["asked_for_a_typed_line"], 2)
        self.assertLess(self.told["milliseconds_a_letter"], 5)

    def test_goes_to_the_place_by_keyboard(self):
        for gone in (self.told["gone_to"], self.told["gone_from_list"]):
            self.assertTrue(gone["focus"])
            self.assertEqual(gone["value"][:gone["caret"]].split("\n")[8], "  over-familiar: ")
            self.assertEqual(gone["value"][gone["caret"]:], "nte" + gone["value"][gone["caret"] + 3:])

    def test_is_told_when_it_is_mended(self):
        self.assertIn("Without a fault. It changes:", self.told["mended"])
        self.assertIn("press Check", self.told["mended"])
        self.assertLess(self.told["mended_after_ms"], 2000)
        self.assertIsNone(self.told["mended_box"]["invalid"])

    def test_puts_nothing_else_in_the_place_of_what_was_typed(self):
        self.assertEqual(self.told["after_guard"], "Check")
        self.assertIn("over-familiar: warn", self.told["kept"])

    def test_drops_an_answer_that_comes_late(self):
        self.assertEqual(self.told["late"], 1)
        self.assertIn("Without a fault", self.told["after_late"])

    def test_sends_no_text_that_is_too_large(self):
        self.assertEqual(self.told["sent_too_large"], 0)

    def test_needs_no_script(self):
        self.assertIn("Line 9, column 18: unknown action 'nte'; did you mean 'note'?", self.told["without_script"])
        self.assertEqual(self.told["invalid_without_script"], "true")

    def test_finds_no_fault_of_wcag_22_aa(self):
        self.assertEqual((self.told["faults"], self.told["overflows"]), ([], []))

    def test_keeps_to_its_content_security_policy(self):
        self.assertEqual(self.told["problems"], [])


if __name__ == "__main__":
    unittest.main()
