# SPDX-License-Identifier: MPL-2.0
"""The fixes of a finding, applied as a plugin or a careful sender would.

Fixes of one kind belong together; another kind is another way to mend the same (daemon/rules/finding.h).

    for kind, texts in ways(finding):
        mended = apply(mail, finding, kind, texts)     # a CouncilMail changed, or None: nobody would be left
"""

import copy
import re
from email.utils import formataddr

from support.council_mails import Section

REASON = "It is confidential because it contains a resident's personal details."
NEED = "You need these details because you sit on the panel that decides about this case."
ORIGINALS = ("quoted", "forwarded")


def ways(finding):
    """(kind, texts): each way to mend a finding."""
    kinds = {}
    for fix in finding["fixes"]:
        kinds.setdefault(fix["kind"], []).append(fix["text"])
    return list(kinds.items())


def apply(mail, finding, kind, texts):
    mended = copy.deepcopy(mail)
    APPLY[kind](mended, texts, finding)
    return mended


def goes_to_somebody(mail):
    return any(mail.addresses(name) for name in ("to", "cc", "bcc"))


# --- recipients ------------------------------------------------------------------------------------

def _set(mail, name, pairs):
    mail.headers[name] = ", ".join(map(formataddr, pairs))


def _take_out(mail, address, names=("to", "cc", "bcc")):
    taken = []
    for name in names:
        pairs = mail.addresses(name)
        kept = [pair for pair in pairs if pair[1].lower() != address.lower()]
        taken += [pair for pair in pairs if pair not in kept]
        _set(mail, name, kept)
    return taken


def _move_to_cc(mail, addresses, _):
    for address in addresses:
        moved = _take_out(mail, address, ("bcc",)) or [("", address)]
        _set(mail, "cc", mail.addresses("cc") + moved)


def _remove_recipient(mail, addresses, _):
    for address in addresses:
        _take_out(mail, address)


def _add_recipient(mail, addresses, _):
    _set(mail, "to", mail.addresses("to") + [("", address) for address in addresses])


# --- words -----------------------------------------------------------------------------------------

def _append_foot(mail, lines, _):
    """Under the signature, above disclaimers and what is answered."""
    foot = next((section for section in mail.sections if section.kind == "foot"), None)
    if foot:
        foot.text = "\n".join([foot.text, *lines])
        return
    kinds = [section.kind for section in mail.sections]
    below = [index for index, kind in enumerate(kinds) if kind in ORIGINALS + ("disclaimer",)]
    place = kinds.index("signature") + 1 if "signature" in kinds else min(below, default=len(kinds))
    mail.sections.insert(place, Section("foot", text="\n".join(lines)))


def _say(mail, sentence):
    """As a paragraph of its own below the greeting."""
    greeting, gap, rest = mail.text.partition("\n\n")
    mail.text = f"{greeting}\n\n{sentence}\n\n{rest}" if gap else f"{sentence}\n\n{mail.text}"


def reason_for(finding):
    return NEED if finding["rule"] == "need-to-know" else REASON


def _add_reason(mail, _, finding):
    _say(mail, reason_for(finding))


def words_pattern(quoted):
    """A pattern for words that may be broken over lines."""
    return r"\s+".join(map(re.escape, quoted.split()))


def without_sentence(text, quoted):
    """The text without the sentence or sentences in which the words stand."""
    pattern = words_pattern(quoted)
    while found := re.search(pattern, text, re.IGNORECASE):
        begins = re.finditer(r"[.!?]\s+|\n\s*\n|\n(?=[-*\d])", text[: found.start()])
        last = max(found.start(), found.end() - 1)  # its full stop may be quoted too
        end = re.search(r"[.!?](\s|$)|\n\s*\n|$", text[last:])
        text = text[: max((match.end() for match in begins), default=0)] + text[last + end.end():]
    return text


def without_words(subject, words):
    return re.sub(words_pattern(words) + r"[\s:\])-]*", "", subject, flags=re.IGNORECASE).strip() or "Your query"


