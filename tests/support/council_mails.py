# SPDX-License-Identifier: MPL-2.0
"""Mails written as text, for the open corpus: what their writers type, and what is read from it.

A `.mails` file holds mails of one council, a `.yaml` and `.csv` of tests/corpus/council/councils (or
policies/examples), which its first line names; a mail begins with a line `=== ID`:

    council: kingsmarsh                  and, where mail clients speak it, `language: Welsh`

    === k-silent-01
    form: outlook                        one of FORMS: the mail client that makes the message
    from: Gillian Fairweather <townclerk@kingsmarsh-tc.gov.uk>
    to: Mrs J Pickles <joan.pickles@quickmail.example>
    cc:                                  may be left out, as may bcc, sender, reply-to
    bcc: Robert Smith <cllr.r.smith@kingsmarsh-tc.gov.uk>
    date: 2026-05-12 10:04               local time in Britain
    subject: Hedge along Church Lane
    header: Sensitivity: Private         any further header, as often as wanted
    earlier: k-silent-00                 mails of the same file that went before, judged or not
    expect: silent-copy: Robert Smith    a line a finding: rule[/grade][: people]; or `none`
    why: the vice-chair is in Bcc and nothing at the foot says so

    Dear Mrs Pickles, …                  the words, a blank line between paragraphs

    [signature]                          then sections, each at most once but for quoted and attached
    Gillian Fairweather
    Town Clerk
    [foot]                               a line under the signature
    CC Councillor Robert Smith
    [disclaimer]
    [quoted]                             what is answered; a second [quoted] is quoted by the first
    from: Mrs J Pickles <joan.pickles@quickmail.example>
    to: townclerk@kingsmarsh-tc.gov.uk
    date: 2026-05-11 18:20
    subject: Hedge

    The hedge …
    [forwarded]                          the same, passed on
    [attached: Agenda.docx]              its text; txt, html, csv, docx, odt, pdf, xlsx
    [attached message]                   headers as in quoted, a blank line, the text

`expect: earlier` is a mail that is only there to have gone before others.
"""

import re
from dataclasses import dataclass, field
from email.utils import getaddresses
from pathlib import Path

FORMS = {
    "thunderbird": "Thunderbird, plain text",
    "thunderbird-html": "Thunderbird, HTML",
    "outlook": "Outlook on Windows, HTML",
    "outlook-text": "Outlook on Windows, plain text",
    "new-outlook": "the new Outlook and Outlook on the web",
    "outlook-phone": "Outlook on a phone",
    "gmail": "Gmail in the browser",
    "apple-mail": "Apple Mail",
    "iphone": "the iPhone's Mail",
    "webmail": "Roundcube",
}

RULES = (
    "silent-copy", "copied-correspondence", "confidential-disclosure", "confidential-without-reason",
    "obligation-in-councillor-name", "official-in-councillor-name", "unequal-circulation",
    "one-group-advice", "need-to-know", "conduct-remark", "over-familiar", "political-opinion",
    "press-release-unapproved",
)

_ADDRESSES = ("from", "to", "cc", "bcc", "sender", "reply-to")
_ONCE = _ADDRESSES + ("form", "date", "subject", "why")
_SECTION = re.compile(r"\[(signature|foot|disclaimer|quoted|forwarded|attached message|attached: *([^\]]+))\]$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d$")


@dataclass
class Section:
    kind: str  # signature, foot, disclaimer, quoted, forwarded, attached, message
    name: str = ""  # of an attached file
    text: str = ""
    headers: dict = field(default_factory=dict)  # of an original: from, to, cc, date, subject


@dataclass
class Expected:
    rule: str
    grade: str = ""
    people: tuple = ()


@dataclass
class CouncilMail:
    id: str
    line: int
    headers: dict = field(default_factory=dict)  # as in _ONCE; addresses as written
    more_headers: list = field(default_factory=list)  # (name, value)
    earlier: list = field(default_factory=list)
    expected: list = field(default_factory=list)
    only_earlier: bool = False
    text: str = ""
    sections: list = field(default_factory=list)
    council: str = ""
    languages: tuple = ("en",)

    def sections_of(self, *kinds):
        return [section for section in self.sections if section.kind in kinds]

    def addresses(self, name):
        return [(shown, address) for shown, address in getaddresses([self.headers.get(name, "")]) if address]


class Malformed(ValueError):
    """What is wrong in a `.mails` file, with its line."""


