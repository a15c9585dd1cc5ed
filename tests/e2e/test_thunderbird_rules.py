# SPDX-License-Identifier: MPL-2.0
"""Each rule of the protocols' Correspondence sections in a real Thunderbird: it warns, every cure that the panel has a
button for mends it, and the mail as those hold it who got it differs from the uncured one in that and in nothing else. Her
copy in Sent is the same mail."""

import dataclasses
import difflib
import email
import email.policy
import re
import unittest

from support.candourd import ROOT, Candourd
from support.clerks_desk import AISHA, JANE, ROBERT, TOM, ClerksDesk
from support.marionette import until

SUSAN, SIAN, MARGARET = (f"{name}@eastmere-tc.gov.uk" for name in ("susan.brown", "sian.omalley", "margaret.green"))
CLERK, CHAIR = "Helen Ward <clerk@eastmere-tc.gov.uk>", "Jane Smith <jane.smith@eastmere-tc.gov.uk>"
REASON = "This is confidential because the tenders are open to change."

# What passed between one councillor and the clerk.
FROM_JANE = b"""From: Jane Smith <jane.smith@eastmere-tc.gov.uk>
To: Helen Ward <clerk@eastmere-tc.gov.uk>
Subject: The allotment gate
Date: Mon, 20 Jul 2026 08:55:00 +0100
Message-ID: <gate@eastmere-tc.gov.uk>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Helen,

The gate of the allotments has been open all week.

Jane
"""


@dataclasses.dataclass
class Change:
    """How the cured mail differs from the uncured: nothing that is not named here."""
    rcpt_to: tuple = ((), ())  # taken out, put in
    mail_from: tuple = None    # before, after
    headers: dict = dataclasses.field(default_factory=dict)  # name -> (before, after)
    lines: tuple = ((), ())    # of the text: taken out, put in


def foot(line):
    return Change(lines=((), (line,)))


def headers(message):
    """All that a mail client does not make anew for each mail."""
    anew = {"date", "message-id", "content-type", "user-agent"}
    return {name: str(value) for name, value in message.items() if name.lower() not in anew}


def leaves(message):
    return [part for part in message.walk() if not part.is_multipart()]


def words(part):
    """A part's lines that hold words, as a reader sees them."""
    text = part.get_content().replace("\r\n", "\n")
    if part.get_content_subtype() == "html":
        text = re.sub(r"</?(p|div|br|pre)\b[^>]*>", "\n", text)
    return [line.strip() for line in text.split("\n") if line.strip()]


def line_changes(before, after):
    changes = list(difflib.ndiff(before, after))
    return (tuple(line[2:] for line in changes if line.startswith("- ")),
            tuple(line[2:] for line in changes if line.startswith("+ ")))


RULES = {
    "silent-copy": dict(
        write=dict(bcc=[JANE], text=["Dear Tom,", "The bins are ordered for Monday."]),
        title="blind copy",
        cures={'Add "CC Councillor Jane Smith" at the foot': foot("CC Councillor Jane Smith"),
               f"Show {JANE} in Cc": Change(headers={"Cc": (None, JANE)}),
               f"Leave out {JANE}": Change(rcpt_to=((JANE,), ()))}),
    "copied-correspondence": dict(
        answer=dict(kind="ReplyAll", cc=[ROBERT], words="It will be shut tonight."),
        title="Correspondence with Councillor Jane Smith", remembers=True, stops=False,  # the quote does not show who else had her mail
        cures={'Add "CC Councillor Robert Jones" at the foot': foot("CC Councillor Robert Jones"),
               f"Leave out {ROBERT}": Change(rcpt_to=((ROBERT,), ()), headers={"Cc": (ROBERT, None)})}),
    "copied-correspondence, unseen by the first": dict(
        answer=dict(kind="ForwardInline", to=[ROBERT], words="I have copied Councillor Jones in on this."),
        title="Correspondence with Councillor Jane Smith", remembers=True,
        cures={f"Send it to {JANE} too": Change(rcpt_to=((), (JANE,)), headers={"To": (ROBERT, f"{ROBERT}, {JANE}")})}),
    "confidential-disclosure": dict(
        write=dict(to=[TOM, JANE], subject="CONFIDENTIAL: the depot",
                   text=["The tenders are confidential because they are still open to change."]),
        title="confidential", remembers=True,
        cures={f"Leave out {TOM}": Change(rcpt_to=((TOM,), ()), headers={"To": (f"{TOM}, {JANE}", JANE)})}),
    "confidential-without-reason": dict(
        write=dict(to=[JANE], subject="CONFIDENTIAL: the depot", text=["Dear Jane,", "The tenders are in."]),
        title="confiden", stops=False,
        cures={"Add this sentence": foot(REASON)}),
    "obligation-in-councillor-name": dict(
        write=dict(identity="id2", text=["Dear Tom,", "The council agrees to pay you 400 pounds for the fence."]),
        title="Councillor Jane Smith",
        cures={f"Send it as {CLERK}": Change(
            mail_from=("jane.smith@eastmere-tc.gov.uk", "clerk@eastmere-tc.gov.uk"), headers={"From": (CHAIR, CLERK)},
            lines=(("Jane Smith",), ("Helen Ward", "Town Clerk")))}),
    "official-in-councillor-name": dict(
        write=dict(identity="id2", text=["Dear Tom,", "Our position as a Council is that the field stays open."]),
        title="Councillor Jane Smith",
        cures={f"Send it as {CLERK}": Change(
            mail_from=("jane.smith@eastmere-tc.gov.uk", "clerk@eastmere-tc.gov.uk"), headers={"From": (CHAIR, CLERK)},
            lines=(("Jane Smith",), ("Helen Ward", "Town Clerk")))}),
    "unequal-circulation": dict(
        write=dict(to=[JANE, ROBERT, AISHA, SUSAN, SIAN], subject="Planning Committee: agenda for 27 July",
                   text=["Dear members,", "The agenda for next Monday is below.", "1. Apologies", "2. Applications"]),
        title="Margaret Green",
        cures={f"Send it to {MARGARET} too": Change(
            rcpt_to=((), (MARGARET,)),
            headers={"To": (", ".join([JANE, ROBERT, AISHA, SUSAN, SIAN]), ", ".join([JANE, ROBERT, AISHA, SUSAN, SIAN, MARGARET]))})}),
}


