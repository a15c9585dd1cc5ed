# SPDX-License-Identifier: MPL-2.0
"""Messages as mail clients make them of the same words: how each writes text, signature and quotes.

    raw = message(mail)                     # a CouncilMail (council_mails.py), in its own form
    raw = message(mail, blind_header=True)  # as it lies in Sent, with the Bcc line
    asked = composed(mail)                  # as its compose window knows it, before it is sent

The forms were read off real messages of these clients; where a client writes both plain text and HTML,
so does its form. Half of the mails of a Welsh council quote in Welsh.
"""

import base64
import copy
import html
import re
import textwrap
import zlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, getaddresses
from zoneinfo import ZoneInfo

from support.documents import MAKERS

ENGLISH = {"From": "From", "Sent": "Sent", "To": "To", "Cc": "Cc", "Subject": "Subject",
           "wrote": "On {date}, {who} wrote:"}
WELSH = {"From": "Oddi wrth", "Sent": "Anfonwyd", "To": "At", "Cc": "Cc", "Subject": "Pwnc",
         "wrote": "Ar {date}, ysgrifennodd {who}:"}


def message(mail, blind_header=False, form=None):
    """The bytes of a mail as its client sends it; with `blind_header` the Bcc line stands in it."""
    client = CLIENTS[form or mail.headers["form"]]
    made = EmailMessage(policy=SMTP)
    _write_headers(made, mail, client, blind_header)
    words = WELSH if _is_welsh(mail) else ENGLISH
    text, page = client.text(mail, words), client.page(mail, words)
    if text is not None:
        made.set_content(text, charset="utf-8", cte=client.encoding, params=client.parameters)
    if page is not None:
        add = made.set_content if text is None else made.add_alternative
        add(page, subtype="html", charset="utf-8", cte="quoted-printable")
    for section in mail.sections_of("attached"):
        _attach(made, section)
    for section in mail.sections_of("message"):
        made.add_attachment(_original(section))
    return made.as_bytes()


def composed(mail, form=None):
    """A mail as its client's compose window knows it (policies/schema/composed.schema.json): in one piece with
    its blind copies, its lines as long as they were typed."""
    client = copy.copy(CLIENTS[form or mail.headers["form"]])
    client.fold = lambda text: text
    words = WELSH if _is_welsh(mail) else ENGLISH
    known = {name.replace("-", "_"): [{"name": shown, "address": address} for shown, address in mail.addresses(name)]
             for name in ("from", "sender", "reply-to", "to", "cc", "bcc")}
    for name in ("from", "sender"):
        known[name] = known[name][0] if known[name] else None
    attachments = [(section.name, "/".join(_type(section)), _content(section)) for section in mail.sections_of("attached")]
    attachments += [("", "message/rfc822", _original(section).as_bytes()) for section in mail.sections_of("message")]
    return known | {
        "subject": mail.headers["subject"],
        "date": _time(mail.headers["date"]).isoformat(),
        "message_id": message_id(mail.id),
        "in_reply_to": message_id(mail.earlier[-1]) if mail.earlier else None,
        "references": [message_id(name) for name in mail.earlier],
        "headers": [{"name": name, "value": value} for name, value in mail.more_headers],
        "text": client.text(mail, words),
        "html": client.page(mail, words),
        "attachments": [{"name": name, "type": kind, "content": base64.b64encode(content).decode()}
                        for name, kind, content in attachments],
    }


def recipients(mail):
    """The envelope's recipients, each once, in order."""
    named = [address for name in ("to", "cc", "bcc") for _, address in mail.addresses(name)]
    return list(dict.fromkeys(named))


def sender(mail):
    """The envelope's sender."""
    return (mail.addresses("sender") or mail.addresses("from"))[0][1]


def message_id(mail_id):
    return f"<{mail_id}@corpus.example>"


# --- headers ---------------------------------------------------------------------------------------

def _write_headers(made, mail, client, blind_header):
    for name in ("from", "sender", "reply-to", "to", "cc", "bcc"):
        pairs = mail.addresses(name)
        if pairs and (name != "bcc" or blind_header):
            made[name.title()] = ", ".join(map(formataddr, pairs))
    made["Subject"] = mail.headers["subject"]
    made["Date"] = format_datetime(_time(mail.headers["date"]))
    made["Message-ID"] = message_id(mail.id)
    if mail.earlier:
        made["In-Reply-To"] = message_id(mail.earlier[-1])
        made["References"] = " ".join(map(message_id, mail.earlier))
    if client.user_agent:
        made[client.user_agent[0]] = client.user_agent[1]
    for name, value in mail.more_headers:
        made[name] = value