def read_mails(path):
    """All mails of a file, in order. Malformed names file, line and what was expected."""
    mails = []
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("=== ")]
    about = dict(line.split(": ", 1) for line in lines[: starts[0] if starts else 0] if line.strip())
    for begin, end in zip(starts, starts[1:] + [len(lines)]):
        mail = _Reader(path, begin, lines[begin:end]).mail()
        mail.council = about.get("council", "")
        mail.languages = ("en", "cy") if about.get("language") == "Welsh" else ("en",)
        mails.append(mail)
    _check_all(path, mails)
    return mails


class _Reader:
    def __init__(self, path, begin, lines):
        self.path, self.begin, self.lines = path, begin, lines
        self.at = 0

    def wrong(self, what):
        return Malformed(f"{self.path}:{self.begin + self.at + 1}: {what}")

    def mail(self):
        mail = CouncilMail(id=self.lines[0][4:].strip(), line=self.begin + 1)
        self.at = 1
        while self.at < len(self.lines) and self.lines[self.at].strip():
            self._header(mail, self.lines[self.at])
            self.at += 1
        self._require(mail)
        mail.text = self._text()
        while self.at < len(self.lines):
            mail.sections.append(self._section())
        return mail

    def _header(self, mail, line):
        name, colon, value = (piece.strip() for piece in line.partition(":"))
        if not colon:
            raise self.wrong(f"'{line}' is no header: write 'name: value', and a blank line before the words")
        if name == "expect":
            self._expect(mail, value)
        elif name == "header":
            mail.more_headers.append(tuple(piece.strip() for piece in value.split(":", 1)))
        elif name == "earlier":
            mail.earlier += value.replace(",", " ").split()
        elif name in _ONCE and name not in mail.headers:
            mail.headers[name] = value
        else:
            raise self.wrong(f"header '{name}' is unknown or stands twice")

    def _expect(self, mail, value):
        if value == "earlier":
            mail.only_earlier = True
        elif value != "none":
            what, _, people = value.partition(":")
            rule, _, grade = what.strip().partition("/")
            if rule not in RULES:
                raise self.wrong(f"rule '{rule}' is unknown")
            if (rule == "confidential-disclosure") != (grade in ("outgoing", "correspondence")):
                raise self.wrong("confidential-disclosure/outgoing or /correspondence; no other rule has a grade")
            mail.expected.append(Expected(rule, grade, tuple(p.strip() for p in people.split(",") if p.strip())))
        mail.headers.setdefault("expect", value)

    def _require(self, mail):
        for name in ("form", "from", "date", "subject", "expect"):
            if name not in mail.headers:
                raise self.wrong(f"{mail.id} has no '{name}:'")
        if mail.headers["form"] not in FORMS:
            raise self.wrong(f"form '{mail.headers['form']}' is none of: {', '.join(FORMS)}")
        if not _DATE.match(mail.headers["date"]):
            raise self.wrong("date is written 2026-05-12 10:04")
        if not any(mail.addresses(name) for name in ("to", "cc", "bcc")):
            raise self.wrong(f"{mail.id} goes to nobody")
        for name in _ADDRESSES:
            for _, address in mail.addresses(name):
                if "@" not in address:
                    raise self.wrong(f"{name}: '{address}' is no address; quote names that have a comma")

    def _text(self):
        begin = self.at
        while self.at < len(self.lines) and not _SECTION.match(self.lines[self.at].strip()):
            self.at += 1
        return "\n".join(self.lines[begin : self.at]).strip("\n")

    def _section(self):
        found = _SECTION.match(self.lines[self.at].strip())
        kind = {"attached message": "message"}.get(found[1], "attached" if found[2] else found[1])
        section = Section(kind, name=(found[2] or "").strip())
        self.at += 1
        if kind in ("quoted", "forwarded", "message"):
            while self.at < len(self.lines) and self.lines[self.at].strip():
                name, colon, value = (piece.strip() for piece in self.lines[self.at].partition(":"))
                if not colon or name not in ("from", "to", "cc", "date", "subject"):
                    raise self.wrong("an original begins with from:, to:, cc:, date:, subject: and a blank line")
                section.headers[name] = value
                self.at += 1
            if "from" not in section.headers or not _DATE.match(section.headers.get("date", "")):
                raise self.wrong("an original needs from: and date: (2026-05-12 10:04)")
        section.text = self._text()
        return section


def _check_all(path, mails):
    known = set()
    for mail in mails:
        if mail.id in known:
            raise Malformed(f"{path}:{mail.line}: '{mail.id}' stands twice")
        known.add(mail.id)
    for mail in mails:
        for earlier in mail.earlier:
            if earlier not in known:
                raise Malformed(f"{path}:{mail.line}: '{mail.id}' comes after '{earlier}', which is not in this file")
