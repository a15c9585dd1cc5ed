# SPDX-License-Identifier: MPL-2.0
"""Passages of council mail with a label, put into mails that they cure or mark, and judged by `candour check`.

A line of a file of tests/corpus/passages is `LABEL<TAB>passage`, braces round the words that do the deed. What a label
means, and the mail that each file's passages stand in, is told in the README beside them.
"""

import csv
import hashlib
import json
import re
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from support.cases import ROOT

PASSAGES = ROOT / "tests/corpus/passages"
CLERK = "clerk@passages-tc.gov.uk"
OUTSIDER = "m.fenwick@postbox.example"

GROUPS = {
    "Labour": r"labour|llafur|\blab\b",
    "Conservative": r"conservative|tor(y|ies)\b|\bcons\b",
    "Liberal Democrat": r"lib(eral)? dem",
    "Green": r"greens?\b",
    "Independent Alliance": r"independents|indies|\bind\b",
    "Plaid Cymru": r"plaid",
    "Reform UK": r"reform",
    "Residents": r"residents'? ?(alliance)?",
    "SDP": r"\bsdp\b",
}


@dataclass
class Passage:
    file: str
    label: str
    marked: str  # with its braces

    @property
    def text(self):
        return self.marked.replace("{", "").replace("}", "")

    @property
    def deed(self):
        found = re.search(r"\{(.*)\}", self.marked)
        return found[1] if found else self.text

    @property
    def half(self):
        """`a` is to work on, `b` only to measure by. By content, so that a line added later moves no other."""
        return "ab"[hashlib.sha256(self.text.encode()).digest()[0] % 2]


@dataclass
class Mail:
    """What a passage stands in: who is in the roster, who gets it, what is written."""

    roster: list  # rows: name, role, address, group, committees
    to: list
    blind: list
    subject: str
    text: str


def passages_of(name):
    lines = (PASSAGES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [Passage(name, *line.split("\t", 1)) for line in lines if line]


def copies(passage):
    everybody = [_row(row) for row in csv.DictReader((PASSAGES / "councillors.csv").open(encoding="utf-8"))]
    councillors = [row for row in everybody if row[1] == "councillor"]
    blind = _meant(passage.deed, councillors) or _meant(passage.text, councillors)
    chair = (blind or [_called("Theodora Achebe", councillors)])[0]
    if re.search(r"\b(mayor|chair(man)?|maer)\b", passage.text, re.I):
        chair[1] = "chair"
        blind = blind or [chair]
    return Mail(everybody, [OUTSIDER], [row[2] for row in blind or [chair]], "Your letter", _as_typed(passage.text))


def copies_of_anybody(passage):
    """As copies(), where the councillors are those whom the passage itself gives a title."""
    councillors = {}
    for names in TITLED.findall(passage.text):
        for name in re.split(r", | and | & ", names.strip(" .,")):
            parts = name.split()
            row = [name if len(parts) > 1 else f"Meredith {name}", "councillor", "", "", ""]
            row[2] = f"{len(councillors)}@passages-tc.gov.uk"
            councillors.setdefault(parts[-1], row)
    rows = list(councillors.values()) or [["Theodora Achebe", "councillor", "achebe@passages-tc.gov.uk", "", ""]]
    if re.search(r"\b(mayor|chair(man)?|maer)\b", passage.text, re.I):
        rows[0][1] = "chair"
    blind = _meant(passage.deed, rows) or _meant(passage.text, rows) or rows[:1]
    clerk = ["Hazel Bright", "clerk", CLERK, "", ""]
    return Mail([clerk, *rows], [OUTSIDER], [row[2] for row in blind], "Your letter", _as_typed(passage.text))


TITLED = re.compile(r"\b(?:Cllr|Councillor|Coun|Clr|Cyng|Mayor)s?\.? +((?:[A-Z][\w'’-]+\.?(?: |, (?=[A-Z])| and (?=[A-Z])|(?=\W|$)))+)")


def reasons(passage):
    return _to_councillor("Confidential: for Thursday", passage.text)


def marks(passage):
    return Mail(_council(), [OUTSIDER], [], "Your letter", passage.text)


def needs(passage):
    return _to_councillor("Papers", "Terence Ockley, National Insurance number JT 48 20 91 B.\n\n" + passage.text)


def groups(passage):
    addressed = re.search(r"all in the (\w+) group", passage.text)
    own = addressed[1] if addressed else "Freshfield First"
    named = [name for name, words in GROUPS.items() if name != own and re.search(words, passage.text, re.I)]
    roster = _council()
    for number, group in enumerate([own, own, *(named or ["Labour", "Green"]) * 2]):
        roster.append([f"{'Ivy Noel Opal Rhys'.split()[number % 4]} Member{number}", "councillor",
                       f"member{number}@passages-tc.gov.uk", group, ""])
    return Mail(roster, ["member0@passages-tc.gov.uk", "member1@passages-tc.gov.uk"], [], "Briefing note on the lease",
                "I attach my report for the group.\n\n" + passage.text)


# How a file's passages are judged: the mail each stands in, the rule, and the label of those that raise it.
FILES = {
    "copies": (copies, "silent-copy", "no"),
    "reasons": (reasons, "confidential-without-reason", "none"),
    "marks": (marks, "confidential-disclosure", "marks"),
    "groups": (groups, "one-group-advice", "no"),
    "needs": (needs, "need-to-know", "no"),
    "copies-2": (copies_of_anybody, "silent-copy", "no"),
    "reasons-2": (reasons, "confidential-without-reason", "none"),
    "needs-2": (needs, "need-to-know", "no"),
}


def judge(passages, candour):
    """For each passage, in order, the labels' rule found or not, held against its label: True where right."""
    by_roster = defaultdict(list)
    for number, passage in enumerate(passages):
        make, rule, raised_by = FILES[passage.file]
        mail = make(passage)
        by_roster[json.dumps(mail.roster)].append((number, mail, rule, passage.label == raised_by))
    right = [False] * len(passages)
    for roster, mails in by_roster.items():
        for number, verdict in _judge_in(json.loads(roster), mails, candour):
            right[number] = verdict
    return right


def _judge_in(roster, mails, candour):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["name", "role", "emails", "group", "committees"], *roster])
        (folder / "policy.yaml").write_text("council: {name: Passages Town Council, domains: [passages-tc.gov.uk]}\n"
                                            "extends: leigh-on-sea-2023\nroster: roster.csv\n")
        cases = []
        for number, mail, _, _ in mails:
            (folder / f"{number}.eml").write_bytes(_bytes(mail))
            cases.append({"id": str(number), "message": f"{number}.eml", "mail_from": CLERK,
                          "rcpt_to": mail.to + mail.blind})
        (folder / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases))
        done = subprocess.run([candour, "check", "--policy", folder / "policy.yaml", "--batch", folder / "cases.jsonl"],
                              text=True, capture_output=True, timeout=600)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        if len(results) != len(mails) or any("error" in result for result in results):
            raise RuntimeError(f"candour judged {len(results)} of {len(mails)} passages: {done.stderr.strip()[-500:]}")
        for (number, _, rule, expected), result in zip(mails, results):
            yield number, (rule in {finding["rule"] for finding in result["findings"]}) == expected


