# SPDX-License-Identifier: MPL-2.0
"""The weights of policies/learned were learned from the passages and mails that lie in tests/corpus now."""

import subprocess
import unittest

from support.cases import ROOT


class Learned(unittest.TestCase):
    def test_the_weights_are_those_of_the_passages(self):
        done = subprocess.run([ROOT / "policies/learned/train", "--check"], text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_passage_has_a_label_and_braces_where_it_does_something(self):
        for name in ("acts-1", "acts-2", "acts-3", "acts-4", "acts-held", "sentences", "conduct", "political",
                     "reasons", "reasons-2", "copies", "copies-2"):
            file = ROOT / f"tests/corpus/passages/{name}.tsv"
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                with self.subTest(passage=f"{file.name}:{number}"):
                    label, tab, passage = line.partition("\t")
                    self.assertTrue(label and tab and passage)
                    braces = [character for character in passage if character in "{}"]
                    self.assertEqual(braces, [] if label in ("no", "none") else ["{", "}"])


if __name__ == "__main__":
    unittest.main()
