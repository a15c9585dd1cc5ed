# SPDX-License-Identifier: MPL-2.0
"""Documents of every kind that Candour opens, built from nothing but the standard library.

    name, content = marked("docx", "header", "CONFIDENTIAL", text="Dear all\nDrains.")

Each make_KIND(text, header=, footer=, watermark=, properties=) gives a file's bytes. A line of `text`
is a paragraph (a row in spreadsheets, tabs part its cells). `properties` are "title", "subject",
"keywords", "category"; any other name, such as "MSIP_Label_1_Name", is a custom one.
"""

import io
import zipfile
import zlib
from email.message import EmailMessage
from xml.sax.saxutils import escape

from support.old_documents import make_doc, make_msg, make_winmail

PLACES = ("body", "header", "footer", "watermark", "property", "label", "name", "none")

LABEL = "MSIP_Label_8b8a1f0e-0000-4000-8000-5eed08e5a000_Name"

_STANDARD = ("title", "subject", "keywords", "category")


def marked(kind, place, marking="CONFIDENTIAL", text="", stem="report"):
    """A file of a kind ("docx") with a marking in one of PLACES: its name and its bytes."""
    text = text or "Report on the drains\nThe drains in Mill Lane were looked at in May.\nNothing was found."
    extras = {}
    if place == "body":
        text = f"{marking}\n{text}"
    elif place in ("header", "footer", "watermark"):
        extras[place] = marking
    elif place == "property":
        extras["properties"] = {"title": f"{marking}: {stem}"}
    elif place == "label":
        extras["properties"] = {LABEL: marking.title()}
    elif place == "name":
        stem = f"{marking} {stem}"
    return f"{stem}.{kind}", MAKERS[kind](text, **extras)


def can_be_marked(kind, place):
    """Whether a kind has that place at all: plain text has no header."""
    return place in _PLACES_OF.get(kind, PLACES)


def make_zip(entries):
    """entries: {name: text or bytes}, in order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            # A fixed date: the same call gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def make_zip_of_docx(text, **extras):
    return make_zip({"papers/report.docx": make_docx(text, **extras)})


# OOXML (ECMA-376)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def _relations(targets):
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _package(main, main_type, parts, relations, properties):
    """parts: {name: (content type, xml)}; relations: {name of a part: [(type, target)]}"""
    core = "".join(
        f"<{tag}>{escape(properties[name])}</{tag}>"
        for name, tag in zip(_STANDARD, ("dc:title", "dc:subject", "cp:keywords", "cp:category"))
        if name in properties
    )
    custom = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(
            ((n, v) for n, v in properties.items() if n not in _STANDARD), 2)
    )
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items()
    )
    entries = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/>{types}</Types>',
        "_rels/.rels": _relations([
            (f"{_R}/officeDocument", main),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_R}/custom-properties", "docProps/custom.xml"),
        ]),
        "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
        "docProps/custom.xml": f"{_XML}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{custom}</Properties>",
    }
    entries.update({name: xml for name, (_, xml) in parts.items()})
    for name, targets in relations.items():
        folder, file = name.rsplit("/", 1)
        entries[f"{folder}/_rels/{file}.rels"] = _relations(targets)
    return make_zip(entries)


def make_docx(text, header="", footer="", watermark="", properties=None):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    def paragraph(line):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'

    shape = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'id="PowerPlusWaterMarkObject1"><v:textpath style="font-size:1pt" '
        f'string="{escape(watermark)}"/></v:shape></w:pict></w:r></w:p>' if watermark else ""
    )
    page = f'xmlns:w="{_W}" xmlns:r="{_R}"'
    parts = {
        "word/header1.xml": (f"{kind}.header+xml",
                             f"{_XML}<w:hdr {page}>{paragraph(header)}{shape}</w:hdr>"),
        "word/footer1.xml": (f"{kind}.footer+xml",
                             f"{_XML}<w:ftr {page}>{paragraph(footer)}</w:ftr>"),
        "word/document.xml": (
            f"{kind}.document.main+xml",
            f"{_XML}<w:document {page}><w:body>{''.join(map(paragraph, text.splitlines()))}"
            '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
            '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr></w:body></w:document>'),
    }
    relations = {"word/document.xml": [(f"{_R}/header", "header1.xml"),
                                       (f"{_R}/footer", "footer1.xml")]}
    main_type = parts["word/document.xml"][0]
    return _package("word/document.xml", main_type, parts, relations, properties or {})


def make_xlsx(text, header="", footer="", watermark="", properties=None):
    """A spreadsheet has no watermark; it is put into the header, as people do."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    words, rows = [], []
    for line in text.splitlines():
        cells = "".join(
            f'<c t="s"><v>{len(words) + offset}</v></c>' for offset in range(len(line.split("\t"))))
        words += line.split("\t")
        rows.append(f"<row>{cells}</row>")
    strings = "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
    edge = (f"<headerFooter><oddHeader>&amp;C{escape(header or watermark)}</oddHeader>"
            f"<oddFooter>&amp;L{escape(footer)}&amp;RPage &amp;P</oddFooter></headerFooter>")
    parts = {
        "xl/workbook.xml": (
            f"{kind}.sheet.main+xml",
            f'{_XML}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'),
        "xl/worksheets/sheet1.xml": (
            f"{kind}.worksheet+xml",
            f'{_XML}<worksheet xmlns="{_S}"><sheetData>{"".join(rows)}</sheetData>{edge}'
            "</worksheet>"),
        "xl/sharedStrings.xml": (f"{kind}.sharedStrings+xml",
                                 f'{_XML}<sst xmlns="{_S}">{strings}</sst>'),
    }
    relations = {"xl/workbook.xml": [(f"{_R}/worksheet", "worksheets/sheet1.xml"),
                                     (f"{_R}/sharedStrings", "sharedStrings.xml")]}
    return _package("xl/workbook.xml", f"{kind}.sheet.main+xml", parts, relations, properties or {})


