# SPDX-License-Identifier: MPL-2.0
"""No mail of the open corpus comes out wrong that came out right before: tests/corpus/council/figures.json names
those that do. `tests/corpus/council/measure --keep` writes it anew, where fewer are wrong."""

import json
import unittest

from support.council_corpus import CORPUS, candour, judge, mails_of, wrong

PARTS = ("seen", "unseen", "unseen-2", "unseen-3", "unseen-4", "unseen-5", "unseen-6", "unseen-7",
         "unseen-8", "unseen-9")


class Council(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.known = json.loads((CORPUS / "figures.json").read_text())

    def test_only_the_known_mails_are_judged_wrong(self):
        for part in PARTS:
            judged = [each for _, mails in mails_of(part) for each in judge(mails, candour())]
            found = wrong(judged)
            for sort in ("missed", "false"):
                for rule, mails in found[sort].items():
                    with self.subTest(part=part, sort=sort, rule=rule):
                        self.assertEqual(sorted(set(mails) - set(self.known[part][sort].get(rule, []))), [])


if __name__ == "__main__":
    unittest.main()
