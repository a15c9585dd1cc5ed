# SPDX-License-Identifier: MPL-2.0
"""Documents of Microsoft's older kinds: .doc of Word 97, .msg and winmail.dat of Outlook.

What each function takes is told in documents.py.
"""

import struct

from support.compound_file import make_compound_file

_SUMMARY = {"title": 2, "subject": 3, "keywords": 5, "comments": 6}


def make_doc(text, header="", footer="", watermark="", properties=None):
    """[MS-DOC]: one piece of text, the headers' after the body's."""
    body = "".join(line + "\r" for line in text.split("\n"))
    # Lines above notes, then headers of even and odd pages, footers of even and odd, of the first.
    stories = [""] * 6 + ["", header and header + "\r", "", footer and footer + "\r", "", ""]
    headers = "".join(stories)
    characters = (body + headers).encode("utf-16-le")

    text_at = 1024
    pieces = struct.pack("<2I", 0, len(characters) // 2) + struct.pack("<HIH", 0, text_at, 0)
    pieces = b"\2" + struct.pack("<I", len(pieces)) + pieces
    places, at = [0], 0
    for story in stories:
        at += len(story)
        places.append(at)
    places = struct.pack(f"<{len(places) + 1}I", *places, at)
    drawings = _word_art(watermark) if watermark else b""

    start = bytearray(text_at)
    struct.pack_into("<HH", start, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", start, 10, 0x0200)  # the table's stream is 1Table
    struct.pack_into("<3I", start, 76, len(body), 0, len(headers))
    struct.pack_into("<2I", start, 0x1A2, 0, len(pieces))
    struct.pack_into("<2I", start, 0xF2, len(pieces), len(places))
    struct.pack_into("<2I", start, 0x22A, len(pieces) + len(places), len(drawings))
    return make_compound_file(
        {
            "WordDocument": bytes(start) + characters,
            "1Table": pieces + places + drawings,
            "\5SummaryInformation": _summary(properties or {}),
            "\5DocumentSummaryInformation": _document_summary(properties or {}),
        }
    )


def make_msg(text, subject="Drains", files=()):
    """[MS-OXMSG]. files: (name, content) of each."""
    entries = _message_entries(_letter(text, subject), 32)
    entries["__recip_version1.0_#00000000"] = _message_entries(_recipient(), 8)
    for number, (name, content) in enumerate(files):
        entries[f"__attach_version1.0_#{number:08X}"] = _message_entries(_file(name, content), 8)
    return make_compound_file(entries)


def make_winmail(text, subject="Drains", files=()):
    """[MS-OXTNEF]. files: (name, content) of each."""
    tnef = struct.pack("<IH", 0x223E9F78, 1)
    tnef += _attribute(1, 0x69007, struct.pack("<II", 1252, 0))
    tnef += _attribute(1, 0x69003, _packed_properties(_letter(text, subject)))
    tnef += _attribute(1, 0x69004, struct.pack("<I", 1) + _packed_properties(_recipient()))
    for name, content in files:
        tnef += _attribute(2, 0x69002, bytes(14))
        tnef += _attribute(2, 0x6800F, content)
        tnef += _attribute(2, 0x69005, _packed_properties(_file(name, b"")[:1]))
    return tnef


# Properties of MAPI: (id, type, value)

_NUMBER, _TEXT, _BYTES = 0x0003, 0x001F, 0x0102


def _letter(text, subject):
    return [
        (0x0037, _TEXT, subject),
        (0x0042, _TEXT, "Jane Smith"),
        (0x5D02, _TEXT, "jane.smith@eastmere-tc.gov.uk"),
        (0x1000, _TEXT, text.replace("\n", "\r\n")),
    ]


def _recipient():
    return [(0x0C15, _NUMBER, 1), (0x3001, _TEXT, "The Clerk"), (0x39FE, _TEXT, "clerk@eastmere-tc.gov.uk")]


def _file(name, content):
    return [(0x3707, _TEXT, name), (0x3701, _BYTES, content)]


def _value(kind, value):
    if kind == _NUMBER:
        return struct.pack("<I", value)
    return value.encode("utf-16-le") + b"\0\0" if kind == _TEXT else value


def _message_entries(properties, header):
    entries, fixed = {}, bytes(header)
    for number, kind, value in properties:
        packed = _value(kind, value)
        fixed += struct.pack("<HHI", kind, number, 6)
        if kind == _NUMBER:
            fixed += packed.ljust(8, b"\0")
        else:
            fixed += struct.pack("<Q", len(packed))
            entries[f"__substg1.0_{number:04X}{kind:04X}"] = packed
    return entries | {"__properties_version1.0": fixed}


def _packed_properties(properties):
    packed = struct.pack("<I", len(properties))
    for number, kind, value in properties:
        content = _value(kind, value)
        packed += struct.pack("<HH", kind, number)
        if kind != _NUMBER:
            packed += struct.pack("<II", 1, len(content))
        packed += content.ljust(-(-len(content) // 4) * 4, b"\0")
    return packed


def _attribute(level, number, content):
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


# Properties of documents ([MS-OLEPS]), in UTF-8


def _set(values, dictionary=b""):
    """values: (number, packed value)"""
    values = [(1, struct.pack("<HHi", 2, 0, -535)), *values]  # code page 65001
    if dictionary:
        values.insert(0, (0, dictionary))
    table, content = b"", b""
    begin = 8 + 8 * len(values)
    for number, packed in values:
        table += struct.pack("<II", number, begin + len(content))
        content += packed.ljust(-(-len(packed) // 4) * 4, b"\0")
    return struct.pack("<II", begin + len(content), len(values)) + table + content


def _property_text(text):
    encoded = text.encode() + b"\0"
    return struct.pack("<II", 30, len(encoded)) + encoded


def _stream(sets):
    """sets: (the first four bytes of its id, its bytes)"""
    header = struct.pack("<HHI16xI", 0xFFFE, 0, 0x20006, len(sets))
    rows, content = b"", b""
    for number, packed in sets:
        rows += struct.pack("<I12xI", number, 28 + 20 * len(sets) + len(content))
        content += packed
    return header + rows + content


def _summary(properties):
    values = [(_SUMMARY[name], _property_text(value)) for name, value in properties.items() if name in _SUMMARY]
    return _stream([(0xF29F85E0, _set(values))])


def _document_summary(properties):
    category = [(2, _property_text(properties["category"]))] if "category" in properties else []
    custom = {name: value for name, value in properties.items() if name not in _SUMMARY and name != "category"}
    dictionary = struct.pack("<I", len(custom))
    for number, name in enumerate(custom, 2):
        encoded = name.encode() + b"\0"
        dictionary += struct.pack("<II", number, len(encoded)) + encoded
    values = [(number, _property_text(value)) for number, value in enumerate(custom.values(), 2)]
    return _stream([(0xD5CDD502, _set(category)), (0xD5CDD505, _set(values, dictionary))])


def _word_art(words):
    """[MS-ODRAW]: a drawing with one shape, whose words are its own."""
    encoded = words.encode("utf-16-le") + b"\0\0"
    shape = struct.pack("<HHI", 1 << 4 | 3, 0xF00B, 6 + len(encoded))
    shape += struct.pack("<HI", 0x80C0, len(encoded)) + encoded
    drawing = struct.pack("<HHI", 0xF, 0xF004, len(shape)) + shape
    return b"\1" + struct.pack("<HHI", 0xF, 0xF002, len(drawing)) + drawing
