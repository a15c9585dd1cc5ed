# SPDX-License-Identifier: MPL-2.0
#
# Every policies/examples/NAME.cases/*.jsonl is a batch for `candour check` with NAME.yaml; a case's
# "expect" says what must come out: "verdict", "rules" (all of them, in any order), and where it matters
# "unchecked" (a list of what), "people", "grades" or "fixes" (each as {rule: value}; grades also as a list).
import functools
import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CANDOUR = pathlib.Path(os.environ.get("CANDOUR_BIN") or ROOT / "build/bin") / "candour"


@functools.cache
def results_of(file):
    """One batch run a file; its cases are tests of their own."""
    done = subprocess.run([CANDOUR, "check", "--policy", file.parent.with_suffix(".yaml"), "--batch", file],
                          text=True, capture_output=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def facts(result):
    findings = result["findings"]
    return {
        "verdict": result["verdict"],
        "rules": sorted(finding["rule"] for finding in findings),
        "unchecked": sorted(each["what"] for each in result["unchecked"]),
        "grades": {finding["rule"]: finding["grade"] for finding in findings},
        "people": {finding["rule"]: sorted(finding["people"]) for finding in findings},
        "fixes": {finding["rule"]: sorted(fix["kind"] for fix in finding["fixes"]) for finding in findings},
    }


class Examples(unittest.TestCase):
    maxDiff = None

    def check(self, file, index, case):
        results, complaints = results_of(file)
        self.assertLess(index, len(results), complaints)
        result = results[index]
        self.assertEqual(result["id"], case["id"])
        self.assertNotIn("error", result)
        found, shown = facts(result), json.dumps(result, indent=1, ensure_ascii=False)
        for key, wanted in case["expect"].items():
            if key == "grades" and isinstance(wanted, list):
                self.assertEqual(sorted(filter(None, found[key].values())), sorted(wanted), shown)
            elif isinstance(wanted, dict):
                for rule, value in wanted.items():
                    value = sorted(value) if isinstance(value, list) else value
                    self.assertEqual(found[key].get(rule), value, f"{key} of {rule}\n{shown}")
            else:
                wanted = sorted(wanted) if isinstance(wanted, list) else wanted
                self.assertEqual(found[key], wanted, f"{key}\n{shown}")


def add_tests():
    for file in sorted((ROOT / "policies/examples").glob("*.cases/*.jsonl")):
        lines = [line for line in file.read_text().splitlines() if line.strip()]
        for index, case in enumerate(map(json.loads, lines)):
            name = f"test_{file.stem}_{case['id']}".replace("-", "_")
            setattr(Examples, name,
                    lambda self, file=file, index=index, case=case: self.check(file, index, case))


add_tests()
if __name__ == "__main__":
    unittest.main()
