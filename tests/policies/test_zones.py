# SPDX-License-Identifier: MPL-2.0
#
# tests/corpus/zones reads annotated mails, counts the lines that agree and names those that do not.
import hashlib
import json
import pathlib
import subprocess
import tempfile
import unittest

from support.cases import CANDOUR, ROOT

ZONES = {"A": "authored", "Q": "quoted", "S": "signature", "D": "disclaimer", "?": None}


def mail(name, lettered, html=None):
    """A mail from its lines, each with the letter of its zone."""
    lines = [[ZONES[line[0]], line[2:]] for line in lettered.splitlines()]
    body = {"html": html} if html else {"text": "\n".join(line for _, line in lines)}
    return {"id": name, **body, "lines": lines}


ANSWER = mail("answer", """A|Dear Jane
A|
A|Yes, on Friday.
A|
S|Kind regards
S|Helen Ward
A|
Q|On 3 Mar 2026, at 10:12, Jane Smith <jane@smith-family.example> wrote:
Q|Will the drains be mended?
Q|Kind regards""")
BETWEEN = mail("between", """Q|> Will the drains be mended?
A|On Friday.
Q|> And who pays?
A|We do.
D|This email and any attachments are confidential and intended solely for the addressee.
D|If you have received it in error please delete it.""")
WEB = mail("web", """A|On Friday.
Q|Will the drains be mended?""", html="<p>On   Friday.</p><blockquote>Will the drains be mended?</blockquote>")
MISLABELLED = mail("mislabelled", """A|On Friday.
A|> Will the drains be mended?
?|> No label here.""")


def run(mails, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "set.jsonl"
        file.write_text("".join(json.dumps(each) + "\n" for each in mails))
        done = subprocess.run([ROOT / "tests/corpus/zones", "--candour", CANDOUR, file, *arguments],
                              text=True, capture_output=True, timeout=60)
    return done.stdout, done.stderr


def row(table, name):
    return next(line.split() for line in table.splitlines() if line.startswith(name + " "))


class Zones(unittest.TestCase):
    def test_agrees_with_the_annotation_of_plain_and_html_mails(self):
        table, complaints = run([ANSWER, BETWEEN, WEB])
        self.assertEqual(complaints, "")
        self.assertIn("3 mails", table)
        # name, lines, accuracy, then precision / recall of each zone, then lines unseen
        self.assertEqual(row(table, "candour"), ["candour", "15", "1.0000"] + ["1.000", "/", "1.000"] * 4 + ["0"])
        self.assertEqual(row(table, "baseline")[2], "0.9333")  # it knows no blockquote

    def test_names_the_lines_that_disagree(self):
        table, _ = run([MISLABELLED], "--list")
        self.assertEqual(row(table, "candour")[1:3], ["2", "0.5000"])
        self.assertIn("mislabelled\tauthored -> quoted\t> Will the drains be mended?", table)

    def test_compares_what_another_reader_found(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write(json.dumps({"id": "web", "zones": ["authored", "authored"]}) + "\n")
            file.flush()
            table, _ = run([WEB], f"--predictions=another={file.name}")
        self.assertEqual(row(table, "another")[1:3], ["2", "0.5000"])

    def test_leaves_out_for_everybody_what_was_judged_otherwise_than_labelled(self):
        verdict = {"id": "mislabelled", "labelled": "authored", "found": "quoted", "lines": [[1, 1]], "why": "a mark"}
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            # The second verdict is stale: Candour agrees with that label.
            file.write(json.dumps(verdict) + "\n" + json.dumps(dict(verdict, lines=[[0, 0]])) + "\n")
            file.flush()
            table, _ = run([MISLABELLED], f"--judged={file.name}")
        self.assertEqual(row(table, "candour")[1:5], ["2", "0.5000", "1.0000", "1"])
        self.assertEqual(row(table, "baseline")[1:5], ["2", "0.5000", "1.0000", "1"])

    def test_measures_by_what_a_reader_held_each_line_for(self):
        words = "\n".join(line for _, line in MISLABELLED["lines"])
        verdict = {"id": "mislabelled", "sha256": hashlib.sha256(words.encode()).hexdigest(),
                   "lines": [["authored", 0, 0], ["quoted", 1, 1], ["unclear", 2, 2]]}
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            # BETWEEN is not the text that was read under its name, WEB was not read at all.
            file.write(json.dumps(verdict) + "\n" + json.dumps(dict(verdict, id="between")) + "\n")
            file.flush()
            table, complaints = run([MISLABELLED, BETWEEN, WEB], f"--reading={file.name}")
        self.assertIn("1 mails", table)
        self.assertEqual(row(table, "candour")[1:3], ["2", "1.0000"])
        self.assertEqual(complaints.splitlines(), [f"{name}: not a mail that was read" for name in ("between", "web")])

    def test_adds_up_several_sets(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "more.jsonl"
            file.write_text(json.dumps(WEB) + "\n")
            table, _ = run([MISLABELLED], file)
        together = table[table.index("all together"):]
        self.assertEqual(row(together, "candour")[1:3], ["4", "0.7500"])

    def test_counts_lines_that_candour_does_not_show(self):
        table, _ = run([dict(WEB, lines=[["authored", "Not there"]])])
        self.assertEqual(row(table, "candour")[-1], "1")


if __name__ == "__main__":
    unittest.main()
