# SPDX-License-Identifier: MPL-2.0
#
# Every tests/corpus/blind-N comes out as its cases expect, but for those that known.txt lists with a reason.
import unittest

from support.cases import ROOT, add_tests


class Corpus(unittest.TestCase):
    maxDiff = None


for folder in sorted((ROOT / "tests/corpus").glob("blind-*/")):
    known = {line.split(":")[0] for line in (folder / "known.txt").read_text().splitlines()}
    add_tests(Corpus, ROOT / "policies/examples/eastmere.yaml", folder / "cases.jsonl", folder.name, known)

if __name__ == "__main__":
    unittest.main()
