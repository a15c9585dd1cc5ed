# SPDX-License-Identifier: MPL-2.0
#
# Batches for `candour check` whose cases say what must come out, as tests: one a case, one run a file.
# A case's "expect": "verdict", "rules" (all of them, in any order), and where it matters "unchecked" (a
# list of what), "people", "grades" or "fixes" (each as {rule: value}; grades also as a list).
import functools
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CANDOUR = pathlib.Path(os.environ.get("CANDOUR_BIN") or ROOT / "build/bin") / "candour"


@functools.cache
def results_of(policy, file):
    done = subprocess.run([CANDOUR, "check", "--policy", policy, "--batch", file],
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


def check(test, policy, file, index, case):
    results, complaints = results_of(policy, file)
    test.assertLess(index, len(results), complaints)
    result = results[index]
    test.assertEqual(result["id"], case["id"])
    test.assertNotIn("error", result)
    found, shown = facts(result), json.dumps(result, indent=1, ensure_ascii=False)
    for key, wanted in case["expect"].items():
        if key == "grades" and isinstance(wanted, list):
            test.assertEqual(sorted(filter(None, found[key].values())), sorted(wanted), shown)
        elif isinstance(wanted, dict):
            for rule, value in wanted.items():
                value = sorted(value) if isinstance(value, list) else value
                test.assertEqual(found[key].get(rule), value, f"{key} of {rule}\n{shown}")
        else:
            wanted = sorted(wanted) if isinstance(wanted, list) else wanted
            test.assertEqual(found[key], wanted, f"{key}\n{shown}")


def add_tests(test_class, policy, file, prefix, but_for=()):
    """Adds a test method for each case of a file, but for those with these ids."""
    lines = [line for line in file.read_text().splitlines() if line.strip()]
    for index, case in enumerate(map(json.loads, lines)):
        if case["id"] in but_for:
            continue
        name = f"test_{prefix}_{case['id']}".replace("-", "_")
        setattr(test_class, name,
                lambda self, index=index, case=case: check(self, policy, file, index, case))
