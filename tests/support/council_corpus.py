# SPDX-License-Identifier: MPL-2.0
"""The open corpus of council mail, judged by `candour check`: cases made, results held against labels."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from support import mail_clients
from support.cases import ROOT
from support.council_mails import read_mails

CORPUS = ROOT / "tests/corpus/council"


def policy_of(council):
    for folder in (CORPUS / "councils", ROOT / "policies/examples"):
        if (folder / f"{council}.yaml").exists():
            return folder / f"{council}.yaml"
    raise ValueError(f"no policy for council '{council}': put {council}.yaml and its roster into {CORPUS}/councils")


def mails_of(part):
    """All mails of a part ("seen", "unseen"), file by file."""
    return [(file, read_mails(file)) for file in sorted((CORPUS / part).glob("*.mails"))]


@dataclass
class Judged:
    mail: object
    findings: list  # as `candour check` prints them
    unchecked: list

    def rules(self):
        return {finding["rule"] for finding in self.findings}

    def expected(self):
        return {expected.rule for expected in self.mail.expected}

    def missed(self):
        return sorted(self.expected() - self.rules())

    def false_alarms(self):
        return sorted(self.rules() - self.expected())

    def otherwise(self):
        """Found and expected, but with another grade or other people: (rule, expected, found)."""
        found = {finding["rule"]: finding for finding in self.findings}
        for expected in self.mail.expected:
            finding = found.get(expected.rule)
            if finding is None:
                continue
            people = sorted(person.lower() for person in finding["people"])
            if expected.grade != (finding["grade"] or "") and expected.grade:
                yield expected.rule, expected.grade, finding["grade"]
            if expected.people and people != sorted(person.lower() for person in expected.people):
                yield expected.rule, ", ".join(expected.people), ", ".join(finding["people"])


def judge(mails, candour, make=None, envelope=True, form=None, packs=None):
    """Runs mails of one council through `candour check`: a Judged for each but those only there as earlier.

    make      mail -> bytes, or the JSON object of a composed mail; the mail's own client where left out
    envelope  whether the case says who gets it
    packs     the data folder to judge by, where it is not the source tree's
    """
    make = make or (lambda mail: mail_clients.message(mail, form=form))
    by_id = {mail.id: mail for mail in mails}
    judged = [mail for mail in mails if not mail.only_earlier]
    if not judged:
        return []
    with tempfile.TemporaryDirectory() as folder:
        cases = [_case(mail, by_id, Path(folder), make, envelope) for mail in judged]
        batch = Path(folder) / "cases.jsonl"
        batch.write_text("".join(json.dumps(case) + "\n" for case in cases))
        by = ["--packs", packs] if packs else []
        done = subprocess.run([candour, "check", "--policy", policy_of(judged[0].council), *by, "--batch", batch],
                              text=True, capture_output=True, timeout=900)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if len(results) != len(judged):
        raise RuntimeError(f"candour judged {len(results)} of {len(judged)} mails: {done.stderr.strip()[-500:]}")
    for result in results:
        if "error" in result:
            raise RuntimeError(f"{result['id']}: {result['error']}")
    return [Judged(mail, result["findings"], result["unchecked"]) for mail, result in zip(judged, results)]


def wrong(judged):
    """The mails that come out otherwise than labelled: {"missed": {rule: [id]}, "false": {rule: [id]}}."""
    found = {"missed": {}, "false": {}}
    for each in judged:
        for rule in each.missed():
            found["missed"].setdefault(rule, []).append(each.mail.id)
        for rule in each.false_alarms():
            found["false"].setdefault(rule, []).append(each.mail.id)
    return {sort: {rule: sorted(ids) for rule, ids in sorted(rules.items())} for sort, rules in found.items()}


def _case(mail, by_id, folder, make, envelope):
    def put(name, raw):
        (folder / name).write_bytes(raw)
        return name

    made = make(mail)
    if isinstance(made, dict):
        case = {"id": mail.id, "composed": put(f"{mail.id}.json", json.dumps(made).encode())}
    else:
        case = {"id": mail.id, "message": put(f"{mail.id}.eml", made)}
    if envelope and not isinstance(made, dict):
        case |= {"mail_from": mail_clients.sender(mail), "rcpt_to": mail_clients.recipients(mail)}
    # Earlier mail lies in Sent or Inbox: in Sent with its Bcc line.
    case["history"] = [put(f"{name}.earlier.eml", mail_clients.message(by_id[name], blind_header=True))
                       for name in mail.earlier]
    return case


def candour():
    return Path(os.environ.get("CANDOUR_BIN") or ROOT / "build/bin") / "candour"
