# SPDX-License-Identifier: MPL-2.0
"""Files and messages made to harm whoever reads them, built from nothing but the standard library.

    for name, build in FILES.items():      # an attachment: build(scale) gives its file name and bytes
    for name, build in MESSAGES.items():   # a whole message: build(scale) gives its bytes

`scale` is 1 for the sizes of the issue; less makes the large ones smaller, for a program under a
sanitizer. All go from the clerk to a resident.
"""

import base64
import gzip
import struct
import zlib

from support.documents import MAKERS, make_zip, marked
from support.old_documents import make_msg, make_winmail

ADDRESSES = b"From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
MEGABYTE = 1 << 20


def count(full, scale):
    return max(10, int(full * scale))


def attached(name, content):
    """A message with one file."""
    packed = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return (ADDRESSES + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPlease find it attached.\r\n"
            b"--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
            b'Content-Disposition: attachment; filename="' + name.encode() + b'"\r\n\r\n' + packed + b"--b--\r\n")


# ZIP

def many_fold_zip(scale):
    """As 42.zip: sixteen of the next inside each other, five deep, zeros at the bottom."""
    content = make_zip({"0.txt": bytes(count(16 * MEGABYTE, scale))})
    for _ in range(5):
        content = make_zip({f"{number}.zip": content for number in range(16)})
    return "papers.zip", content


def deep_zip(scale):
    content = b"CONFIDENTIAL"
    for _ in range(count(500, scale)):
        content = make_zip({"next.zip": content})
    return "papers.zip", content


def overlapping_zip(scale):
    """Every entry of the directory leads to the same packed bytes."""
    name, content = b"a.txt", zlib.compress(b"Minutes. " * MEGABYTE, 9)[2:-4]
    sizes = struct.pack("<III", zlib.crc32(b"Minutes. " * MEGABYTE), len(content), 9 * MEGABYTE)
    local = b"PK\3\4" + struct.pack("<5H", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name + content
    entry = (b"PK\1\2" + struct.pack("<6H", 20, 20, 0, 8, 0, 33) + sizes +
             struct.pack("<5HII", len(name), 0, 0, 0, 0, 0, 0) + name)
    entries = count(20_000, scale)
    end = struct.pack("<4H2IH", 0, 0, entries, entries, entries * len(entry), len(local), 0)
    return "papers.zip", local + entry * entries + b"PK\5\6" + end


# Office

_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
          '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
          '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
          '.wordprocessingml.document.main+xml"/></Types>')
_RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
              'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
              'Target="word/document.xml"/></Relationships>')


def _docx(document):
    return "report.docx", make_zip({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS,
                                    "word/document.xml": document})


def xml_bomb(scale):
    """The billion laughs."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10))
    return _docx(f"<!DOCTYPE w:document [{entities}]>{_WORD}<w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>")


_MARKED = "<w:p><w:r><w:t>CONFIDENTIAL</w:t></w:r></w:p></w:body></w:document>"


def unpacking_document(scale):
    return _docx(_WORD + "<w:p><w:r><w:t>word</w:t></w:r></w:p>" * count(2_500_000, scale) + _MARKED)


def huge_attribute(scale):
    return _docx(f'{_WORD}<w:p w:x="{"a" * count(20 * MEGABYTE, scale)}"/>{_MARKED}')


def many_attributes(scale):
    attributes = " ".join(f'w:a{n}=""' for n in range(count(200_000, scale)))
    return _docx(f"{_WORD}<w:p {attributes}/>{_MARKED}")


def deep_xml(scale):
    depth = count(1_000_000, scale)
    return _docx(_WORD + "<w:p>" * depth + "</w:p>" * depth + _MARKED)


def repeated_cells(scale):
    """A few bytes that stand for a spreadsheet of a million million cells."""
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>minutes</text:p></table:table-cell>'
    return "budget.ods", make_zip({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>",
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument'
        ':xmlns:text:1.0"><office:body><office:spreadsheet><table:table><table:table-row '
        f'table:number-rows-repeated="1000000">{cell}</table:table-row></table:table></office:spreadsheet>'
        "</office:body></office:document-content>"})


# PDF

def _pdf(objects):
    """objects: bytes of each, numbered from 1; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


