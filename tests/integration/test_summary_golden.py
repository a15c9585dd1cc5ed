# SPDX-License-Identifier: MPL-2.0
"""`candour summary` word for word, as text and as JSON, of ledgers that are the same each time. What was made stands in golden/;
after a change that is meant:

    CANDOUR_WRITE_GOLDEN=1 CANDOUR_BIN=build-asan/bin python3 tests/support/run_module.py tests/integration/test_summary_golden.py

and the difference is read before it is committed."""

import contextlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import unittest
from datetime import datetime, timezone

from support.candourd import BINARIES, ROSTER, Candourd
from support.summary_ledger import make

GOLDEN = pathlib.Path(__file__).with_name("golden")
MAILBOX = """accounts:
  - server: imaps://mail.example
    user: clerk@eastmere-tc.gov.uk
    password-file: password
"""


def moment(*when):
    return int(datetime(*when, tzinfo=timezone.utc).timestamp() * 1000)


class Golden(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.council = pathlib.Path(folder.name) / "council"

    def year(self, messages, roster=ROSTER):
        """A council that has followed its mailbox, with such messages from November 2025 to October 2026."""
        candourd = Candourd(self.council, "sandbox:outbox")
        (self.council / "roster.csv").write_text(roster)
        with candourd:
            pass
        with open(self.council / "candourd.yaml", "a") as config:
            config.write(MAILBOX)
        ledger = self.council / "data/ledger.sqlite"
        if messages:
            make(ledger, messages, moment(2025, 11, 1) / 1000, moment(2026, 11, 1) / 1000)
        self.set(ledger, "run", "began, ended", (moment(2025, 11, 3, 9), moment(2026, 3, 28, 22, 30)),
                 (moment(2026, 3, 29, 7), moment(2026, 10, 12, 17, 4)), (moment(2026, 10, 13, 8, 31), moment(2026, 11, 20)))
        self.set(ledger, "policy_version", "time, version, how, author, note, roster_digest, text",
                 (moment(2025, 11, 3, 9), "0123456789ab", "edited", "candour", "", "", ""),
                 (moment(2026, 10, 5, 13, 2), "ba9876543210", "applied", "helen", "Jane Smith asked for it", "", ""),
                 (moment(2026, 10, 19, 9, 45), "0123456789ab", "reverted", "helen", "", "", ""))

    @staticmethod
    def set(ledger, table, columns, *rows):
        with contextlib.closing(sqlite3.connect(ledger)) as file, file:
            file.execute(f"DELETE FROM {table}")
            file.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            places = ", ".join("?" * len(rows[0]))
            file.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)

    def check(self, name, *words):
        for form, ending in (("text", "txt"), ("json", "json")):
            with self.subTest(name=name, form=form):
                done = subprocess.run([BINARIES / "candour", "summary", "--config", self.council / "candourd.yaml", "--format", form, *words],
                                      capture_output=True, text=True, timeout=120)
                self.assertEqual(done.returncode, 0, done.stderr)
                # When it was made, and of which ledger, is another each time.
                made = re.sub(r"Made by Candour on [^.]*\.", "Made by Candour on DAY at TIME.", done.stdout)
                made = re.sub(r'("made": )"[0-9T:Z-]+"', r'\1"TIME"', made)
                made = re.sub(r"\b[0-9]+-[0-9a-f]{64}\b", "HEAD", made)
                file = GOLDEN / f"{name}.{ending}"
                if os.environ.get("CANDOUR_WRITE_GOLDEN"):
                    file.parent.mkdir(exist_ok=True)
                    file.write_text(made)
                self.assertEqual(made.splitlines(), file.read_text().splitlines())
                if form == "json":
                    json.loads(made)

    def test_a_month_full_of_everything(self):
        self.year(1_500)
        self.check("full-public", "--month", "2026-10")
        self.check("full-internal", "--month", "2026-10", "--internal")
        self.check("spring-forward", "--month", "2026-03")
        self.check("year-end", "--from", "2025-12", "--to", "2026-01")

    def test_a_month_with_nothing(self):
        self.year(1_500)
        self.check("empty", "--month", "2024-02")

    def test_a_month_in_which_nobody_wrote(self):
        self.year(0)
        self.check("quiet", "--month", "2026-10")

    def test_one_message(self):
        self.year(0)
        ledger = self.council / "data/ledger.sqlite"
        make(ledger, 1, moment(2026, 10, 7) / 1000, moment(2026, 10, 8) / 1000)
        self.check("one-message", "--month", "2026-10")

    def test_a_roster_with_nobody_in_it(self):
        self.year(300, ROSTER.splitlines(keepends=True)[0])
        self.check("no-roster-internal", "--month", "2026-10", "--internal")


if __name__ == "__main__":
    unittest.main()