def _time(written):
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Europe/London"))


def _is_welsh(mail):
    return "cy" in mail.languages and zlib.crc32(mail.id.encode()) % 2 == 0


def _original(section):
    original = EmailMessage(policy=SMTP)
    for name in ("from", "to", "cc"):
        if section.headers.get(name):
            original[name.title()] = ", ".join(map(formataddr, getaddresses([section.headers[name]])))
    original["Subject"] = section.headers.get("subject", "")
    original["Date"] = format_datetime(_time(section.headers["date"]))
    original.set_content(section.text + "\n", charset="utf-8")
    return original


TYPES = {
    "txt": ("text", "plain"), "html": ("text", "html"), "csv": ("text", "csv"), "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": ("application", "vnd.oasis.opendocument.text"),
}


def _attach(made, section):
    made.add_attachment(_content(section), *_type(section), filename=section.name)


def _type(section):
    return TYPES.get(_ending(section), ("application", "octet-stream"))


def _content(section):
    maker = MAKERS.get(_ending(section))
    return maker(section.text) if maker else section.text.encode()


def _ending(section):
    return section.name.rpartition(".")[2].lower()


# --- bodies ----------------------------------------------------------------------------------------

ORIGINALS = ("quoted", "forwarded")


def _originals(mail):
    return mail.sections_of(*ORIGINALS)


def _blocks(mail):
    """(kind, text) of what the sender wrote above and below the originals."""
    above, below = [("body", mail.text)], []
    for section in mail.sections:
        if section.kind in ("signature", "foot", "disclaimer"):
            seen = any(other.kind in ORIGINALS for other in mail.sections[: mail.sections.index(section)])
            (below if seen else above).append((section.kind, section.text))
    return above, below


def _people(written, between=", "):
    return between.join(f"{name} <{address}>" if name else address for name, address in getaddresses([written]))


def _who(section):
    return getaddresses([section.headers["from"]])[0]


def _day(section, form):
    # Without a leading nought, as clients write it: {d} is the day.
    time = _time(section.headers["date"])
    return time.strftime(form.replace("{d}", str(time.day)))


def _marked(text):
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in text.split("\n"))


def _wrapped(text, width):
    return "\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if len(line) > width
                     else line for line in text.split("\n"))


def _flowed(text):
    # RFC 3676: a line that goes on ends in a blank; one that begins with a blank or `>` gets one in front.
    lines = []
    for line in text.split("\n"):
        pieces = textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) or [""]
        for number, piece in enumerate(pieces):
            goes_on = " " if number + 1 < len(pieces) else ""
            lines.append((" " if piece.startswith(("From ", " ")) else "") + piece + goes_on)
    return "\n".join(lines).replace("\n--\n", "\n-- \n")


