# SPDX-License-Identifier: MPL-2.0
"""candour policy over the real programs: looked at, put live, found edited by hand, brought back."""

import email.utils
import json
import os
import pathlib
import pwd
import re
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.dovecot import append
from support.mailbox_case import Mailbox, silent_copy as followed_copy
from support.next_hop import NextHop, wait_for

ME = pwd.getpwuid(os.getuid()).pw_name


def silent_copy(number):
    return ("From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: bob@resident.example\nBcc: jane.smith@eastmere-tc.gov.uk\n"
            f"Subject: Allotments {number}\nMessage-ID: <{number}@eastmere-tc.gov.uk>\n"
            "Date: Mon, 20 Jul 2026 17:00:00 +0100\n\nDear Bob,\n\nThe plot is free.\n\nHelen Ward\n")


class Policies(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        self.candourd = Candourd(self.folder, self.hop.url)
        self.live = self.folder / "policy.yaml"
        self.live.write_text("# Adopted on 4 May\n" + self.live.read_text())

    def start(self):
        self.addCleanup(self.candourd.finish)
        self.candourd.start()

    def candour(self, *arguments, status=0):
        done = subprocess.run([BINARIES / "candour", "policy", *map(str, arguments), "--config",
                               self.folder / "candourd.yaml"], text=True, capture_output=True, timeout=120,
                              env={k: v for k, v in os.environ.items() if k != "SUDO_USER"})
        self.assertNotIn("Sanitizer", done.stderr)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout if status == 0 else done.stderr or done.stdout

    def draft(self, before, after, name="new.yaml"):
        file = pathlib.Path(self.folder.parent) / name
        text = self.live.read_text()
        self.assertIn(before, text)
        file.write_text(text.replace(before, after))
        return file

    def history(self):
        return [json.loads(line) for line in self.candour("history", "--json").splitlines()]

    def in_force(self):
        return [line.split("version=")[1].split()[0] for line in self.candourd.log().splitlines()
                if "policy version=" in line][-1]


class LookedAt(Policies):
    def test_faults_are_told_with_line_and_column(self):
        told = json.loads(self.candour("check", self.draft("confirm", "confrim"), "--json", status=2))
        self.assertFalse(told["good"])
        self.assertEqual([(fault["file"], fault["line"], fault["column"]) for fault in told["faults"]],
                         [("new.yaml", 9, 16)])
        self.assertIn("did you mean 'confirm'?", told["faults"][0]["words"])
        self.assertIn("new.yaml:9:16: unknown action", self.candour("check", self.draft("confirm", "confrim"), status=2))

    def test_a_good_one_finds_the_roster_beside_the_policy_in_force(self):
        self.assertIn("4 people", self.candour("check", self.draft("confirm", "warn")))

    def test_the_difference_is_told_in_words(self):
        file = self.draft("confirm", "warn")
        self.assertEqual(self.candour("diff", file),
                         "silent-copy: mail that it finds: goes, with a warning; until now: asks first. (looser)\n")
        self.assertEqual(json.loads(self.candour("diff", file, "--json"))["differences"][0]["turn"], "looser")
        self.assertEqual(self.candour("diff", self.draft("# Adopted", "# We adopted")), "Both judge every mail alike.\n")

    def test_a_rule_is_explained_by_where_it_is_written(self):
        told = json.loads(self.candour("explain", "silent-copy", "--json"))
        self.assertEqual((told["action"], told["origin"], told["line"]), ("confirm", "council", 9))
        self.assertEqual(told["file"], str(self.live))
        self.assertIn("Councillor-Officer", told["clause"]["document"])
        told = json.loads(self.candour("explain", "over-familiar", "--json"))
        self.assertEqual((told["origin"], told["file"]), ("pack", "packs/model-2026.yaml"))
        self.assertGreater(told["phrases"], 10)
        self.assertIn("the council's own policy", self.candour("explain", "silent-copy"))
        self.assertIn("did you mean 'silent-copy'?", self.candour("explain", "silent-coppy", status=2))


class PutLive(Policies):
    def setUp(self):
        super().setUp()
        self.start()

    def test_a_policy_is_in_force_within_a_second_and_on_record(self):
        before, file = self.in_force(), self.draft("silent-copy: confirm", "silent-copy: warn # for a trial")
        self.candour("apply", file, "--note", "Minute 12")
        began = time.monotonic()
        self.assertTrue(wait_for(lambda: self.in_force() != before, 5))
        self.assertLess(time.monotonic() - began, 4)  # a second, on a quiet machine without sanitizers
        self.assertEqual(self.live.read_text(), file.read_text())
        newest, first = self.history()
        self.assertEqual((newest["how"], newest["author"], newest["note"]), ("applied", ME, "Minute 12"))
        self.assertEqual(newest["version"], self.in_force())
        self.assertEqual((first["how"], first["author"], first["version"]), ("edited", ME, before))
        time.sleep(0.6)
        self.assertEqual(len(self.history()), 2)

    def test_mode_is_kept_and_nothing_left_beside_it(self):
        self.live.chmod(0o640)
        self.candour("apply", self.draft("confirm", "warn"), "--note", "x")
        self.assertEqual(self.live.stat().st_mode & 0o777, 0o640)
        self.assertEqual([file.name for file in self.folder.iterdir() if file.name.endswith(".new")], [])

    def test_a_broken_one_is_refused(self):
        before = self.live.read_bytes()
        self.assertIn("unknown action", self.candour("apply", self.draft("confirm", "confrim"), "--note", "x", status=2))
        self.assertEqual(self.live.read_bytes(), before)
        self.assertEqual(len(self.history()), 1)

    def test_one_made_from_an_older_text_is_refused(self):
        mine = self.draft("confirm", "warn", "mine.yaml")
        theirs = self.draft("confirm", "block", "theirs.yaml")
        self.candour("apply", theirs, "--note", "theirs", "--made-from", 1)
        told = self.candour("apply", mine, "--note", "mine", "--made-from", 1, status=1)
        self.assertIn("was changed since the text was made from it (version 2", told)
        self.assertIn("was changed after", self.candour("apply", mine, "--note", "mine", status=1))
        self.assertEqual(self.live.read_text(), theirs.read_text())

    def test_a_file_edited_by_hand_is_recorded_as_such(self):
        before = self.in_force()
        self.live.write_text(self.live.read_text().replace("confirm", "note"))
        self.assertTrue(wait_for(lambda: self.in_force() != before, 5))
        self.assertTrue(wait_for(lambda: len(self.history()) == 2, 5))
        self.assertEqual((self.history()[0]["how"], self.history()[0]["author"]), ("edited", ME))
        (self.folder / "roster.csv").write_text((self.folder / "roster.csv").read_text().replace("Labour", "Green"))
        self.assertTrue(wait_for(lambda: len(self.history()) == 3, 5))
        self.assertEqual(self.history()[0]["note"], "the roster, roster.csv")

    def test_one_edited_while_no_daemon_ran_is_on_record_before_the_next(self):
        self.candourd.stop()
        self.live.write_text(self.live.read_text().replace("confirm", "note"))
        self.candour("apply", self.draft("note", "warn"), "--note", "x")
        self.assertEqual([entry["how"] for entry in self.history()], ["applied", "edited", "edited"])

    def test_an_earlier_one_comes_back_with_its_comments(self):
        first = self.live.read_text()
        self.candour("apply", self.draft("confirm", "warn"), "--note", "x")
        self.assertEqual(self.candour("history", "--text", 1), first)
        self.candour("revert", 1)
        self.assertEqual(self.live.read_text(), first)
        newest = self.history()[0]
        self.assertEqual((newest["how"], newest["note"]), ("reverted", "version 1 again"))
        self.assertIn("says the same already", self.candour("revert", 1, status=1))
        self.assertIn("there is no version 9", self.candour("revert", 9, status=2))

    def test_a_broken_file_replaces_nothing_and_is_shown(self):
        before = self.in_force()
        self.live.write_text(self.live.read_text().replace("confirm", "confrim"))
        self.assertTrue(wait_for(lambda: "policy_not_reloaded" in self.candourd.log(), 5))
        self.assertIn("policy.yaml:9:16: unknown action 'confrim'", self.candourd.log())
        self.assertEqual(self.in_force(), before)
        self.assertEqual(len(self.history()), 1)
        doctor = subprocess.run([BINARIES / "candour", "doctor", "--config", self.folder / "candourd.yaml"], text=True,
                                capture_output=True, timeout=120)
        self.assertIn("unknown action 'confrim'", " ".join(doctor.stdout.split()))


class Replayed(Policies):
    def replay(self, file, *arguments):
        return json.loads(self.candour("replay", file, "--json", *arguments))

    def test_the_difference_is_told_mail_by_mail_whatever_the_mail_lies_in(self):
        past = pathlib.Path(self.folder.parent) / "past"
        for place in ("eml", "maildir/cur", "maildir/new"):
            (past / place).mkdir(parents=True)
        (past / "eml/1.eml").write_text(silent_copy(1))
        (past / "maildir/cur/1:2,S").write_text(silent_copy(1))
        (past / "mbox").write_text("From clerk\n" + silent_copy(1) + "\nFrom clerk\n" + silent_copy(2).replace("Bcc", "Cc"))
        file = self.draft("confirm", "off")
        for place, mails in (("eml", 1), ("maildir", 1), ("mbox", 2)):
            told = self.replay(file, "--mail", past / place)
            self.assertEqual((told["mails"], told["differing"]), (mails, 1))
            self.assertEqual(told["findings"], {"new": 0, "gone": 1, "altered": 0})
            self.assertEqual([(mail["subject"], mail["sender"]) for mail in told["differences"]],
                             [("Allotments 1", "Helen Ward")])
        words = self.candour("replay", file, "--mail", past / "mbox")
        self.assertIn("- silent-copy, Jane Smith: asks first", words)
        self.assertIn("(mbox, message 1)", words)
        self.assertEqual(self.replay(file, "--mail", past / "mbox", "--days", 1)["judged"], 0)

    def test_it_wants_mail_that_is_there(self):
        file = self.draft("confirm", "off")
        self.assertIn("follows no mailbox", self.candour("replay", file, status=2))
        self.assertIn("cannot be read", self.candour("replay", file, "--mail", "/nowhere", status=2))
        self.assertIn("unknown action", self.candour("replay", self.draft("confirm", "x"), "--mail", "/tmp", status=2))


class ReplayedFromAMailbox(Mailbox):
    def test_mail_of_the_folders_that_are_followed_is_judged(self):
        self.serve()
        today = email.utils.formatdate()
        for number in (1, 2):
            append(self.client, "Sent", re.sub("Date: .*", f"Date: {today}\r", followed_copy(number)))
        self.follow()
        folder = self.folder / "candour"
        file = self.folder / "new.yaml"
        file.write_text((folder / "policy.yaml").read_text().replace("confirm", "off"))
        done = subprocess.run([BINARIES / "candour", "policy", "replay", file, "--config", folder / "candourd.yaml",
                               "--json"], text=True, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told["findings"], {"new": 0, "gone": 2, "altered": 0})
        self.assertEqual([path.name for path in (folder / "data").iterdir() if "spool" in path.name], [])


if __name__ == "__main__":
    unittest.main()
