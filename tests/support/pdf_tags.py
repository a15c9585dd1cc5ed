# SPDX-License-Identifier: MPL-2.0
"""What a screen reader finds in a PDF: its tree read by qpdf, held against ISO 14289-1 (PDF/UA-1) as far as a machine
can see it (the Matterhorn protocol's checks on title, language, marks, tree, headings, figures and tables)."""

import base64
import json
import re
import subprocess

STANDARD = set("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI "
               "Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure "
               "Formula Form".split())
WITHIN = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
          "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note"}}
TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9a-fA-F\s]*>|/[^\s/<>\[\]()]*|[\[\]]|[^\s/<>\[\]()]+", re.S)
SHOWS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh"}


class Pdf:
    def __init__(self, path):
        told = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                               "--decode-level=generalized", path, "-"], capture_output=True, timeout=60)
        assert told.returncode == 0, told.stderr
        self.objects = json.loads(told.stdout)["qpdf"][1]
        self.catalog = self.at(self.at(self.objects["trailer"]["value"])["/Root"])
        self.pages = self.pages_below(self.catalog["/Pages"])

    def at(self, thing):
        """What a reference stands for."""
        while isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            held = self.objects["obj:" + thing]
            thing = held["value"] if "value" in held else held["stream"]
        return thing

    def pages_below(self, reference):
        node = self.at(reference)
        if node["/Type"] == "/Page":
            return [reference]
        return [page for kid in self.at(node["/Kids"]) for page in self.pages_below(kid)]

    def text(self, thing):
        """A string of qpdf's: "u:…" or "b:…"."""
        thing = self.at(thing)
        return thing[2:] if isinstance(thing, str) and thing.startswith("u:") else None

    @property
    def language(self):
        return self.text(self.catalog.get("/Lang"))

    @property
    def title(self):
        return self.text(self.at(self.objects["trailer"]["value"]["/Info"]).get("/Title"))

    def content(self, page):
        parts = self.at(self.at(page)["/Contents"])
        parts = parts if isinstance(parts, list) else [self.at(page)["/Contents"]]
        return b"\n".join(base64.b64decode(self.at(each)["data"]) for each in parts)

    def elements(self):
        """Each element of the tree in reading order, as (role, the roles around it, the element)."""
        def below(reference, around):
            element = self.at(reference)
            if not isinstance(element, dict) or "/S" not in element:
                return
            role = element["/S"][1:]
            yield role, around, element
            for kid in self.kids(element):
                yield from below(kid, (*around, role))
        for kid in self.kids(self.at(self.catalog["/StructTreeRoot"])):
            yield from below(kid, ())

    def kids(self, element):
        kids = self.at(element.get("/K", []))
        return kids if isinstance(kids, list) else [kids]

    def roles(self):
        return [role for role, _, _ in self.elements()]

    def figures(self):
        """The text alternatives of its pictures."""
        return [self.text(element.get("/Alt")) for role, _, element in self.elements() if role == "Figure"]


def marks_of(content):
    """The numbers of a page's marks, and faults: what is shown without one, or marks within marks."""
    numbers, faults, open_marks, operands = [], [], [], []
    for token in TOKEN.findall(content):
        if token in (b"BDC", b"BMC"):
            if open_marks:
                faults.append("a mark lies within a mark")
            number = operands[operands.index(b"/MCID") + 1] if b"/MCID" in operands else None
            if number is not None:
                numbers.append(int(number))
            elif b"/Artifact" not in operands:
                faults.append(f"content that is neither in the tree nor an artifact: {operands[-3:]}")
            open_marks.append(token)
        elif token == b"EMC":
            open_marks.pop()
        elif token in SHOWS and not open_marks:
            faults.append(f"{token.decode()} outside a mark")
        if token.isalpha() or token in (b"'", b'"', b"f*", b"B*", b"b*", b"W*", b"T*"):
            operands = []
        else:
            operands.append(token)
    return numbers, faults


def faults_of(pdf):
    """What a reader with a screen reader would stumble on, as sentences; none: []"""
    faults = []
    if not pdf.title:
        faults.append("it has no title")
    if not pdf.at(pdf.catalog.get("/ViewerPreferences", {})).get("/DisplayDocTitle"):
        faults.append("its title is not shown")
    if not pdf.language:
        faults.append("it has no language")
    if pdf.at(pdf.catalog.get("/MarkInfo", {})).get("/Marked") is not True:
        faults.append("it is not said to be tagged")
    metadata = pdf.at(pdf.catalog.get("/Metadata", {}))
    if b"pdfuaid:part" not in base64.b64decode(metadata.get("data", "")):
        faults.append("its metadata does not name PDF/UA")
    owned = set()
    level = 0
    for role, around, element in pdf.elements():
        if role not in STANDARD:
            faults.append(f"{role} is no standard role")
        if role in WITHIN and around[-1] not in WITHIN[role]:
            faults.append(f"{role} in {around[-1]}")
        if role == "Figure" and not pdf.text(element.get("/Alt")):
            faults.append("a picture without words")
        if role == "TH" and "/Scope" not in json.dumps(pdf.at(element.get("/A", {}))):
            faults.append("a table's head of which it is not said what it heads")
        if re.fullmatch("H[1-6]", role):
            if int(role[1]) > level + 1:
                faults.append(f"{role} after H{level}")
            level = int(role[1])
        for kid in pdf.kids(element):
            kid = pdf.at(kid)
            if isinstance(kid, int):
                kid = {"/MCID": kid, "/Pg": element["/Pg"]}
            if isinstance(kid, dict) and "/MCID" in kid:
                if (kid["/Pg"], kid["/MCID"]) in owned:
                    faults.append("a mark is in the tree twice")
                owned.add((kid["/Pg"], kid["/MCID"]))
    for number, page in enumerate(pdf.pages, start=1):
        marks, found = marks_of(pdf.content(page))
        faults += [f"page {number}: {fault}" for fault in found]
        if {(page, mark) for mark in marks} != {each for each in owned if each[0] == page}:
            faults.append(f"page {number}: its marks and the tree's are not the same")
        if len(marks) != len(set(marks)):
            faults.append(f"page {number}: a number marks twice")
        for name, font in (pdf.at(pdf.at(pdf.at(page)["/Resources"]).get("/Font", {})) or {}).items():
            if "FontFile" not in json.dumps([pdf.at(each) for each in fonts_below(pdf, font)]):
                faults.append(f"page {number}: the letters of {name} are not in it")
    return sorted(set(faults))


def fonts_below(pdf, font):
    font = pdf.at(font)
    below = [pdf.at(each) for each in pdf.at(font.get("/DescendantFonts", []))]
    return [pdf.at(each.get("/FontDescriptor", {})) for each in [font, *below]]