def make_pptx(text, header="", footer="", watermark="", properties=None):
    """One slide. Header and watermark stand on the master, as shapes that every slide shows."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml"

    def shape(lines, placeholder=""):
        runs = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
        mark = f'<p:nvPr><p:ph type="{placeholder}"/></p:nvPr>' if placeholder else "<p:nvPr/>"
        return f"<p:sp><p:nvSpPr>{mark}</p:nvSpPr><p:txBody>{runs}</p:txBody></p:sp>"

    def slide(tag, shapes):
        return (f'{_XML}<p:{tag} xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}">'
                f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{tag}>")

    foot = shape([footer], "ftr") if footer else ""
    on_master = "".join(shape([line]) for line in (header, watermark) if line)
    parts = {
        "ppt/presentation.xml": (
            f"{kind}.presentation.main+xml",
            f'{_XML}<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst>'
            '<p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>'),
        "ppt/slides/slide1.xml": (f"{kind}.slide+xml", slide("sld", shape(text.splitlines()) + foot)),
        "ppt/slideLayouts/slideLayout1.xml": (f"{kind}.slideLayout+xml", slide("sldLayout", "")),
        "ppt/slideMasters/slideMaster1.xml": (f"{kind}.slideMaster+xml",
                                              slide("sldMaster", on_master)),
    }
    relations = {
        "ppt/presentation.xml": [(f"{_R}/slide", "slides/slide1.xml"),
                                 (f"{_R}/slideMaster", "slideMasters/slideMaster1.xml")],
        "ppt/slides/slide1.xml": [(f"{_R}/slideLayout", "../slideLayouts/slideLayout1.xml")],
        "ppt/slideLayouts/slideLayout1.xml": [(f"{_R}/slideMaster",
                                               "../slideMasters/slideMaster1.xml")],
    }
    return _package("ppt/presentation.xml", f"{kind}.presentation.main+xml", parts, relations,
                    properties or {})


# OpenDocument (ISO/IEC 26300)

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    [f'xmlns:{name}="{_ODF}:{path}:1.0"'
     for name, path in (("office", "office"), ("text", "text"), ("table", "table"),
                        ("style", "style"), ("draw", "drawing"), ("meta", "meta"),
                        ("presentation", "presentation"),
                        ("svg", "svg-compatible"))]
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"'])


def _opendocument(kind, body, edges, properties):
    media = f"application/vnd.oasis.opendocument.{kind}"
    tags = {"title": "dc:title", "subject": "dc:subject", "keywords": "meta:keyword"}
    meta = "".join(
        f"<{tags[name]}>{escape(value)}</{tags[name]}>" if name in tags else
        f'<meta:user-defined meta:name="{escape(name)}">{escape(value)}</meta:user-defined>'
        for name, value in properties.items())
    return make_zip({
        "mimetype": media,
        "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        "</manifest:manifest>",
        "content.xml": f"{_XML}<office:document-content {_NAMESPACES}><office:body>{body}"
        "</office:body></office:document-content>",
        "styles.xml": f"{_XML}<office:document-styles {_NAMESPACES}><office:master-styles>"
        f'<style:master-page style:name="Standard">{edges}</style:master-page>'
        "</office:master-styles></office:document-styles>",
        "meta.xml": f"{_XML}<office:document-meta {_NAMESPACES}><office:meta>{meta}"
        "</office:meta></office:document-meta>",
    })


def _paragraphs(text):
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())


def _frame(text):
    return (f'<draw:frame svg:width="20cm" svg:height="5cm"><draw:text-box>{_paragraphs(text)}'
            "</draw:text-box></draw:frame>")


def _edges(header, footer, watermark):
    # LibreOffice's own watermark: a shape anchored in the header.
    shape = (f'<text:p><draw:custom-shape draw:name="PowerPlusWaterMarkObject">'
             f"{_paragraphs(watermark)}</draw:custom-shape></text:p>" if watermark else "")
    return (f"<style:header>{_paragraphs(header)}{shape}</style:header>"
            f"<style:footer>{_paragraphs(footer)}</style:footer>")


def make_odt(text, header="", footer="", watermark="", properties=None):
    return _opendocument("text", f"<office:text>{_paragraphs(text)}</office:text>",
                         _edges(header, footer, watermark), properties or {})


def make_ods(text, header="", footer="", watermark="", properties=None):
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string">{_paragraphs(cell)}'
                  "</table:table-cell>" for cell in line.split("\t"))
        + "</table:table-row>" for line in text.splitlines())
    return _opendocument(
        "spreadsheet", f'<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet>", _edges(header, footer, watermark), properties or {})


def make_odp(text, header="", footer="", watermark="", properties=None):
    on_master = "".join(_frame(line) for line in (header, footer, watermark) if line)
    return _opendocument(
        "presentation", '<office:presentation><draw:page draw:master-page-name="Standard">'
        f"{_frame(text)}</draw:page></office:presentation>", on_master, properties or {})


# PDF (ISO 32000-1)

def _pdf_string(text):
    return "(" + "".join(f"\\{c}" if c in "()\\" else c for c in text) + ")"


def _pdf_page(lines, header, footer, watermark):
    def line(x, y, size, words):
        return f"BT /F1 {size} Tf {x} {y} Td {_pdf_string(words)} Tj ET\n" if words else ""

    drawn = line(60, 815, 9, header) + line(60, 25, 9, footer)
    if watermark:  # from corner to corner, in light grey
        drawn += f"q 0.8 g BT /F1 60 Tf 0.6 0.8 -0.8 0.6 150 250 Tm {_pdf_string(watermark)} Tj ET Q\n"
    return drawn + "".join(line(60, 770 - 15 * row, 11, words) for row, words in enumerate(lines))


def make_pdf(text, header="", footer="", watermark="", properties=None):
    properties = properties or {}
    lines = text.splitlines() or [""]
    pages = [lines[first:first + 45] for first in range(0, len(lines), 45)]
    keys = {"title": "Title", "subject": "Subject", "keywords": "Keywords"}
    info = " ".join(f"/{keys.get(name, name)} {_pdf_string(value)}"
                    for name, value in properties.items())
    page_ids = [6 + 2 * number for number in range(len(pages))]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{i} 0 R' for i in page_ids)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
        "<< /Font << /F1 3 0 R >> >>",
    ]
    objects = [each.encode("latin-1") for each in objects]
    for number, page in zip(page_ids, pages):
        drawn = zlib.compress(_pdf_page(page, header, footer, watermark).encode("cp1252", "replace"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 5 0 R "
            f"/Contents {number + 1} 0 R >>".encode())
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
                       % (len(drawn), drawn))
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += (b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, start))
    return bytes(out)


# Text and what is nearly text

def make_rtf(text, header="", footer="", watermark="", properties=None):
    def words(line):
        return "".join(f"\\{c}" if c in "\\{}" else c if c < "\x80" else f"\\u{ord(c)}?" for c in line)

    shape = (r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv " + words(watermark) + "}}}}"
             if watermark else "")
    properties = properties or {}
    info = "".join(f"{{\\{name} {words(value)}}}" for name, value in properties.items()
                   if name in _STANDARD)
    custom = "".join(f"{{\\propname {words(name)}}}\\proptype30{{\\staticval {words(value)}}}"
                     for name, value in properties.items() if name not in _STANDARD)
    body = "".join(f"{words(line)}\\par\n" for line in text.splitlines())
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}"
        f"{{\\info{info}}}{{\\*\\userprops {custom}}}\n"
        f"{{\\header {words(header)}\\par{shape}}}{{\\footer {words(footer)}\\par}}\n{body}}}"
    ).encode("ascii")


def make_html(text, properties=None):
    title = escape((properties or {}).get("title", ""))
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines())
    return (f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
            f"<body>\n{body}</body></html>\n").encode()


def make_text(text):
    return text.encode() + b"\r\n"


def make_csv(text):
    rows = (",".join(f'"{cell}"' for cell in line.split("\t")) for line in text.splitlines())
    return "\r\n".join(rows).encode() + b"\r\n"


def make_eml(text, subject="Drains"):
    message = EmailMessage()
    message["From"] = "Jane Smith <jane.smith@eastmere-tc.gov.uk>"
    message["To"] = "clerk@eastmere-tc.gov.uk"
    message["Subject"] = subject
    message.set_content(text)
    return message.as_bytes()


MAKERS = {
    "docx": make_docx, "xlsx": make_xlsx, "pptx": make_pptx,
    "odt": make_odt, "ods": make_ods, "odp": make_odp,
    "pdf": make_pdf, "rtf": make_rtf, "zip": make_zip_of_docx,
    "html": make_html, "txt": make_text, "csv": make_csv, "eml": make_eml,
    "doc": make_doc, "msg": make_msg, "dat": make_winmail,
}

_PLACES_OF = {
    "html": ("body", "property", "name", "none"),
    "txt": ("body", "name", "none"),
    "csv": ("body", "name", "none"),
    "eml": ("body", "name", "none"),
    "msg": ("body", "name", "none"),
    "dat": ("body", "name", "none"),
    "xlsx": ("body", "header", "footer", "property", "label", "name", "none"),
    "ods": ("body", "header", "footer", "property", "label", "name", "none"),
}
