# SPDX-License-Identifier: MPL-2.0
"""`candour summary` against a count made here, over the same ledger, by other means."""

import collections
import csv
import io
import json
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest
import zoneinfo
from datetime import datetime, timezone

from support.candourd import BINARIES, Candourd
from support.summary_ledger import PEOPLE, REASONS, make

TOTAL_ONLY = {"conduct-remark", "over-familiar", "need-to-know"}
# October 2026 by the clock in Britain: summer time ends on the 25th.
BEGIN = int(datetime(2026, 9, 30, 23, tzinfo=timezone.utc).timestamp() * 1000)
END = int(datetime(2026, 11, 1, 0, tzinfo=timezone.utc).timestamp() * 1000)


class Summary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.council = pathlib.Path(folder.name) / "council"
        with Candourd(cls.council, "sandbox:outbox"):
            pass
        cls.ledger = cls.council / "data/ledger.sqlite"
        begin, end = (datetime(year, 11, 1, tzinfo=timezone.utc).timestamp() for year in (2025, 2026))
        make(cls.ledger, 3_000, begin, end)

    def candour(self, *words):
        return subprocess.run([BINARIES / "candour", "summary", "--config", self.council / "candourd.yaml", *words],
                              capture_output=True, text=True, timeout=120)

    def made(self, *words):
        done = self.candour(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def rows(self):
        """Sent mail of the month with its outcome and rules, read row by row; what was refused and came again is its last."""
        ledger = sqlite3.connect(self.ledger)
        self.addCleanup(ledger.close)
        outcomes = dict(ledger.execute("SELECT id, kind FROM outcome"))
        rules = collections.defaultdict(set)
        for key, rule in ledger.execute("SELECT id, rule FROM finding"):
            rules[key].add(rule)
        mails = list(ledger.execute("SELECT id, time, entrance, unchecked, content_digest FROM decision WHERE direction = 'sent'"))
        times = collections.defaultdict(list)
        for _, time, entrance, _, digest in mails:
            if entrance != "mailbox":
                times[digest].append(time)
        return [(entrance, outcomes.get(key, "pending"), rules[key], unread) for key, time, entrance, unread, digest in mails
                if BEGIN <= time < END and not (outcomes.get(key) == "refused" and
                                                any(time < again <= time + 900_000 for again in times[digest]))]

    def test_its_figures_are_those_of_the_ledger(self):
        told = json.loads(self.made("--month", "2026-10", "--internal", "--format", "json"))
        rows = self.rows()
        self.assertGreater(sum(outcome == "resent" for _, outcome, _, _ in rows), 0)
        self.assertGreater(len(rows), 150)
        self.assertEqual(told["checked"], len(rows))
        self.assertEqual(told["with_findings"], sum(bool(rules) for _, _, rules, _ in rows))
        self.assertEqual(told["partly_unread"], sum(unread != "[]" for *_, unread in rows))
        after = sum(entrance == "mailbox" and bool(rules) for entrance, _, rules, _ in rows)
        self.assertEqual({each["name"]: each["messages"] for each in told["outcomes"]}.get("after-sending", 0), after)
        for line in told["rules"]:
            of_rule = [(entrance, outcome) for entrance, outcome, rules, _ in rows if line["rule"] in rules]
            self.assertEqual(line["messages"], len(of_rule), line)
            self.assertEqual(line["with_reason"], of_rule.count(("smtp", "acknowledged")), line)
        ledger = sqlite3.connect(self.ledger)
        self.addCleanup(ledger.close)
        alarms, = ledger.execute("SELECT count(*) FROM false_alarm a JOIN decision d ON d.id = a.id "
                                 "WHERE d.time >= ? AND d.time < ?", (BEGIN, END)).fetchone()
        self.assertEqual(told["false_alarms"], alarms)
        unchecked, = ledger.execute("SELECT count(*) FROM unchecked WHERE time >= ? AND time < ?", (BEGIN, END)).fetchone()
        self.assertEqual(told["unchecked"], unchecked)
        self.assertEqual(len(told["trend"]), 13)

    def test_the_public_reading_tells_nothing_of_a_person(self):
        for form in ("text", "html", "csv", "json"):
            made = self.made("--month", "2026-10", "--format", form)
            for word in (*PEOPLE, *REASONS, "Helen Ward", *TOTAL_ONLY):
                self.assertNotIn(word, made, form)

    def test_all_forms_say_the_same(self):
        told = json.loads(self.made("--month", "2026-10", "--format", "json"))
        rows = list(csv.reader(io.StringIO(self.made("--month", "2026-10", "--format", "csv"))))
        self.assertIn(["all", "checked", "messages", str(told["checked"])], rows)
        for line in told["rules"]:
            self.assertIn(["rule", line["rule"], "messages", str(line["messages"])], rows)
        text, html = (self.made("--month", "2026-10", "--format", form) for form in ("text", "html"))
        for sentence in told["standing_out"]:
            self.assertIn(sentence, " ".join(text.split()))
            self.assertIn(sentence, html)

    def test_it_carries_the_ledgers_head(self):
        head = subprocess.run([BINARIES / "candour", "ledger", "head", "--config", self.council / "candourd.yaml"],
                              capture_output=True, text=True, timeout=60).stdout.strip()
        self.assertRegex(head, r"^\d+-[0-9a-f]{64}$")
        self.assertIn(head, self.made("--month", "2026-10"))

    def test_it_says_when_candour_did_not_run(self):
        ledger = sqlite3.connect(self.ledger)
        self.addCleanup(ledger.close)
        (began, ended), = ledger.execute("SELECT began, ended FROM run")
        self.assertGreaterEqual(ended, began)
        self.assertEqual(ledger.execute("SELECT count(*) FROM run_sign").fetchone(), (0,))
        month = datetime.fromtimestamp(began / 1000, zoneinfo.ZoneInfo("Europe/London")).strftime("%Y-%m")
        away = json.loads(self.made("--month", month, "--format", "json"))["away"]
        known = datetime.fromisoformat(away["known_from"].replace("Z", "+00:00"))
        self.assertEqual(int(known.timestamp()), began // 1000)
        self.assertIsNone(json.loads(self.made("--month", "2020-02", "--format", "json"))["away"])
        self.assertIn("no word of when Candour ran in February 2020", " ".join(self.made("--month", "2020-02").split()))

    def test_hours_after_a_kill_are_hours_away(self):
        """Killed; the clock is moved on by moving what is on record back, a minute of it at most being lost."""
        with tempfile.TemporaryDirectory() as folder:
            council = pathlib.Path(folder) / "council"
            candourd = Candourd(council, "sandbox:outbox").start()
            candourd.process.kill()
            candourd.process.wait()
            killed = datetime.now(timezone.utc).timestamp()
            hours = 3_600_000
            candourd.execute("UPDATE run SET began = began - ?", (5 * hours,))
            candourd.execute("UPDATE run_sign SET time = time - ?", (3 * hours,))
            with candourd:
                months = [datetime.fromtimestamp(killed - ago, zoneinfo.ZoneInfo("Europe/London")).strftime("%Y-%m")
                          for ago in (5 * 3600, 0)]
                done = subprocess.run([BINARIES / "candour", "summary", "--config", council / "candourd.yaml", "--from", months[0],
                                       "--to", months[1], "--format", "json"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        away = json.loads(done.stdout)["away"]
        self.assertEqual(away["stretches"], 1)
        self.assertTrue(178 <= away["minutes"] <= 190, away)
        gone = datetime.fromisoformat(away["longest"][0]["from"].replace("Z", "+00:00")).timestamp()
        self.assertTrue(killed - 3 * 3600 - 70 <= gone <= killed - 3 * 3600, away)

    def test_a_year_is_its_months_together(self):
        year = json.loads(self.made("--from", "2025-11", "--to", "2026-10", "--format", "json"))
        self.assertEqual(year["unchecked"], sum(month["unchecked"] for month in year["trend"][1:]))
        self.assertEqual(year["checked"], sum(month["checked"] for month in year["trend"][1:]))

    def test_an_empty_month_and_a_wrong_one(self):
        self.assertIn("Candour saw no message in February 2020.", self.made("--month", "2020-02"))
        for words, why in ((("--month", "2026-13"), "not a month"), (("--from", "2026-10"), "go together"),
                           (("--from", "2026-10", "--to", "2026-09"), "is before")):
            done = self.candour(*words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(why, done.stderr)
        done = self.candour("--month", "2026-10", "--out", "/nonexistent/folder/summary.txt")
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot be written", done.stderr)

    def test_without_a_ledger_it_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            moved = pathlib.Path(folder) / "candourd.yaml"
            moved.write_text((self.council / "candourd.yaml").read_text().replace("data: ", "data: none-"))
            for name in ("policy.yaml", "roster.csv"):
                if (self.council / name).exists():
                    (pathlib.Path(folder) / name).write_bytes((self.council / name).read_bytes())
            done = subprocess.run([BINARIES / "candour", "summary", "--config", moved], capture_output=True, text=True,
                                  timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("candour summary:", done.stderr)