class EachRuleWarns(ClerksDesk):
    inbox = [FROM_JANE]

    @classmethod
    def daemon(cls):
        return Candourd(cls.council, cls.rig.url, policy=ROOT / "policies/examples/eastmere.yaml")

    def begin(self, rule, plain):
        """The window as the rule's mail is written in it, and the panel at it."""
        if rule.get("remembers"):  # who had something once may have it again
            self.forget_earlier_mail()
        if "answer" in rule:
            answer = dict(rule["answer"])
            typed = answer.pop("words")
            window = self.thunderbird.answer(answer.pop("kind"), plain=plain, **answer)
            self.addCleanup(window.close)
            window.type(typed)
        else:
            mail = dict(rule["write"])
            text = mail.pop("text")
            body = "\n\n".join(text) + "\n" if plain else "".join(f"<p><b>{line[:3]}</b>{line[3:]}</p>" for line in text)
            window = self.write(body=body, plain=plain, **mail)
        if rule.get("stops", True):
            window.send()
        else:
            window.open_panel()
        return window, window.panel()

    def difference(self, uncured, cured):
        before, after = (email.message_from_bytes(each.content, policy=email.policy.default) for each in (uncured, cured))
        self.assertEqual([part.get_content_type() for part in before.walk()], [part.get_content_type() for part in after.walk()])
        old, new = headers(before), headers(after)
        changed = {name: (old.get(name), new.get(name)) for name in old | new if old.get(name) != new.get(name)}
        all_lines = {line_changes(words(a), words(b)) for a, b in zip(leaves(before), leaves(after))}
        self.assertEqual(len(all_lines), 1, "text and HTML are not changed alike")
        return Change(
            rcpt_to=(tuple(sorted(set(uncured.rcpt_to) - set(cured.rcpt_to))), tuple(sorted(set(cured.rcpt_to) - set(uncured.rcpt_to)))),
            mail_from=None if uncured.mail_from == cured.mail_from else (uncured.mail_from, cured.mail_from),
            headers=changed, lines=all_lines.pop())

    def warns_and_is_mended(self, rule, plain):
        uncured = self.uncured(rule, plain)
        for label, change in rule["cures"].items():
            self.assertEqual(self.difference(uncured, self.cured(rule, plain, label)), change, label)

    def uncured(self, rule, plain):
        window, panel = self.begin(rule, plain)
        self.assertEqual(len(panel["findings"]), 1, panel)
        self.assertIn(rule["title"], panel["findings"][0])
        self.assertTrue(panel["clauses"][0] and panel["evidence"], panel)
        self.assertEqual([each for each in panel["buttons"] if each not in ("Send", "Send all the same", "Back to the mail")],
                         list(rule["cures"]))
        self.assert_nothing_sent()
        if rule.get("stops", True):
            window.press("Send all the same", reason="She asked for it.")
        else:
            window.press("Send")
        return self.delivered()

    def cured(self, rule, plain, label):
        window, _ = self.begin(rule, plain)
        panel = self.after(window, label, words=REASON if label == "Add this sentence" else None)
        self.assertEqual(panel["findings"], [], label)
        window.press("Send")
        return self.delivered()

    def delivered(self):
        """The mail that went out; her copy, once it is there, shows whom it went to blind and what she had answered Candour,
        which the proxy took out, and nothing else besides."""
        mail = self.sent()
        key = re.search(rb"^Message-ID: \S+\n", mail.content, re.M)[0]
        [copy] = until("the copy in Sent", lambda: [copy for copy in self.kept("Sent") if key in copy])
        hers = re.compile(rb"^(?:Bcc|X-Candour-Ack):.*\n(?:[ \t].*\n)*", re.M)
        self.assertEqual(hers.sub(b"", copy), mail.content)
        self.assertIsNone(hers.search(mail.content))
        return mail


def add_tests():
    for name, rule in RULES.items():
        for plain, form in ((True, "plain_text"), (False, "html")):
            def test(self, rule=rule, plain=plain):
                self.warns_and_is_mended(rule, plain)
            spoken = name.replace("-", "_").replace(", ", "_").replace(" ", "_")
            setattr(EachRuleWarns, f"test_{spoken}_in_{form}_warns_and_each_cure_changes_only_what_it_says", test)


add_tests()

if __name__ == "__main__":
    unittest.main()
