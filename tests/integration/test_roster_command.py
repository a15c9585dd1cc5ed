# SPDX-License-Identifier: MPL-2.0
"""candour roster, and the console's pages of the roster over the real candourd: looked over, given out, taken in."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES, ROSTER, Candourd
from support.console import Visitor, ask_for_link, words
from support.next_hop import wait_for
from support.smtp_client import RawClient

NEW = "Ann Lee,officer,ann.lee@eastmere-tc.gov.uk,,,,\n"


class Roster(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.candourd = Candourd(self.folder, "sandbox:outbox", http=["listen: 127.0.0.1:0"])
        self.roster = self.folder / "roster.csv"

    def candour(self, *arguments, status=0, where=("--config",)):
        place = self.folder / {"--config": "candourd.yaml", "--policy": "policy.yaml", "--roster": "roster.csv"}[where[0]]
        done = subprocess.run([BINARIES / "candour", "roster", *arguments, where[0], place], text=True, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True)
        self.assertNotIn("Sanitizer", done.stderr)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def file(self, name, content):
        file = self.folder / name
        file.write_text(content)
        return file

    # -- the command line

    def test_check_finds_nothing_in_a_good_one(self):
        for where in ("--config", "--policy", "--roster"):
            self.assertIn("4 rows, nothing to mend", self.candour("check", where=(where,)))

    def test_check_names_faults_with_line_and_column(self):
        self.roster.write_text(ROSTER + "Ann Lee,counciler,ann@x,,,2027-01-01,2026-01-01\n")
        told = self.candour("check", status=2)
        self.assertIn("error: roster.csv:6:9: unknown role 'counciler'; did you mean 'councillor'?", told)
        self.assertIn("error: roster.csv:6:", told.split("\n", 1)[1])
        lines = [json.loads(line) for line in self.candour("check", "--json", status=2).splitlines()]
        self.assertEqual({line["kind"] for line in lines}, {"error"})

    def test_check_warns(self):
        self.roster.write_text(ROSTER + "Tom Hall,councillor,,,,,\nOld Hand,councillor,old@x.example,,,,2020-01-01\n"
                               "Tree wardens,list,trees@eastmere-tc.gov.uk,,Trees,,\n"
                               "Deputy,officer,clerk@eastmere-tc.gov.uk,,,,\n")
        told = self.candour("check", status=1)
        for warning in ("roster.csv:6:1: councillor Tom Hall has no address", "roster.csv:7:1: the terms of Old Hand are over",
                        "roster.csv:8:1: the list 'Tree wardens' stands for nobody", "is also that of Helen Ward"):
            self.assertIn(warning, told)

    def test_check_proposes_addresses_of_mail_and_keeps_none(self):
        mbox = self.file("mail.mbox", "".join(
            f"From x Mon Jul 20 17:00:51 2026\nFrom: {sender}\nTo: Tom Baker <tom.baker@home.example>\nSubject: x\n\nx\n\n"
            for sender in ("Cllr Jane Smith <jsmith77@home.example>", "robert.jones@isp.example", "clerk@eastmere-tc.gov.uk")))
        told = [json.loads(line) for line in self.candour("check", "--json", "--mail", mbox, status=1).splitlines()]
        self.assertEqual([(line["address"], line["councillor"], line["mails"]) for line in told],
                         [("jsmith77@home.example", "Jane Smith", 1), ("robert.jones@isp.example", "Robert Jones", 1)])

    def test_export_comes_back_by_import_without_a_change(self):
        for form in ((), ("--vcard",)):
            file = self.file("out", self.candour("export", *form))
            self.assertEqual(self.candour("import", file), "Nothing would change.\n")
        rows = [json.loads(line) for line in self.candour("export", "--json").splitlines()]
        self.assertEqual(rows[0]["name"], "Jane Smith")
        self.assertEqual(self.roster.read_text(), ROSTER)

    def test_import_shows_and_wants_a_yes(self):
        file = self.file("new.csv", ROSTER.replace("Labour", "Green").replace("Robert Jones", "Rob Jones") + NEW)
        told = self.candour("import", file, status=1)
        self.assertIn("added:    Ann Lee", told)
        self.assertIn("changed:  Aisha Khan", told)
        self.assertIn("Nothing was changed.", told)
        self.assertEqual(self.roster.read_text(), ROSTER)
        self.roster.chmod(0o640)
        self.candour("import", file, "--yes")
        self.assertIn(NEW, self.roster.read_text())
        self.assertEqual(self.roster.stat().st_mode & 0o777, 0o640)
        self.assertEqual(self.candour("import", file), "Nothing would change.\n")

    def test_import_refuses_what_is_no_roster(self):
        for name, content in (("a.csv", "name,role,emails\nAnn,counciler,\n"), ("b.csv", "PK\x03\x04"), ("c.vcf", "BEGIN:VCARD\nFN:x\n"),
                              ("d.csv", "")):
            self.candour("import", self.file(name, content), "--yes", status=2)
        self.candour("import", self.folder / "none.csv", "--yes", status=2)
        self.assertEqual(self.roster.read_text(), ROSTER)

    # -- the console

    def visitor(self):
        visitor = Visitor(self.candourd.api)
        status, link, error = ask_for_link(self.folder / "candourd.yaml")
        self.assertEqual(status, 0, error)
        visitor.sign_in(link)
        return visitor

    def seen(self, visitor, path="/people/1"):
        return re.search(r'name="seen" value="([0-9a-f]+)"', visitor.get(path).text)[1]

    def save(self, visitor, **fields):
        return visitor.send("/people-rows", token=visitor.token(), seen=self.seen(visitor), **fields)

    def asks(self, recipient):
        """Whether a silent copy to that address is asked about."""
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope("clerk@eastmere-tc.gov.uk", ["bob@resident.example", recipient])
            return client.message("From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: x\r\n\r\nDear Bob\r\n"
                                  ).startswith("550")

    def test_a_row_that_is_added_counts_within_a_second(self):
        with self.candourd:
            visitor = self.visitor()
            self.assertFalse(self.asks("tom.hall@home.example"))
            self.assertEqual(self.save(visitor, row="new", action="save", name="Tom Hall", role="councillor",
                                       emails="tom.hall@home.example").status, 303)
            self.assertTrue(wait_for(lambda: self.asks("tom.hall@home.example"), 10), self.candourd.log())
            self.assertEqual(self.roster.read_text(), ROSTER + "Tom Hall,councillor,tom.hall@home.example,,,,\n")
            self.assertEqual(self.save(visitor, row="5", action="remove").status, 303)
            self.assertEqual(self.roster.read_text(), ROSTER)

    def test_a_fault_is_told_and_nothing_written(self):
        with self.candourd:
            visitor = self.visitor()
            page = self.save(visitor, row="1", action="save", name="<script>alert(1)</script>", role="chair", emails="no address")
            self.assertEqual(page.status, 400)
            self.assertIn("roster.csv:2:", words(page))
            self.assertNotIn("<script", page.text)
            self.assertEqual(self.roster.read_text(), ROSTER)

    def test_two_who_edit_at_once_do_not_undo_each_other(self):
        with self.candourd:
            first, second = self.visitor(), self.visitor()
            seen = self.seen(second)
            self.assertEqual(self.save(first, row="1", action="remove").status, 303)
            page = second.send("/people-rows", token=second.token(), seen=seen, row="1", action="remove")
            self.assertEqual(page.status, 400)
            self.assertIn("changed by somebody else meanwhile", words(page))
            self.assertEqual(self.roster.read_text().count("\n"), 4)

    def test_is_changed_by_nobody_without_session_and_token(self):
        with self.candourd:
            visitor, other = self.visitor(), self.visitor()
            seen = self.seen(visitor)
            for token in ("", other.token()):
                self.assertEqual(visitor.send("/people-rows", token=token, seen=seen, row="1", action="remove").status, 403)
            self.assertEqual(Visitor(self.candourd.api).get("/people-export/roster.csv").status, 303)
            for path in ("/people-export/policy.yaml", "/people-export/..%2fpolicy.yaml", "/people/..%2f1"):
                self.assertEqual(visitor.get(path).status, 404, path)
            self.assertEqual(self.roster.read_text(), ROSTER)


if __name__ == "__main__":
    unittest.main()
