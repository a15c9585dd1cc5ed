# SPDX-License-Identifier: MPL-2.0
#
# A candourd with a sandbox as its next hop, and `candour` on its ledger.
import json
import pathlib
import shutil
import smtplib
import sqlite3
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES, Candourd
from support.console_ledger import fill

CLERK = "clerk@eastmere-tc.gov.uk"
TOM = "tom.baker@resident.example"
JANE = "jane.smith@eastmere-tc.gov.uk"


def mail(number, sender):
    return (f"From: <{sender}>\r\nTo: {TOM}\r\nSubject: Plot {number}\r\n"
            f"Message-ID: <{number}@test.example>\r\n\r\nDear Mr Baker,\r\n\r\nPlot {number} is yours.\r\n\r\nHelen Ward\r\n")


class Ledger(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chain"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.daemon = Candourd(self.folder, f"sandbox:{self.folder}/sent")
        self.addCleanup(lambda: self.daemon.process and self.daemon.stop())

    def send(self, first, last, to=(TOM,), refused=False, sender=CLERK):
        with smtplib.SMTP("127.0.0.1", self.daemon.port, timeout=30) as client:
            for number in range(first, last + 1):
                try:
                    client.sendmail(sender, list(to), mail(number, sender))
                except smtplib.SMTPDataError:
                    if not refused:
                        raise

    def candour(self, *words):
        return subprocess.run([BINARIES / "candour", *words, "--config", self.folder / "candourd.yaml"],
                              capture_output=True, text=True)

    def verified(self, *words, status=0):
        result = self.candour("ledger", "verify", "--json", *words)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return json.loads(result.stdout)

    def head(self):
        result = self.candour("ledger", "head")
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.strip()

    def ids(self):
        return [row[0] for row in self.daemon.query("select id from decision order by rowid")]

    def take_chain_away(self):
        """Leaves the ledger as the program wrote it before there was a chain."""
        for sql in ("drop table journal", "drop table opening", "drop table unchecked", "drop table policy_version",
                    "drop table run", "drop table run_sign",
                    """create table unchecked (time integer not null, sender_key text not null, message_key text not null,
                       sender_name text not null, why text not null, told_by text not null,
                       primary key (time, sender_key, message_key)) strict, without rowid""",
                    "pragma user_version = 8"):
            self.daemon.execute(sql)

    def make_older_ledger(self, messages, days):
        """One that has been written for so many days, by a program before there was a chain."""
        self.daemon.start()
        self.daemon.finish()
        ledger = sqlite3.connect(self.folder / "data/ledger.sqlite")
        ledger.execute("pragma synchronous = off")
        fill(ledger, messages, days)
        ledger.close()
        self.take_chain_away()

    def files_with(self, *words):
        """Files of the data folder in which any of the words stands, whatever its case."""
        return sorted(file.name for file in (self.folder / "data").rglob("*") if file.is_file()
                      and any(word.lower().encode() in file.read_bytes().lower() for word in words))