class Client:
    """What all clients share; each says only what it does otherwise."""

    user_agent = None
    encoding = "quoted-printable"
    parameters = None
    writes_text, writes_page = True, True
    dashes = ""  # above the signature
    sent_from = ""  # below the words
    day = "%d/%m/%Y %H:%M"

    def signs_itself(self, mail):
        """Whether its own line stands under the words: where the writer has not typed it."""
        return self.sent_from and not any(re.search(r"^(Sent from|Get Outlook)", text, re.M)
                                          for _, text in _blocks(mail)[0])

    # plain text

    def text(self, mail, words):
        if not self.writes_text:
            return None
        above, below = _blocks(mail)
        pieces = [self.fold(self.block(*block)) for block in above]
        if self.signs_itself(mail):
            pieces.append(self.sent_from)
        originals = self.original_text(_originals(mail), words)
        return "\n\n".join(piece for piece in pieces + [originals] + [block[1] for block in below] if piece) + "\n"

    def block(self, kind, text):
        return self.dashes + text if kind == "signature" else text

    def fold(self, text):
        return text

    def original_text(self, originals, words):
        if not originals:
            return ""
        first, rest = originals[0], originals[1:]
        inner = "\n\n".join(filter(None, [first.text, self.original_text(rest, words)]))
        return (self.forward_text if first.kind == "forwarded" else self.quote_text)(first, inner, words)

    def quote_text(self, section, inner, words):
        name, address = _who(section)
        line = words["wrote"].format(date=_day(section, self.day), who=name or address)
        return line + "\n" + _marked(self.fold(inner))

    def forward_text(self, section, inner, words):
        return "-------- Forwarded Message --------\n" + self.header_lines(section, words) + "\n\n" + inner

    def header_lines(self, section, words, between=", "):
        return "\n".join(f"{name}: {value}" for name, value in self.header_pairs(section, words, between))

    def header_pairs(self, section, words, between="; "):
        pairs = [(words["From"], _people(section.headers["from"])), (words["Sent"], _day(section, self.day))]
        for name in ("to", "cc"):
            if section.headers.get(name):
                pairs.append((words[name.title()], _people(section.headers[name], between)))
        return pairs + [(words["Subject"], section.headers.get("subject", ""))]

    # HTML

    before, after = "<html><head></head><body>\n", "\n</body></html>\n"

    def page(self, mail, words):
        if not self.writes_page:
            return None
        above, below = _blocks(mail)
        pieces = [self.block_page(*block) for block in above]
        if self.signs_itself(mail):
            pieces.append(self.paragraphs(self.sent_from))
        pieces.append(self.original_page(_originals(mail), words))
        pieces += [self.block_page(*block) for block in below]
        return self.before + "\n".join(filter(None, pieces)) + self.after

    def block_page(self, kind, text):
        return self.signature_page(text) if kind == "signature" else self.paragraphs(text)

    def paragraphs(self, text):
        return "\n<div><br></div>\n".join(f"<div>{piece}</div>" for piece in self.escaped(text))

    def escaped(self, text):
        """Paragraphs in HTML, their line ends as `<br>`."""
        return [html.escape(piece, quote=False).replace("\n", "<br>\n")
                for piece in re.split(r"\n\s*\n", text.strip("\n"))]

    def signature_page(self, text):
        return "<div><br></div>" + self.paragraphs(text)

    def original_page(self, originals, words):
        if not originals:
            return ""
        first, rest = originals[0], originals[1:]
        inner = self.paragraphs(first.text) + self.original_page(rest, words)
        return (self.forward_page if first.kind == "forwarded" else self.quote_page)(first, inner, words)

    def quote_page(self, section, inner, words):
        raise NotImplementedError

    def forward_page(self, section, inner, words):
        return self.quote_page(section, inner, words)

    def bold_headers(self, section, words):
        return "<br>\n".join(f"<b>{name}:</b> {html.escape(value)}"
                             for name, value in self.header_pairs(section, words))


class Thunderbird(Client):
    user_agent = ("User-Agent", "Mozilla Thunderbird")
    encoding, parameters, dashes = "8bit", {"format": "flowed"}, "-- \n"
    writes_page = False

    def fold(self, text):
        return _flowed(text)

    def quote_text(self, section, inner, words):
        name, address = _who(section)
        return words["wrote"].format(date=_day(section, self.day), who=name or address) + "\n" + _marked(inner)

    def forward_text(self, section, inner, words):
        pairs = self.header_pairs(section, dict(words, Sent="Date"), ", ")
        return ("-------- Forwarded Message --------\n"
                + "\n".join(f"{name}: \t{value}" for name, value in pairs) + "\n\n" + inner)


class ThunderbirdHtml(Thunderbird):
    writes_page, parameters = True, None
    before = '<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="content-type" content="text/html; charset=UTF-8">\n  </head>\n  <body>\n'

    def fold(self, text):
        return _wrapped(text, 72)

    def paragraphs(self, text):
        return "\n".join(f"<p>{piece}</p>" for piece in self.escaped(text))

    def signature_page(self, text):
        return '<div class="moz-signature">-- <br>' + "<br><br>".join(self.escaped(text)) + "</div>"

    def quote_page(self, section, inner, words):
        name, address = _who(section)
        line = words["wrote"].format(date=_day(section, self.day), who=html.escape(name or address))
        return (f'<div class="moz-cite-prefix">{line}<br></div>\n'
                f'<blockquote type="cite" cite="mid:original@corpus.example">\n{inner}\n</blockquote>')

    def forward_page(self, section, inner, words):
        rows = "".join(f'<tr><th valign="BASELINE" nowrap="nowrap" align="RIGHT">{name}: </th><td>{html.escape(value)}</td></tr>'
                       for name, value in self.header_pairs(section, dict(words, Sent="Date"), ", "))
        return ('<div class="moz-forward-container"><br><br>-------- Forwarded Message --------\n'
                '<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" border="0"><tbody>'
                f"{rows}</tbody></table>\n<br>{inner}</div>")


