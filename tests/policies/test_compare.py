# SPDX-License-Identifier: MPL-2.0
#
# tests/corpus/compare runs, counts what agrees and names what does not.
import json
import pathlib
import subprocess
import tempfile
import unittest

from support.cases import CANDOUR, ROOT

# Two readers agree on all of it but for the uuencoded file, which only Candour takes out.
LETTER = b"""From: Helen Ward <clerk@eastmere-tc.gov.uk>
To: "Smith, Jane" <jane@x.example>
Subject: =?utf-8?q?Caf=C3=A9?= licence
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The caf=C3=A9's licence.
--b
Content-Type: text/plain

begin 644 bins.txt
#8FEN
`
end
--b
Content-Type: application/pdf; name="licence.pdf"

%PDF-1.4
--b--
"""
EXPECTED = {
    "file": "letter.eml", "subject": "Caf\u00e9 licence",
    "from": [["Helen Ward", "clerk@eastmere-tc.gov.uk"]], "to": [["Smith, Jane", "jane@x.example"]],
    "parts": [{"type": "text/plain", "text": "The caf\u00e9's licence.", "filename": ""},
              {"type": "text/plain", "filename": ""},
              {"type": "application/pdf", "filename": "licence.pdf"}],
}


def compare(*arguments):
    command = [ROOT / "tests/corpus/compare", "--candour", CANDOUR, *arguments]
    return subprocess.run(command, text=True, capture_output=True, timeout=120)


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "mails").mkdir()
        (self.folder / "mails/letter.eml").write_bytes(LETTER)
        (self.folder / "mails/notes.txt").write_text("No mail at all")

    def expect(self, **changes):
        file = self.folder / "expect.jsonl"
        file.write_text(json.dumps(EXPECTED | changes) + "\n")
        return compare("--list", "--expect", file, self.folder / "mails")

    def test_counts_what_all_three_agree_on(self):
        done = self.expect()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1 mails; 1 files that are none; 0 unanswered; 0 with content unseen", done.stdout)
        tables = done.stdout.split("\n\n")
        self.assertEqual(len(tables), 4)
        for table in tables[1:]:
            self.assertNotIn("    ", "".join(line[:5] for line in table.splitlines()), table)
            self.assertRegex(table, r"leaf parts +1 of 1 +100.00 %.* 1 found inside a leaf")
            self.assertRegex(table, r"subject +1 of 1 ")
            self.assertRegex(table, r"file names +1 of 1 ")

    def test_lists_what_the_suite_expects_otherwise(self):
        done = self.expect(subject="Licence", to=[["", "bob@x.example"]])
        suite = done.stdout.split("\n\n")[2]
        self.assertIn("subject: letter.eml: Caf\u00e9 licence | Licence", suite)
        self.assertRegex(suite, r"To +0 of 1 ")

    def test_finds_nothing_unseen_in_the_mails_of_this_repository(self):
        done = compare(ROOT / "tests/fuzz/read.seeds")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(" 0 unanswered; 0 with content unseen", done.stdout)


if __name__ == "__main__":
    unittest.main()
