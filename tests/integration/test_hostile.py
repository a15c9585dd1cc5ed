# SPDX-License-Identifier: MPL-2.0
#
# Files and messages made to harm (support/hostile.py): each is judged within its time, and what could not be
# looked into is said. What they cost in memory is for bench/hostile_bench to tell.
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

from support.hostile import FILES, MESSAGES, attached, spoilt_files

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CANDOUR = pathlib.Path(os.environ.get("CANDOUR_BIN") or ROOT / "build/bin") / "candour"
CHECK = [CANDOUR, "check", "--policy", ROOT / "policies/examples/eastmere.yaml", "--batch", "-"]
SCALE = 0.03  # a sanitizer is slow; what takes more than linear time shows all the same
LONGEST = 20  # seconds: ten by the issue, and as much for the sanitizer

# Read to their end, and nothing in them: most are marked, so that reading less than all would show.
HARMLESS = ("ODS, a million million cells",)


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.message = pathlib.Path(folder.name) / "m.eml"
        cls.candour = subprocess.Popen(CHECK, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.candour.communicate)

    def judge(self, content):
        self.message.write_bytes(content)
        started = time.monotonic()
        self.candour.stdin.write(json.dumps({"id": "m", "message": str(self.message),
                                             "rcpt_to": ["bob@resident.example"]}) + "\n")
        self.candour.stdin.flush()
        result = json.loads(self.candour.stdout.readline() or "{}")
        self.assertIn("verdict", result, "candour died")
        self.assertLess(time.monotonic() - started, LONGEST)
        return result

    def assert_something_is_said(self, result):
        self.assertTrue(result["findings"] or result["unchecked"], "nothing found, nothing unchecked")

    def test_files_are_read_or_said_to_be_unread(self):
        for name, build in FILES.items():
            with self.subTest(name):
                result = self.judge(attached(*build(SCALE)))
                if name not in HARMLESS:
                    self.assert_something_is_said(result)

    def test_messages_are_read_or_said_to_be_unread(self):
        for name, build in MESSAGES.items():
            with self.subTest(name):
                self.assert_something_is_said(self.judge(build(SCALE)))

    def test_no_marking_is_lost_in_spoilt_files(self):
        for name, filename, content in spoilt_files((0.1, 0.5, 0.95)):
            with self.subTest(name):
                self.assert_something_is_said(self.judge(attached(filename, content)))

    def test_the_reader_is_there_for_the_next_file(self):
        for name in ("PDF, drawn again and again", "RTF, a million deep"):
            self.judge(attached(*FILES[name](SCALE)))
            found = self.judge(attached("a.rtf", b"{\\rtf1 CONFIDENTIAL\\par Minutes}"))["findings"]
            self.assertIn("confidential-disclosure", [finding["rule"] for finding in found], name)


if __name__ == "__main__":
    unittest.main()