def _bytes(mail):
    return (f"From: Hazel Bright <{CLERK}>\nTo: {', '.join(mail.to)}\nSubject: {mail.subject}\n"
            "Date: Tue, 12 May 2026 10:04:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            f"Content-Transfer-Encoding: 8bit\n\nThank you for your letter.\n\n{mail.text}\n").encode()


def _to_councillor(subject, text):
    return Mail(_council(), ["reader@passages-tc.gov.uk"], [], subject, text)


def _council():
    return [["Hazel Bright", "clerk", CLERK, "", ""],
            ["Theodora Reader", "councillor", "reader@passages-tc.gov.uk", "", ""]]


def _row(row):
    return [row["name"], row["role"], row["emails"], row["group"], row["committees"]]


def _called(name, rows):
    return next(row for row in rows if row[0] == name)


def _meant(text, councillors):
    """The councillors a passage speaks of, by surname; where two share one, by forename as well if it stands there."""
    if re.search(r"\b(all|whole|full|every)\b[\w &]* (members|councillors|cllrs|council)\b|\bcouncillors all\b", text, re.I):
        return councillors
    body = re.search(r"\b(cemeteries|allotments|personnel|planning|finance & general purposes) committee", text, re.I)
    if body:
        return [row for row in councillors if body[1].lower() in row[4].lower()]
    by_surname = [row for row in councillors if re.search(rf"\b{_surname(row[0])}s?\b", text, re.I)]
    return [row for row in by_surname if row[0].split()[0].lower() in text.lower()
            or not any(_surname(other[0]) == _surname(row[0]) and other[0].split()[0].lower() in text.lower()
                       for other in by_surname)]


def _surname(name):
    return re.escape(name.split(" ", 1)[1])


def _as_typed(text):
    """A notice and a closing stand on lines of their own, as they did before the passage was put on one line."""
    opens = r"(?:b?cc\b|c\.c\.|c:|cop(?:y|ies)\b[^.]{0,12}:|copi|copied in:|kind regards|regards|rgds|yours|best wishes|sent from)"
    return re.sub(rf"(?<=[.!?\)\]]) (?={opens})|(?<=\w) (?=(?:Kind regards|Rgds|Sent from|Tel\.)\b)", "\n", text, flags=re.I)
