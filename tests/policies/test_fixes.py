# SPDX-License-Identifier: MPL-2.0
"""Each way to mend a finding, applied: the finding is gone, no other has come, and the mail still goes to somebody.

A finding without a fix says in words what to do.
"""

import copy
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import eml_fixes, fixes
from support.cases import CANDOUR, ROOT
from support.council_corpus import candour, judge, mails_of

# Mails in which the words cannot be taken out as a person would.
BEYOND_US = {
    "so-002": "a mail without full stops: what is left of it, read anew, gives the next order",
    "so-206": "the same",
    "sl-191": "the same: it asks for the work and promises the money in what reads as one sentence",
    "so-063": "the sentence seems to end at 'NHS no.'; its first half has the address",
}

ADVICE = r"(^|[.:;,] )(\w+ ){0,6}(add|ask|change|copy|give|leave|let|move|put|say|send|take|tell|write|speak|use)\b"


def key(finding):
    return finding["rule"], finding["title"]


def shown(finding):
    return f"{finding['rule']}: {finding['title']}"


def new_findings(before, mended, after):
    """Those of `after` that neither stood there before nor are what is left of one that did."""
    others = [finding for finding in before if key(finding) != key(mended)]
    return [finding for finding in after
            if not any(finding["rule"] == other["rule"] and set(finding["people"]) <= set(other["people"])
                       for other in others)]


class Fixes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = [(file.name, mails, judge(mails, candour())) for file, mails in mails_of("seen")]

    def attempts(self, mails, judged):
        """(judged, finding, kind, the mail with that fix) of every finding's every way."""
        for each in judged:
            for finding in each.findings:
                for kind, texts in fixes.ways(finding):
                    yield each, finding, kind, fixes.apply(each.mail, finding, kind, texts)

    def test_a_fix_takes_its_finding_away_and_raises_no_other(self):
        for file, mails, judged in self.files:
            attempts = list(self.attempts(mails, judged))
            again = []
            for number, (_, _, _, mended) in enumerate(attempts):
                mended = copy.copy(mended)
                mended.id = f"{mended.id}.{number}"
                again.append(mended)
            by_file = judge(again + [earlier(mail) for mail in mails], candour())
            for (each, finding, kind, _), after in zip(attempts, by_file):
                if kind == "edit-text" and each.mail.id in BEYOND_US:
                    continue
                with self.subTest(mail=f"{file}: {each.mail.id}", rule=finding["rule"], fix=kind):
                    left = new_findings(each.findings, finding, after.findings)
                    self.assertEqual([shown(other) for other in left], [])

    def test_no_fix_leaves_a_mail_without_recipients(self):
        for file, mails, judged in self.files:
            for each, finding, kind, mended in self.attempts(mails, judged):
                with self.subTest(mail=f"{file}: {each.mail.id}", rule=finding["rule"], fix=kind):
                    self.assertTrue(fixes.goes_to_somebody(mended))

    def test_a_finding_without_a_fix_says_what_to_do(self):
        for file, mails, judged in self.files:
            for each in judged:
                for finding in each.findings:
                    if not finding["fixes"]:
                        self.assertRegex(finding["explanation"].lower(), ADVICE, f"{file}: {each.mail.id}")


class ExampleFixes(unittest.TestCase):
    """The same for the cases of policies/examples, which are messages as they are sent: all but `change-from`, for
    signatures in HTML have too many forms to be changed by a test."""

    @classmethod
    def setUpClass(cls):
        cls.attempts = []
        for file in sorted((ROOT / "policies/examples").glob("*.cases/*.jsonl")):
            policy = file.parent.with_suffix(".yaml")
            cases = [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
            for case, result in zip(cases, results(policy, file.read_text(), file.parent)):
                for finding in result["findings"]:
                    for kind, texts in fixes.ways(finding):
                        if kind == "change-from":
                            continue
                        sent = eml_fixes.Sent((file.parent / case["message"]).read_bytes(), case.get("rcpt_to"))
                        mended = eml_fixes.apply(sent, finding, kind, texts)
                        cls.attempts.append((policy, file.parent, case, result, finding, kind, mended))

    def test_a_fix_takes_its_finding_away_and_raises_no_other(self):
        for policy in {attempt[0] for attempt in self.attempts}:
            attempts = [attempt for attempt in self.attempts if attempt[0] == policy]
            with tempfile.TemporaryDirectory() as folder:
                lines = [mended_case(Path(folder), number, *attempt) for number, attempt in enumerate(attempts)]
                again = results(policy, "".join(json.dumps(line) + "\n" for line in lines), folder)
            for (_, _, case, before, finding, kind, _), after in zip(attempts, again):
                with self.subTest(case=case["id"], rule=finding["rule"], fix=kind):
                    left = new_findings(before["findings"], finding, after["findings"])
                    self.assertEqual([shown(other) for other in left], [])

    def test_no_fix_leaves_a_mail_without_recipients(self):
        for _, _, case, _, finding, kind, mended in self.attempts:
            with self.subTest(case=case["id"], rule=finding["rule"], fix=kind):
                self.assertTrue(eml_fixes.goes_to_somebody(mended))


def results(policy, lines, folder):
    done = subprocess.run([CANDOUR, "check", "--policy", policy, "--batch", "-"], input=lines, cwd=folder,
                          text=True, capture_output=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()]


def mended_case(folder, number, _policy, of, case, _result, _finding, _kind, mended):
    (folder / f"{number}.eml").write_bytes(mended.raw)
    again = {"id": str(number), "message": f"{number}.eml", "history": [str(of / name) for name in case.get("history", [])]}
    if mended.rcpt_to is not None:
        again["rcpt_to"] = mended.rcpt_to
    return again


def earlier(mail):
    """A mail that is only there to have gone before others."""
    mail = copy.copy(mail)
    mail.only_earlier = True
    return mail


if __name__ == "__main__":
    unittest.main()
