# SPDX-License-Identifier: MPL-2.0
"""A mail is found the same fault with in the compose window (local API), on its way (proxy) and by `candour check`."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from support import mail_clients
from support.candourd import Candourd
from support.council_corpus import candour, judge, mails_of, policy_of
from support.cases import ROOT
from support.local_api import over_socket
from support.next_hop import NextHop
from support.smtp_client import RawClient

EVERY = 12  # of the corpus, this one
EXAMPLES = ROOT / "policies/examples"


def without(name, entries):
    """Without what the local API alone says of each."""
    return [{each: value for each, value in entry.items() if each != name} for entry in entries]


def as_recorded(seen):
    """What the ledger has of an answer: outsiders stand there as digests."""
    return seen["verdict"], [(finding["rule"], finding["grade"] or "", finding["action"],
                              [person if "@" not in person else "" for person in finding["people"]])
                             for finding in seen["findings"]]


class SameFindings(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def daemon(self, name, policy):
        candourd = Candourd(self.folder / name, self.hop.url, policy=policy).start()
        self.addCleanup(candourd.finish)
        api = over_socket(candourd)
        self.addCleanup(api.close)
        return candourd, api

    def test_of_the_corpus(self):
        for file, mails in mails_of("seen"):
            sample = [mail for mail in mails if not mail.only_earlier and not mail.earlier][::EVERY]
            candourd, api = self.daemon(file.stem, policy_of(sample[0].council))
            # All before any is sent: sent mail is earlier mail, of which `candour check` knows nothing.
            for known in judge(sample, candour(), make=mail_clients.composed):
                with self.subTest(mail=f"{file.name}: {known.mail.id}"):
                    seen = api.assess(mail_clients.composed(known.mail))
                    self.assertEqual((without("key", seen["findings"]), without("asks", seen["unchecked"])), (known.findings, known.unchecked))
            for mail in sample:
                with self.subTest(mail=f"{file.name}: {mail.id}, sent"):
                    seen = api.assess(mail_clients.composed(mail))
                    self.assertEqual(self.on_its_way(candourd, mail), as_recorded(seen))

    def on_its_way(self, candourd, mail):
        raw = re.sub(rb"\r?\n", b"\r\n", mail_clients.message(mail)).replace(b"\r\n.", b"\r\n..")
        with RawClient(candourd.port) as client:
            client.greet()
            client.envelope(mail_clients.sender(mail), mail_clients.recipients(mail))
            client.message(raw if raw.endswith(b"\r\n") else raw + b"\r\n")
        [(name, verdict)] = candourd.query("SELECT id, verdict FROM decision ORDER BY rowid DESC LIMIT 1")
        rows = candourd.query(f"SELECT rule, grade, action, people FROM finding WHERE id = '{name}' ORDER BY position")
        return verdict, [(rule, grade, action, [self.name(person) for person in json.loads(people)])
                         for rule, grade, action, people in rows]

    def name(self, person):
        return "" if re.fullmatch("[0-9a-f]{64}", person) else person

    def test_of_the_examples(self):
        _, api = self.daemon("examples", EXAMPLES / "eastmere.yaml")
        messages = sorted((EXAMPLES / "eastmere.cases").glob("*.eml"))
        batch = self.folder / "cases.jsonl"
        batch.write_text("".join(json.dumps({"id": file.name, "message": str(file)}) + "\n" for file in messages))
        done = subprocess.run([candour(), "check", "--policy", EXAMPLES / "eastmere.yaml", "--batch", batch],
                              capture_output=True, text=True, timeout=600)
        found = 0
        for file, known in zip(messages, map(json.loads, done.stdout.splitlines()), strict=True):
            seen = api.assess(file.read_bytes())
            with self.subTest(mail=file.name):
                self.assertEqual((seen["verdict"], without("key", seen["findings"]), without("asks", seen["unchecked"])),
                                 (known["verdict"], known["findings"], known["unchecked"]))
            found += len(known["findings"])
        self.assertGreater(found, 50)


if __name__ == "__main__":
    unittest.main()
