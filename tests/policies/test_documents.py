# SPDX-License-Identifier: MPL-2.0
#
# A file of each kind that Candour opens, marked confidential in each place that the kind has, goes to a
# resident: the marking is found and the words of the warning lead to it. Without a marking nothing is
# found, and nothing stays unread.
import json
import pathlib
import subprocess
import tempfile
import unittest
from email.message import EmailMessage

from support import documents
from support.cases import CANDOUR, ROOT

# Where the warning says that it found the marking; a plain file's head and foot are its body.
SHOWN = {"header": "header, footer or watermark", "footer": "header, footer or watermark", "watermark": "header, footer or watermark",
         "property": "property", "label": "sensitivity label"}

LETTERS = ("eml", "msg", "dat")


def letter(name, content):
    message = EmailMessage()
    message["From"] = "Helen Ward <clerk@eastmere-tc.gov.uk>"
    message["To"] = "tom.baker@resident.example"
    message["Subject"] = "The drains"
    message["Date"] = "Mon, 20 Jul 2026 10:00:00 +0100"
    message["Message-ID"] = "<drains@eastmere-tc.gov.uk>"
    message.set_content("Dear Mr Baker,\n\nPlease find the paper attached.\n\nKind regards\nHelen Ward\nTown Clerk\n")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def cases():
    for kind in documents.MAKERS:
        for place in documents.PLACES:
            if documents.can_be_marked(kind, place):
                yield kind, place, *documents.marked(kind, place)


class Documents(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            batch = pathlib.Path(folder) / "cases.jsonl"
            with batch.open("w") as lines:
                for kind, place, name, content in cases():
                    file = f"{kind}-{place}.eml"
                    (batch.parent / file).write_bytes(letter(name, content))
                    lines.write(json.dumps({"id": f"{kind}-{place}", "message": file,
                                            "rcpt_to": ["tom.baker@resident.example"]}) + "\n")
            done = subprocess.run([CANDOUR, "check", "--policy", ROOT / "policies/examples/eastmere.yaml", "--batch", batch],
                                  text=True, capture_output=True, timeout=600)
        cls.results = {result["id"]: result for result in map(json.loads, done.stdout.splitlines())}

    def check(self, kind, place):
        result = self.results[f"{kind}-{place}"]
        shown = json.dumps(result, indent=1, ensure_ascii=False)
        self.assertEqual(result["unchecked"], [], shown)
        rules = [finding["rule"] for finding in result["findings"]]
        if place == "none":
            return self.assertEqual(rules, [], shown)
        self.assertEqual(rules, ["confidential-disclosure"], shown)
        where = "attached message" if kind in LETTERS and place == "body" else "attachment "
        evidence = [each for each in result["findings"][0]["evidence"] if each["where"].startswith(where)]
        self.assertTrue(evidence, shown)
        self.assertTrue(any("confidential" in each["text"].lower() for each in evidence), shown)
        if place in SHOWN and kind != "pdf":  # a PDF's header and footer are lines of its pages
            self.assertTrue(any(SHOWN[place] in each["where"] for each in evidence), shown)


for _kind, _place, _, _ in cases():
    setattr(Documents, f"test_{_kind}_{_place}",
            lambda self, kind=_kind, place=_place: self.check(kind, place))

class Helpers(unittest.TestCase):
    # xls2csv takes a workbook's one-byte characters for Cyrillic where it is not told otherwise.
    def test_cells_of_an_old_workbook_are_read_with_their_accents(self):
        workbook = (ROOT / "tests/corpus/documents/report.xls").read_bytes()
        with tempfile.NamedTemporaryFile(suffix=".eml") as file:
            file.write(letter("report.xls", workbook))
            file.flush()
            done = subprocess.run([CANDOUR, "parse", file.name], text=True, capture_output=True, timeout=60)
        mail = json.loads(done.stdout)
        self.assertEqual(mail["unchecked"], [], mail)
        self.assertIn("Café\t35", mail["parts"][-1]["documents"][0]["text"])


if __name__ == "__main__":
    unittest.main()
