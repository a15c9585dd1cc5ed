# SPDX-License-Identifier: MPL-2.0
"""The monthly summary as its readers have it: the page in a real Chromium, by eye, by axe and by keyboard, and the PDF by its
tree. A month full of everything, one with nothing in it, both readings, and councils side by side."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from datetime import datetime, timezone

from support.candourd import BINARIES, Candourd
from support.pdf_tags import Pdf, faults_of
from support.summary_ledger import PEOPLE, REASONS, make
from test_console import PLACE, install

ROOT = pathlib.Path(__file__).resolve().parents[2]
FULL, EMPTY = "2026-10", "2020-02"


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.pictures = pathlib.Path(os.environ.get("CANDOUR_SCREENSHOTS", cls.folder))
        cls.pictures.mkdir(parents=True, exist_ok=True)
        cls.council = cls.folder / "council"
        with Candourd(cls.council, "sandbox:outbox"):
            pass
        begin, end = (datetime(year, 11, 1, tzinfo=timezone.utc).timestamp() for year in (2025, 2026))
        make(cls.council / "data/ledger.sqlite", 4_000, begin, end)
        cls.pages = {"full": cls.write("--month", FULL, form="html"),
                     "internal": cls.write("--month", FULL, "--internal", form="html"),
                     "empty": cls.write("--month", EMPTY, form="html")}
        figures = [cls.write("--month", month, form="json") for month in (FULL, EMPTY)]
        cls.pages["compared"] = cls.candour("compare", *figures, "--format", "html", "--out", cls.folder / "compared.html")
        done = subprocess.run(["node", ROOT / "tests/e2e/summary/look.mjs", PLACE, cls.pictures,
                               *(f"{name}={file}" for name, file in cls.pages.items())],
                              text=True, capture_output=True, timeout=600)
        assert done.returncode == 0, done.stderr + done.stdout
        cls.told = json.loads(done.stdout)

    @classmethod
    def write(cls, *words, form):
        file = cls.folder / f"{'-'.join(words).strip('-')}.{form}"
        return cls.candour(*words, "--format", form, "--config", cls.council / "candourd.yaml", "--out", file)

    @classmethod
    def candour(cls, *words):
        done = subprocess.run([BINARIES / "candour", "summary", *words], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return words[-1]

    def pdf(self, *words):
        file = self.write(*words, form="pdf")
        if self.pictures != self.folder:
            shutil.copy(file, self.pictures)
        return Pdf(file)

    def text_of(self, *words):
        done = subprocess.run(["pdftotext", self.write(*words, form="pdf"), "-"], capture_output=True, text=True,
                              timeout=60)
        return " ".join(done.stdout.split())

    def test_finds_no_fault_of_wcag_22_aa(self):
        self.assertEqual(self.told["faults"], [])

    def test_never_scrolls_sideways(self):
        self.assertEqual(self.told["overflows"], [])

    def test_asks_for_nothing_but_itself(self):
        self.assertEqual(self.told["requests"], [pathlib.Path(file).name for file in self.pages.values()])
        self.assertEqual(self.told["problems"], [])

    def test_is_dark_where_one_likes_it_dark_and_white_on_paper(self):
        for where, ground in self.told["grounds"].items():
            white = ground == "rgb(255, 255, 255)"
            self.assertEqual(white, "print" in where or where.endswith("light"), f"{where}: {ground}")

    def test_has_words_and_a_table_for_each_chart_and_patterns_in_it(self):
        self.assertEqual(len(self.told["charts"]["full"]), 2)
        for chart in self.told["charts"]["full"]:
            self.assertEqual((chart["role"], chart["followed_by_table"]), ("img", True))
            self.assertRegex(chart["words"], r"\d")
            self.assertTrue(any("url(" in fill for fill in chart["fills"]), chart)

    def test_lets_the_keyboard_scroll_each_wide_table(self):
        for name, keyboard in self.told["keyboard"].items():
            self.assertGreater(keyboard["wide"], 0, name)
            self.assertEqual((keyboard["reached"], keyboard["seen"]), (keyboard["wide"], keyboard["wide"]), name)

    def test_is_a_pdf_that_a_screen_reader_can_read(self):
        for words in (["--month", FULL], ["--month", FULL, "--internal"], ["--month", EMPTY]):
            pdf = self.pdf(*words)
            self.assertEqual(faults_of(pdf), [], words)
            self.assertEqual(pdf.language, "en-GB")
            self.assertIn("Eastmere Town Council", pdf.title)
            roles = pdf.roles()
            self.assertEqual(roles.count("H1"), 1)
            self.assertGreater(roles.count("Table"), 1)
            self.assertEqual(roles.count("Table") + 1, roles.count("Caption"), "each table's, and the chart's key")

    def test_tells_each_chart_of_the_pdf_in_words(self):
        self.assertEqual(self.pdf("--month", FULL).figures(), [chart["words"] for chart in self.told["charts"]["full"]])

    def test_prints_on_a4(self):
        told = subprocess.run(["pdfinfo", self.write("--month", FULL, form="pdf")], capture_output=True, text=True).stdout
        self.assertRegex(told, r"Page size: .*\(A4\)")
        self.assertRegex(told, r"Pages: +[1-4]\n")
        for name in self.pages:
            told = subprocess.run(["pdfinfo", self.pictures / f"{name}-printed.pdf"], capture_output=True, text=True).stdout
            self.assertRegex(told, r"Page size: .*\(A4\)")

    def test_names_nobody_in_the_public_pdf_and_councillors_in_the_internal(self):
        public, internal = self.text_of("--month", FULL), self.text_of("--month", FULL, "--internal")
        with contextlib.closing(sqlite3.connect(self.council / "data/ledger.sqlite")) as ledger:
            reasons = [reason for reason, in ledger.execute(
                "SELECT DISTINCT reason FROM outcome WHERE reason <> '' AND time BETWEEN ? AND ?",
                [datetime(2026, *day, tzinfo=timezone.utc).timestamp() * 1000 for day in ((10, 1), (10, 31))])]
        self.assertTrue(reasons)
        for word in REASONS:
            self.assertNotIn(word, public)
        for word in (*PEOPLE, "Helen Ward", *reasons):
            self.assertNotIn(word, public)
            for part in word.split():  # a narrow column breaks between them
                self.assertIn(part, internal)


if __name__ == "__main__":
    unittest.main()