def _stream(content, entries=b""):
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _one_page(content, resources=b"", *further):
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                 b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                 b"/Resources << /Font << /F1 5 0 R >> " + resources + b">> >>", _stream(content), _FONT, *further])


def million_objects(scale):
    return "report.pdf", _one_page(b"BT /F1 11 Tf 60 700 Td (CONFIDENTIAL) Tj ET", b"",
                                   *[b"<< >>"] * count(1_000_000, scale))


def text_bomb(scale):
    """A page of ten million words."""
    lines = b"".join(b"1 0 0 1 %d %d Tm (minutes of it) Tj " % (n * 7 % 500, n * 13 % 800) for n in range(4_000))
    words = b"BT /F1 9 Tf " + lines * count(800, scale) + b"ET"
    return "report.pdf", _one_page(words)


def drawn_again_and_again(scale):
    """Forms that each draw the next ten times."""
    forms = [_stream(b"/X%d Do " % (level + 1) * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
                     b"<< /XObject << /X%d %d 0 R >> >> " % (level + 1, level + 7)) for level in range(9)]
    last = _stream(b"BT /F1 9 Tf 60 700 Td (minutes) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                   b"/Resources << /Font << /F1 5 0 R >> >> ")
    return "report.pdf", _one_page(b"/X0 Do", b"/XObject << /X0 6 0 R >>", *forms, last)


def pages_of_themselves(scale):
    return "report.pdf", _pdf([b"<< /Type /Catalog /Pages 2 0 R >>",
                               b"<< /Type /Pages /Count 100000000 /Kids [2 0 R 2 0 R] >>"])


def deep_arrays(scale):
    depth = count(1_000_000, scale)
    return "report.pdf", _pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>",
                               b"<< /Type /Pages /Count 0 /Kids [] >>"])


def unpacking_stream(scale):
    return "report.pdf", _one_page(b"% " * count(200 * MEGABYTE, scale))


# Older kinds

def rtf_groups(scale):
    return "report.rtf", b"{\\rtf1 CONFIDENTIAL\\par " + b"{\\b minutes}" * count(1_000_000, scale) + b"}"


def deep_rtf(scale):
    return "report.rtf", b"{\\rtf1 CONFIDENTIAL\\par " + b"{\\b " * count(1_000_000, scale)


def rtf_numbers(scale):
    return "report.rtf", b"{\\rtf1 " + b"\\bin2000000000 \\uc2000000000 \\u-99999999 " * count(100_000, scale)


def tnef_in_itself(scale):
    content = b"CONFIDENTIAL"
    for _ in range(count(100, scale)):
        content = make_winmail("Minutes", files=[("winmail.dat", content)])
    return "winmail.dat", content


def tnef_lengths(scale):
    return "winmail.dat", struct.pack("<IH", 0x223E9F78, 1) + struct.pack("<BII", 1, 0x69003, 0xFFFFFFF0) * count(
        100_000, scale)


def msg_in_itself(scale):
    content = b"CONFIDENTIAL"
    for _ in range(20):
        content = make_msg("Minutes", files=[("letter.msg", content)])
    return "letter.msg", content


def msg_loops(scale):
    """Each sector is followed by itself."""
    content = bytearray(make_msg("CONFIDENTIAL\n" + "Minutes " * 5_000))
    table = 512 * (struct.unpack_from("<I", content, 76)[0] + 1)
    sectors = len(content) // 512 - 1
    for sector in range(min(sectors, 128)):
        struct.pack_into("<I", content, table + 4 * sector, sector)
    return "letter.msg", bytes(content)


def nonsense_workbook(scale):
    return "budget.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\x09\x08\x10\x00W\0o\0r\0k\0b\0o\0o\0k\0" * count(200_000, scale)


def deep_html(scale):
    return "page.html", b"<html>CONFIDENTIAL" + b"<div><b a=1>" * count(1_000_000, scale)