def _take_out_words(mail, where, words):
    """Takes out what evidence quotes, there where it says that it stands."""
    if where == "subject":
        mail.headers["subject"] = without_words(mail.headers["subject"], words)
    elif where.startswith(("header Sensitivity", "sensitivity label")):
        mail.more_headers = [pair for pair in mail.more_headers if pair[0].lower() not in ("sensitivity", "msip_labels")]
    elif where.startswith("attachment"):
        mail.sections = [each for each in mail.sections if not (each.kind == "attached" and each.name in where)]
    elif where == "attached message" or where.startswith("quote in attached message"):
        mail.sections = [each for each in mail.sections if each.kind != "message"]
    elif where == "quoted text":
        mail.sections = [each for each in mail.sections if each.kind not in ORIGINALS]
    else:
        mail.text = without_sentence(mail.text, words)
        for section in mail.sections_of("signature", "foot", "disclaimer"):
            section.text = without_sentence(section.text, words)


def to_take_out(text, finding):
    """(where, words) of what an edit-text fix would have changed: what it quotes, and what the finding rests on."""
    named = re.match(r"(Change or )?[Tt]ake out ", text) and re.findall(r'"([^"]+)"', text) or []
    places = [(where, words) for words in named for where in ("subject", "text")]
    return places + [(each["where"], each["text"]) for each in finding["evidence"]
                     if each["where"] != "envelope" and not re.match("header (From|Sender|To|Cc|Bcc)", each["where"])]


def _edit_text(mail, texts, finding):
    for text in texts:
        if line := re.search(r'the line "([^"]+)"', text):
            if person := re.search(r"(\S+@[\w.-]+\w)", text):
                _move_to_cc(mail, [person[1].strip("<>")], finding)
            _append_foot(mail, [line[1]], finding)
        elif sentence := re.search(r'\bsay so[^"]*"([^"]+)"', text):
            _say(mail, sentence[1])
        else:
            for where, words in to_take_out(text, finding):
                _take_out_words(mail, where, words)


# --- who writes ------------------------------------------------------------------------------------

_SIGN_OFF = re.compile(r"(?i)(many |kind |best |warm |with )*"
                       r"(thanks|regards|wishes|yours|cheers|best|cofion|yn gywir|yr eiddoch)\b.{0,30}$")
_STANDS_FOR = re.compile(r"(?i)\b(on behalf of|pp|p\.p\.|for and on behalf)\b")


def _change_from(mail, texts, finding):
    """From becomes the officer's, and so does the signature: what stood at the end as a name goes."""
    name = re.sub(r"\s*<.*", "", texts[0])
    mail.headers["from"] = texts[0] if "<" in texts[0] else mail.headers["from"]
    mail.headers.pop("sender", None)
    mail.headers.pop("reply-to", None)
    for evidence in finding["evidence"]:  # "on behalf of Councillor …"
        if _STANDS_FOR.search(evidence["text"]) and evidence["where"] in ("text", "signature"):
            mail.text = re.sub(words_pattern(evidence["text"]), "", mail.text)
    people = {word.lower() for person in finding["people"] for word in person.split()}
    mail.text = without_name(mail.text, people)
    mail.sections = [each for each in mail.sections if each.kind != "signature"]
    mail.sections.insert(0, Section("signature", text=f"{name}\nTown Clerk"))


def is_sign_off(line):
    return len(line) < 40 and bool(_SIGN_OFF.match(line.strip()))


def is_name_of(people, line):
    return len(line) < 60 and bool(people & set(re.findall(r"[\w'’-]+", line.lower())))


def without_name(text, people):
    lines = text.split("\n")
    signed = next((index for index in range(len(lines) - 1, 0, -1) if is_sign_off(lines[index])), None)
    if signed is not None:
        lines = lines[:signed]
    else:
        while lines and (not lines[-1].strip() or is_name_of(people, lines[-1])):
            lines.pop()
    return "\n".join(lines) + "\n\nKind regards"


APPLY = {
    "append-foot": _append_foot, "move-to-cc": _move_to_cc, "remove-recipient": _remove_recipient,
    "add-recipient": _add_recipient, "change-from": _change_from, "add-reason": _add_reason,
    "edit-text": _edit_text,
}