class Outlook(Client):
    day = "%d %B %Y %H:%M"
    before = ('<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
              'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>'
              '<meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n'
              'p.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}\n'
              '--></style></head><body lang=EN-GB link="#0563C1" vlink="#954F72"><div class=WordSection1>\n')
    after = "\n</div></body></html>\n"
    LINE = "<p class=MsoNormal><span style='mso-fareast-language:EN-US'>{}<o:p></o:p></span></p>"

    def paragraphs(self, text):
        return ("\n" + self.LINE.format("&nbsp;") + "\n").join(self.LINE.format(p) for p in self.escaped(text))

    def signature_page(self, text):
        lines = [html.escape(line, quote=False) or "&nbsp;" for line in text.split("\n")]
        return "\n".join([self.LINE.format("&nbsp;")] + [self.LINE.format(f"<b>{line}</b>" if not number else line)
                                                         for number, line in enumerate(lines)])

    def quote_text(self, section, inner, words):
        return self.header_lines(section, words, "; ") + "\n\n" + inner

    forward_text = quote_text

    def quote_page(self, section, inner, words):
        return ("<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
                f"<p class=MsoNormal><span lang=EN-US>{self.bold_headers(section, words)}<o:p></o:p></span></p></div></div>\n"
                f"{self.LINE.format('&nbsp;')}\n{inner}")


class OutlookText(Outlook):
    writes_page = False

    def quote_text(self, section, inner, words):
        return "-----Original Message-----\n" + self.header_lines(section, words, "; ") + "\n\n" + inner

    forward_text = quote_text


class NewOutlook(Client):
    day = "{d} %B %Y %H:%M"
    before = ('<html>\n<head>\n<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>\n'
              '</head>\n<body dir="ltr">\n')
    LINE = ('<div class="elementToProof" style="font-family: Aptos, Calibri, Helvetica, sans-serif; font-size: 12pt; '
            'color: rgb(0, 0, 0);">{}</div>')

    def paragraphs(self, text):
        return ("\n" + self.LINE.format("<br>") + "\n").join(self.LINE.format(piece) for piece in self.escaped(text))

    def signature_page(self, text):
        return self.LINE.format("<br>") + '<div id="Signature">' + self.paragraphs(text) + "</div>"

    def quote_text(self, section, inner, words):
        return "_" * 32 + "\n" + self.header_lines(section, words, "; ") + "\n\n" + inner

    forward_text = quote_text

    def quote_page(self, section, inner, words):
        return ('<div id="appendonsend"></div>\n<hr style="display:inline-block;width:98%" tabindex="-1">\n'
                '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
                f"{self.bold_headers(section, words)}</font>\n<div>&nbsp;</div>\n</div>\n{inner}")


class OutlookPhone(NewOutlook):
    sent_from = "Get Outlook for iOS<https://aka.ms/o0ukef>"
    LINE = '<div dir="ltr">{}</div>'

    def signature_page(self, text):
        return '<div id="ms-outlook-mobile-signature">' + self.paragraphs(text) + "</div>"


class Gmail(Client):
    day = "%a, {d} %b %Y at %H:%M"
    before, after = '<div dir="ltr">', "</div>\n"
    dashes = "-- \n"

    def fold(self, text):
        return _wrapped(text, 76)

    def signature_page(self, text):
        return ('<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
                f'data-smartmail="gmail_signature"><div dir="ltr">{"<br><br>".join(self.escaped(text))}</div></div>')

    def quote_text(self, section, inner, words):
        line = words["wrote"].format(date=_day(section, self.day), who="{} <{}>".format(*_who(section)))
        return _wrapped(line, 76) + "\n\n" + _marked(self.fold(inner))

    def forward_text(self, section, inner, words):
        return "---------- Forwarded message ---------\n" + self.forward_headers(section, words) + "\n\n\n" + inner

    def forward_headers(self, section, words, end="\n"):
        pairs = self.header_pairs(section, dict(words, Sent="Date"), ", ")
        ordered = pairs[:2] + pairs[-1:] + pairs[2:-1]  # Subject stands above To
        return end.join(f"{name}: {value}" for name, value in ordered)

    def quote_page(self, section, inner, words):
        who = "{} &lt;<a href=\"mailto:{}\">{}</a>&gt;".format(html.escape(_who(section)[0]), *[_who(section)[1]] * 2)
        line = words["wrote"].format(date=_day(section, self.day), who=who)
        return (f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{line}<br></div>'
                '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
                f'rgb(204,204,204);padding-left:1ex">{inner}</blockquote></div>')

    def forward_page(self, section, inner, words):
        lines = html.escape(self.forward_headers(section, words, "\0")).replace("\0", "<br>")
        return ('<br><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
                f"---------- Forwarded message ---------<br>{lines}<br></div><br><br>{inner}</div>")


