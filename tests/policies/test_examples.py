# SPDX-License-Identifier: MPL-2.0
#
# Every policies/examples/NAME.cases/*.jsonl comes out as its cases expect, judged by NAME.yaml.
import unittest

from support.cases import ROOT, add_tests


class Examples(unittest.TestCase):
    maxDiff = None


for file in sorted((ROOT / "policies/examples").glob("*.cases/*.jsonl")):
    add_tests(Examples, file.parent.with_suffix(".yaml"), file, file.stem)

if __name__ == "__main__":
    unittest.main()