FILES = {
    "zip bomb, as 42.zip": many_fold_zip,
    "zip, 500 deep": deep_zip,
    "zip, overlapping entries": overlapping_zip,
    "XML bomb (entities)": xml_bomb,
    "DOCX that unpacks to 115 MB": unpacking_document,
    "DOCX, attribute of 20 MB": huge_attribute,
    "DOCX, 200,000 attributes": many_attributes,
    "DOCX, XML 1,000,000 deep": deep_xml,
    "ODS, a million million cells": repeated_cells,
    "PDF, a million objects": million_objects,
    "PDF, ten million words": text_bomb,
    "PDF, drawn again and again": drawn_again_and_again,
    "PDF, pages of themselves": pages_of_themselves,
    "PDF, arrays 1,000,000 deep": deep_arrays,
    "PDF, stream of 400 MB": unpacking_stream,
    "RTF, a million groups": rtf_groups,
    "RTF, a million deep": deep_rtf,
    "RTF, wild numbers": rtf_numbers,
    "TNEF in itself": tnef_in_itself,
    "TNEF, wild lengths": tnef_lengths,
    ".msg in itself": msg_in_itself,
    ".msg, sectors in a loop": msg_loops,
    ".xls, nonsense": nonsense_workbook,
    "HTML, 2,000,000 tags deep": deep_html,
}


def spoilt_files(parts):
    """Every kind, marked CONFIDENTIAL at its head: gzipped, and truncated at each of `parts` (0.5: its half)."""
    text = "Report on the drains\n" + "The drains in Mill Lane were looked at in May, and nothing was found.\n" * 200
    for kind in MAKERS:
        name, content = marked(kind, "body", text=text)
        yield f"{kind}, gzipped", name + ".gz", gzip.compress(content, mtime=0)
        for part in parts:
            yield f"{kind}, {part:.0%} of it", name, content[:int(len(content) * part)]


# Messages

def many_parts(scale):
    return (ADDRESSES + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
            b"--b\r\n\r\nminutes\r\n" * count(100_000, scale) + b"--b\r\n\r\nCONFIDENTIAL\r\n--b--\r\n")


def deep_parts(scale):
    return ADDRESSES + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
                                for n in range(count(10_000, scale))) + b"\r\nCONFIDENTIAL\r\n"


def deep_messages(scale):
    return b"".join([ADDRESSES + b"Content-Type: message/rfc822\r\n\r\n"] * count(10_000, scale)) + ADDRESSES + b"\r\nx\r\n"


def long_header(scale):
    return ADDRESSES + b"X-Long: " + b"a" * count(10 * MEGABYTE, scale) + b"\r\n\r\nCONFIDENTIAL\r\n"


def folded_header(scale):
    return ADDRESSES + b"References:" + b"\r\n <a@b.example>" * count(700_000, scale) + b"\r\n\r\nCONFIDENTIAL\r\n"


def many_fields(scale):
    return ADDRESSES + b"X: y\r\n" * count(1_700_000, scale) + b"\r\nCONFIDENTIAL\r\n"


def many_addresses(scale):
    return ADDRESSES + b"Cc: " + b'"Smith, J" <j@b.example>, ' * count(400_000, scale) + b"a@b.example\r\n\r\nCONFIDENTIAL\r\n"


def deep_comments(scale):
    return ADDRESSES + b"Cc: " + b"(" * count(5_000_000, scale) + b"a@b.example\r\n\r\nCONFIDENTIAL\r\n"


def encoded_words(scale):
    return ADDRESSES + b"Comments: " + b"=?utf-8?B?4oKs?= =?utf-7?Q?+IKw-?=\r\n " * count(250_000, scale) + b"\r\n\r\nCONFIDENTIAL\r\n"


def many_parameters(scale):
    return ADDRESSES + b"Content-Type: text/plain" + b"".join(
        b"; name*%d*=%%41" % n for n in range(count(500_000, scale))) + b"\r\n\r\nCONFIDENTIAL\r\n"


def similar_boundaries(scale):
    """Each line nearly ends a part of every level."""
    levels = count(60, min(1, scale * 10))
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (b"b" * n, b"b" * n)
                      for n in range(1, levels + 1))
    return ADDRESSES + opened + b"\r\nCONFIDENTIAL\r\n" + b"".join(b"--%s \r\n" % (b"b" * (n % 70)) for n in range(count(200_000, scale)))


def empty_boundary(scale):
    return ADDRESSES + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + b"--\r\n\r\nCONFIDENTIAL\r\n" * count(
        100_000, scale)


def endless_base64(scale):
    return (ADDRESSES + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
            b"Q09ORklERU5USUFMCg==" * count(2_500_000, scale))


