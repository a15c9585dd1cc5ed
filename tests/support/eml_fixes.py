# SPDX-License-Identifier: MPL-2.0
"""Fixes applied to a message's bytes and envelope, for cases that are `.eml` files (support/cases.py).

    mended = apply(Sent(raw, rcpt_to), finding, kind, texts)     # fixes.ways(finding) gives kind and texts

What stands in both the text and the HTML version is changed in both. `change-from` is not done here.
"""

import email
import html
import re
from dataclasses import dataclass
from email.policy import SMTP
from email.utils import formataddr, getaddresses

from support.fixes import reason_for, to_take_out, without_sentence, without_words

# Where what is answered or passed on begins.
QUOTE = re.compile(r"^(On .*\bwrote:|.*\bwrote:$|>|-{3,} ?(Original|Forwarded)|Begin forwarded|_{10,}|"
                   r"From: .*\n(Sent|Date|To): )", re.MULTILINE)
QUOTE_PAGE = re.compile(r'<(blockquote|div class="?(gmail_quote|moz-cite-prefix|moz-forward)|'
                        r'div id="?(divRplyFwdMsg|appendonsend)|hr|div style=.?border:none;border-top)', re.IGNORECASE)
PEOPLE = ("To", "Cc", "Bcc")


@dataclass
class Sent:
    raw: bytes
    rcpt_to: list  # None: not known


def apply(sent, finding, kind, texts):
    message = email.message_from_bytes(sent.raw, policy=SMTP)
    mended = _Mended(message, None if sent.rcpt_to is None else list(sent.rcpt_to))
    getattr(mended, kind.replace("-", "_"))(texts, finding)
    return Sent(message.as_bytes(), mended.rcpt_to)


def goes_to_somebody(sent):
    message = email.message_from_bytes(sent.raw, policy=SMTP)
    return bool(sent.rcpt_to if sent.rcpt_to is not None else [a for name in PEOPLE for _, a in _addresses(message, name)])


def _addresses(message, name):
    return [pair for pair in getaddresses(map(str, message.get_all(name, []))) if pair[1]]


class _Mended:
    def __init__(self, message, rcpt_to):
        self.message, self.rcpt_to = message, rcpt_to

    # recipients

    def set(self, name, pairs):
        del self.message[name]
        if pairs:
            self.message[name] = ", ".join(map(formataddr, pairs))

    def take_out(self, address, names=PEOPLE):
        for name in names:
            pairs = _addresses(self.message, name)
            kept = [pair for pair in pairs if pair[1].lower() != address.lower()]
            if kept != pairs:
                self.set(name, kept)

    def move_to_cc(self, addresses, _):
        for address in addresses:
            self.take_out(address, ("Bcc",))
            self.set("Cc", _addresses(self.message, "Cc") + [("", address)])
            self.carry(address)

    def remove_recipient(self, addresses, _):
        for address in addresses:
            self.take_out(address)
            if self.rcpt_to is not None:
                self.rcpt_to = [each for each in self.rcpt_to if each.lower() != address.lower()]

    def add_recipient(self, addresses, _):
        self.set("To", _addresses(self.message, "To") + [("", address) for address in addresses])
        for address in addresses:
            self.carry(address)

    def carry(self, address):
        if self.rcpt_to is not None and address.lower() not in map(str.lower, self.rcpt_to):
            self.rcpt_to.append(address)

    # words

    def bodies(self, part=None):
        """The leaves that are the letter itself."""
        part = self.message if part is None else part
        if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
            return
        if part.is_multipart():
            for each in part.iter_parts():
                yield from self.bodies(each)
        elif part.get_content_maintype() == "text":
            yield part

    def change(self, plain, page):
        for part in self.bodies():
            written = part.get_content().replace("\r\n", "\n")
            changed = (page if part.get_content_subtype() == "html" else plain)(written)
            part.set_content(changed, subtype=part.get_content_subtype(), charset="utf-8", cte="quoted-printable")

    def append_foot(self, lines, _):
        self.change(lambda text: _before(QUOTE, text, "\n\n" + "\n".join(lines) + "\n\n"),
                    lambda page: _before(QUOTE_PAGE, page, "".join(f"<p>{html.escape(line)}</p>" for line in lines)))

    def add_reason(self, _, finding):
        self.say(reason_for(finding))

    def say(self, sentence):
        self.change(lambda text: re.sub(r"\n\n|\Z", f"\n\n{sentence}\n\n", text, count=1),
                    lambda page: re.sub(r"(<body[^>]*>|^)", rf"\1<p>{sentence}</p>", page, count=1))

    def take_out_words(self, where, words):
        if where == "subject":
            self.set_subject(without_words(str(self.message["Subject"]), words))
        elif where == "header Sensitivity":
            del self.message["Sensitivity"]
        elif where == "quoted text":
            self.change(lambda text: QUOTE.split(text)[0], lambda page: QUOTE_PAGE.split(page)[0] + "</body></html>")
        elif where.startswith("attachment") or "attached message" in where:
            self.take_out_files(where)
        else:
            between = r"(?:\s|&nbsp;|<[^>]*>)+"
            broken = between.join(re.escape(html.escape(word, quote=False)) for word in words.split())
            broken = rf"[^<>.!?]*{broken}[^<>.!?]*[.!?]?"
            self.change(lambda text: without_sentence(text, words),
                        lambda page: re.sub(broken, " ", page, flags=re.IGNORECASE))

    def set_subject(self, subject):
        del self.message["Subject"]
        self.message["Subject"] = subject

    def take_out_files(self, where):
        for parent in self.message.walk():
            if parent.get_content_maintype() == "multipart":
                parent.set_payload([part for part in parent.get_payload() if not _is_file(part, where)])

    def edit_text(self, texts, finding):
        for text in texts:
            if line := re.search(r'the line "([^"]+)"', text):
                if person := re.search(r"<(\S+@[^>\s]+)>", text):
                    self.move_to_cc([person[1]], finding)
                self.append_foot([line[1]], finding)
            elif sentence := re.search(r'\bsay so[^"]*"([^"]+)"', text):
                self.say(sentence[1])
            else:
                for where, words in to_take_out(text, finding):
                    self.take_out_words(where, words)


def _before(pattern, text, added):
    found = pattern.search(text) or re.search(r"</body>", text)
    place = found.start() if found else len(text)
    return text[:place] + added + text[place:]


def _is_file(part, where):
    if part.get_content_type() == "message/rfc822":
        return "attached message" in where or (part.get_filename() or "\0") in where
    return (part.get_filename() or "\0") in where
