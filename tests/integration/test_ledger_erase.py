# SPDX-License-Identifier: MPL-2.0
#
# A person is taken out of the ledger of a candourd that runs, and what is older than the council keeps it: nothing of them
# stands in any file of its data folder, and `candour ledger verify` still holds, whatever was killed.
import hmac
import json
import random
import shutil
import subprocess
import time
import unittest

from support.candourd import BINARIES, ROSTER, Candourd
from support.ledger_case import JANE, TOM, Ledger
from support.next_hop import wait_for

EVE = "eve.north@resident.example"
RAW = ("ledger.sqlite", "ledger.sqlite-wal")


class Erase(Ledger):
    def digest(self, text):
        key = self.daemon.query("select value from meta where name = 'digest-key'")[0][0]
        return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()

    def erase(self, *words, status=0):
        result = self.candour("erase", *words, "--json")
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return json.loads(result.stdout)

    def findings(self):
        return len(self.candour("findings", "--all", "--json").stdout.splitlines())

    def test_a_resident_is_nowhere_afterwards(self):
        self.daemon.start()
        self.send(1, 4)
        self.send(5, 6, to=(TOM, EVE))
        self.send(7, 7, to=(TOM, JANE), refused=True)
        self.send(8, 8, to=(EVE,))  # Tom stands in its To all the same
        tom, eve = self.digest(TOM), self.digest(EVE)
        head = self.head()
        self.assertTrue(self.files_with(tom))
        before = self.findings()
        tried = self.erase("Tom.Baker+news@Resident.Example", "--dry-run")
        self.assertEqual(self.head(), head)
        erased = self.erase("Tom.Baker+news@Resident.Example")
        self.assertEqual((erased["records"], erased["held"], erased["files"], erased["in_roster"]), (8, [], [], False))
        self.assertEqual(tried["records"], erased["records"])
        self.assertEqual(self.files_with(TOM, "tom.baker", tom), [])
        self.assertTrue(self.files_with(eve))
        report = self.verified("--head", head)
        self.assertEqual((report["sound"], report["with_erased"]), (True, 8))
        self.assertEqual(self.findings(), before)
        self.send(9, 9)
        self.verified("--head", head)
        self.assertIn("0 records", self.candour("erase", "nobody@resident.example").stdout)

    def test_a_councillor_who_left_is_nowhere_afterwards(self):
        self.daemon.start()
        self.send(1, 2, sender=JANE, refused=True)
        self.send(3, 3, to=(TOM, JANE), refused=True)
        self.assertIn("ledger.sqlite-wal", self.files_with("Jane Smith"))
        left = self.erase(JANE, status=1)
        self.assertTrue(left["in_roster"])
        self.assertTrue(left["files"])
        for name in RAW:
            self.assertNotIn(name, self.files_with("Jane Smith", JANE, self.digest(JANE)))
        self.verified()
        self.send(4, 4, sender=JANE, refused=True)
        (self.folder / "roster.csv").write_text("".join(line + "\n" for line in ROSTER.splitlines() if "Jane" not in line))
        self.assertTrue(wait_for(lambda: self.files_with(JANE) == [], 60), self.daemon.log())
        erased = self.erase(JANE, "--name", "Jane Smith")
        self.assertGreater(erased["records"], 0)
        self.assertEqual(self.files_with("Jane Smith", JANE, self.digest(JANE)), [])
        self.verified()

    def test_held_mail_is_named_and_left(self):
        self.daemon = Candourd(self.folder, f"sandbox:{self.folder}/sent", action="hold", held=["days: 14"])
        self.daemon.start()
        self.send(1, 1, to=(TOM, JANE))
        self.send(2, 2, to=(EVE,))
        left = self.erase(TOM, status=1)
        self.assertEqual(left["held"], self.ids()[:1])
        self.assertIn(left["held"][0], self.candour("erase", TOM).stdout)
        self.assertNotIn("ledger.sqlite", self.files_with(self.digest(TOM)))
        self.assertIn(left["held"][0], self.candour("held", "list", "--json").stdout)

    def test_what_is_no_address_and_whoever_is_followed_is_refused(self):
        self.daemon.start()
        self.daemon.finish()
        self.assertEqual(self.candour("erase", "Jane Smith").returncode, 2)
        password = self.folder / "password"
        password.write_text("secret\n")
        password.chmod(0o600)
        with open(self.folder / "candourd.yaml", "a") as file:
            file.write(f"accounts:\n  - server: imaps://127.0.0.1:9\n    user: {JANE}\n    password-file: {password}\n")
        result = self.candour("erase", JANE)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("candour account remove", result.stderr)

    def test_holds_after_it_was_killed_while_it_erased(self):
        self.make_older_ledger(3_000, days=60)
        self.daemon.start()
        self.assertEqual(self.verified()["records"], 6_002)
        dice = random.Random(4)
        partly = 0
        for _ in range(8):
            process = subprocess.Popen([BINARIES / "candour", "erase", JANE, "--config", self.folder / "candourd.yaml"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            erased = "select count(*) from journal where kind = 'erased'"
            before = self.daemon.query(erased)
            wait_for(lambda: process.poll() is not None or self.daemon.query(erased) > before, 60)
            time.sleep(dice.random() / 5)
            process.kill()
            process.wait()
            report = self.verified()
            self.assertTrue(report["sound"])
            partly = max(partly, report["with_erased"])
        self.assertGreater(partly, 0)
        self.erase(JANE, status=1)  # the roster has her still
        self.verified()
        for name in RAW:
            self.assertNotIn(name, self.files_with("Jane Smith"))


class Retention(Ledger):
    def test_is_kept_by_the_daemon_and_the_counts_stay(self):
        self.make_older_ledger(600, days=150)
        with open(self.folder / "candourd.yaml", "a") as file:
            file.write("retention: 2 months\n")
        tried = json.loads(self.candour("ledger", "prune", "--dry-run", "--json").stdout)
        old = f"(select id from decision where time < unixepoch('{tried['before']}') * 1000)"
        expected = sum(self.daemon.query(f"select count(*) from {table} where id in {old}")[0][0]
                       for table in ("decision", "outcome"))
        self.assertEqual(tried["records"], expected)
        self.assertGreater(expected, 100)
        before = self.candour("findings", "--all", "--json", "--limit", "9999").stdout.splitlines()
        self.daemon.start()
        self.assertTrue(wait_for(lambda: f"retention records={expected}" in self.daemon.log(), 60), self.daemon.log())
        report = self.verified()
        self.assertEqual((report["sound"], report["with_erased"]), (True, expected))
        after = self.candour("findings", "--all", "--json", "--limit", "9999").stdout.splitlines()
        self.assertEqual(len(after), len(before))
        for line in map(json.loads, after):
            if line["time"] < tried["before"]:
                self.assertIn(line["sender"], (None, "(erased)"))
                self.assertIn(line["reason"], (None, "(erased)"))
                for finding in line["findings"]:
                    self.assertEqual(set(finding["people"]), {"(erased)"})
        self.assertTrue(any(json.loads(line)["sender"] == "Helen Ward" for line in after))
        self.assertIn("0 records", self.candour("ledger", "prune").stdout)

    def test_is_off_unless_it_is_asked_for(self):
        self.make_older_ledger(20, days=3_000)
        self.daemon.start()
        result = self.candour("ledger", "prune")
        self.assertEqual(result.returncode, 2)
        self.assertIn("retention: 24 months", result.stderr)
        self.assertEqual(self.verified()["with_erased"], 0)

    def test_holds_after_the_daemon_was_killed_meanwhile(self):
        self.make_older_ledger(3_000, days=300)
        with open(self.folder / "candourd.yaml", "a") as file:
            file.write("retention: 1 month\n")
        dice = random.Random(5)
        erased = []
        for _ in range(4):
            self.daemon.start()
            gone = "select count(*) from opening where kept like 'all %'"
            before = self.daemon.query(gone)
            wait_for(lambda: "retention records=" in self.daemon.log() or self.daemon.query(gone) > before, 60)
            time.sleep(dice.random() / 5)
            self.daemon.process.kill()
            self.daemon.process.wait()
            erased.append(self.verified()["with_erased"])
        self.daemon.start()
        self.assertTrue(wait_for(lambda: "retention records=" in self.daemon.log(), 120), self.daemon.log())
        self.assertGreater(self.verified()["with_erased"], 4_000)
        self.assertGreater(max(erased), 0)


if __name__ == "__main__":
    unittest.main()