def endless_quoted_printable(scale):
    return (ADDRESSES + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
            b"CONFIDENTIAL\r\n" + b"=3D=\r\n" * count(8_000_000, scale))


def nested_quoted_printable(scale):
    """From the clerk to a councillor, passed on to a resident eight messages deep."""
    inside = ADDRESSES.replace(b"bob@resident.example", b"jane.smith@eastmere-tc.gov.uk")
    message = inside + b"\r\nCONFIDENTIAL\r\n" + b"minutes of the meeting\r\n" * count(400_000, scale)
    for _ in range(8):
        message = (inside + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
                   message.replace(b"=", b"=3D"))
    return message.replace(inside, ADDRESSES, 1)


def utf7(scale):
    return (ADDRESSES + b"Content-Type: text/plain; charset=utf-7\r\n\r\n+AEMATwBOAEYASQBEAEUATgBUAEkAQQBM-\r\n" +
            b"+AEMATw" * count(2_000_000, scale))


def overlong_utf8(scale):
    return (ADDRESSES + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
            b"\xC1\x83\xC1\x8F\xE0\x81\x8E\xF0\x80\x81\x86\xFC\x80\x80\x80\x81\x89" * count(1_000_000, scale))


def mixed_line_ends(scale):
    return (ADDRESSES.replace(b"\r\n", b"\n") + b"Content-Type: multipart/mixed; boundary=b\r\r\n\r\n\n\r--b\r\r\nCONFIDENTIAL\r" +
            b"\r\n\n\r\r\r\n--b\n" * count(1_000_000, scale))


def eight_bit_text(scale):
    return (ADDRESSES + b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
            b"CONFIDENTIAL\r\n" + b"Caf\xe9 minutes of the meeting\r\n" * count(1_850_000, scale))


def tags(scale):
    return ADDRESSES + b"Content-Type: text/html\r\n\r\n<p>CONFIDENTIAL" + b"<p><b>x</b>" * count(500_000, scale)


def attributes(scale):
    return ADDRESSES + b"Content-Type: text/html\r\n\r\n<p " + b"".join(
        b"a%d=1 " % n for n in range(count(400_000, scale))) + b">CONFIDENTIAL"


def quotes(scale):
    return ADDRESSES + b"\r\nCONFIDENTIAL\r\n" + b"".join(b">" * (n % 900) + b" minutes\r\n" for n in range(count(50_000, scale)))


def introductions(scale):
    return ADDRESSES + b"\r\nCONFIDENTIAL\r\n" + b"On Mon, 20 Jul 2026 at 09:12, Jane <j@b.example> wrote:\r\nFrom: a\r\nSent: b\r\n" * count(
        150_000, scale)


def uuencoded_files(scale):
    return ADDRESSES + b"\r\nCONFIDENTIAL\r\n" + b"begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n" * count(300_000, scale)


def zeros(scale):
    return ADDRESSES + b"\r\nCONFIDENTIAL\r\n" + bytes(count(30 * MEGABYTE, scale))


MESSAGES = {
    "100,000 parts": many_parts,
    "10,000 multiparts deep": deep_parts,
    "10,000 messages deep": deep_messages,
    "header of 10 MB": long_header,
    "header of 10 MB, folded": folded_header,
    "1,700,000 fields": many_fields,
    "400,000 addresses": many_addresses,
    "5,000,000 comments deep": deep_comments,
    "500,000 encoded words": encoded_words,
    "500,000 pieces of a parameter": many_parameters,
    "boundaries like each other": similar_boundaries,
    "empty boundary": empty_boundary,
    "base64, 50 MB in a line": endless_base64,
    "quoted-printable, 48 MB": endless_quoted_printable,
    "quoted-printable, 8 deep": nested_quoted_printable,
    "UTF-7": utf7,
    "overlong UTF-8": overlong_utf8,
    "mixed line ends": mixed_line_ends,
    "8-bit text, 52 MB": eight_bit_text,
    "HTML, 1,500,000 tags": tags,
    "HTML, 400,000 attributes": attributes,
    "22 MB of quote marks": quotes,
    "150,000 introductions": introductions,
    "300,000 uuencoded files": uuencoded_files,
    "30 MB of zeros": zeros,
}