class AppleMail(Client):
    user_agent = ("X-Mailer", "Apple Mail (2.3826.300.87)")
    day = "{d} %b %Y, at %H:%M"
    before = '<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">'
    after = "</body></html>\n"

    def signature_page(self, text):
        return ('<br id="lineBreakAtBeginningOfSignature"><div>\n<meta charset="UTF-8"><div>'
                + "<br><br>".join(self.escaped(text)) + "</div></div>")

    def quote_text(self, section, inner, words):
        line = words["wrote"].format(date=_day(section, self.day), who="{} <{}>".format(*_who(section)))
        return line + "\n\n" + _marked(inner)

    def forward_text(self, section, inner, words):
        return "Begin forwarded message:\n\n" + _marked(self.apple_headers(section, words) + "\n\n" + inner)

    def apple_headers(self, section, words):
        pairs = self.header_pairs(section, dict(words, Sent="Date"), ", ")
        return "\n".join(f"{name}: {value}" for name, value in pairs[:1] + pairs[-1:] + pairs[1:-1])

    def quote_page(self, section, inner, words):
        who = html.escape("{} <{}>".format(*_who(section)))
        line = words["wrote"].format(date=_day(section, self.day), who=who)
        return (f'<div><br><blockquote type="cite"><div>{line}</div><br class="Apple-interchange-newline">'
                f"<div>{inner}</div></blockquote></div>")

    def forward_page(self, section, inner, words):
        lines = "".join(f'<div style="margin: 0px;"><span><b>{line.partition(": ")[0]}: </b></span>'
                        f'<span>{html.escape(line.partition(": ")[2])}<br></span></div>'
                        for line in self.apple_headers(section, words).split("\n"))
        return ('<div><br><blockquote type="cite"><div>Begin forwarded message:</div>'
                f'<br class="Apple-interchange-newline">{lines}<br><div>{inner}</div></blockquote></div>')


class IPhone(AppleMail):
    user_agent = ("X-Mailer", "iPhone Mail (22F76)")
    sent_from = "Sent from my iPhone"

    def quote_text(self, section, inner, words):
        line = words["wrote"].format(date=_day(section, self.day), who="{} <{}>".format(*_who(section)))
        return _marked(line + "\n\n" + inner)

    def quote_page(self, section, inner, words):
        who = html.escape("{} <{}>".format(*_who(section)))
        line = words["wrote"].format(date=_day(section, self.day), who=who)
        return (f'<div dir="ltr"><br><blockquote type="cite">{line}<br><br></blockquote></div>'
                f'<blockquote type="cite"><div dir="ltr">\ufeff{inner}</div></blockquote>')


class Webmail(Client):
    user_agent = ("User-Agent", "Roundcube Webmail/1.6.7")
    encoding, dashes, writes_page = "8bit", "-- \n", False
    day = "%Y-%m-%d %H:%M"

    def fold(self, text):
        return _wrapped(text, 72)

    def forward_text(self, section, inner, words):
        return "-------- Original Message --------\n" + self.header_lines(section, dict(words, Sent="Date")) + "\n\n" + inner


CLIENTS = {
    "thunderbird": Thunderbird(), "thunderbird-html": ThunderbirdHtml(), "outlook": Outlook(),
    "outlook-text": OutlookText(), "new-outlook": NewOutlook(), "outlook-phone": OutlookPhone(),
    "gmail": Gmail(), "apple-mail": AppleMail(), "iphone": IPhone(), "webmail": Webmail(),
}
