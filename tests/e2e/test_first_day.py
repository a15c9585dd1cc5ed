# SPDX-License-Identifier: MPL-2.0
"""An admin's first day, in a real Chromium before a real Postfix and Dovecot, by keyboard alone: once in a wide window,
once as wide as a telephone. From the link that signs in to a held mail that lies in a mailbox."""

import base64
import email.utils
import getpass
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time
import unittest

from support.browser import PLACE, ROOT, install
from support.candourd import Candourd
from support.certificates import Certificates
from support.console import ask_for_link
from support.dovecot import PASSWORD, USER, append
from support.mailrig import MailRig
from support.next_hop import wait_for
from support.smtp_client import RawClient

CLERK, JANE, BUILDERS = USER, "jane.smith@eastmere-tc.gov.uk", "office@stonewall-repairs.example"

# What is there before the first day: somebody who sends mail, and a protocol that says little.
BEFORE = """name,role,emails
Helen Ward,clerk,clerk@eastmere-tc.gov.uk
"""
POLICY = """# Made by the contractor who set the server up.
council:
  name: Eastmere Town Council
  domains: [eastmere-tc.gov.uk]
extends: hexham
roster: roster.csv
automatic: [scanner@eastmere-tc.gov.uk]   # the copier in the office
"""
# As a spreadsheet saves "CSV UTF-8".
SPREADSHEET = ("\ufeffName,Role,Emails,Group,Committees,Term_start,Term_end\r\n"
               "Helen Ward,clerk,clerk@eastmere-tc.gov.uk,,,,\r\n"
               "Jane Smith,chair,jane.smith@eastmere-tc.gov.uk,Independent,\"Planning, Works\",09/05/2023,\r\n"
               "Robert Jones,vice-chair,robert.jones@eastmere-tc.gov.uk,Conservative,Planning,09/05/2023,\r\n"
               "Siân Tŷ-croes,councillor,sian.ty-croes@eastmere-tc.gov.uk,Labour,Staffing,09/05/2023,\r\n")

LETTER = """From: Helen Ward <{clerk}>
To: tom.baker{number}@resident.example
{blind}Subject: The bench {number}
Message-ID: <{number}@eastmere-tc.gov.uk>
Date: {date}

Dear Mr Baker,

The bench is mended.

Helen Ward
Clerk to the Council
"""
ORDER = """From: Cllr Jane Smith <{jane}>
To: Stonewall Repairs <{builders}>
Cc: {clerk}
Subject: Churchyard wall
Message-ID: <order@eastmere-tc.gov.uk>
Date: {date}

Dear Sirs,

The Council accepts your quotation of 2,400 pounds for the churchyard wall. Please
proceed with the works as soon as you can.

Yours faithfully,
Cllr Jane Smith
Chair of Eastmere Town Council
"""


def letter(number, blind=""):
    return LETTER.format(clerk=CLERK, number=number, blind=f"Bcc: {blind}\n" if blind else "",
                         date=email.utils.formatdate()).replace("\n", "\r\n")


class FirstDay:
    width = 0

    @classmethod
    def setUpClass(cls):
        install()
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.pictures = pathlib.Path(os.environ.get("CANDOUR_SCREENSHOTS", folder.name))
        cls.pictures.mkdir(parents=True, exist_ok=True)
        certificates = Certificates(cls.folder / "tls")
        password = cls.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o600)
        (cls.folder / "councillors.csv").write_text(SPREADSHEET, encoding="utf-8")
        with MailRig(certificates) as cls.rig:
            sent = cls.rig.dovecot.client()
            for number in range(12):
                append(sent, "Sent", letter(number, JANE if number % 4 == 0 else ""), "\\Seen")
            sent.logout()
            cls.council = cls.folder / "council"
            cls.candourd = Candourd(
                cls.council, f"smtp://localhost:{cls.rig.submission}?ca={certificates.ca}&tls=starttls",
                http=["listen: 127.0.0.1:0"], held=[f"user: {USER}", f"password-file: {password}"],
                accounts=cls.rig.dovecot.account(password, "notices: none"))
            (cls.council / "roster.csv").write_text(BEFORE)
            (cls.council / "policy.yaml").write_text(POLICY)
            with cls.candourd:
                cls.told = cls.visit()
                assert wait_for(lambda: cls.rig.is_idle(), 30), cls.rig.log()
            cls.inbox = cls.mails_of_the_clerk()
            cls.delivered = [mail for mail in cls.rig.delivered() if mail.mail_from]
        cls.policy = (cls.council / "policy.yaml").read_text()

    @classmethod
    def visit(cls):
        status, link, error = ask_for_link(cls.council / "candourd.yaml")
        assert status == 0, error
        visit = subprocess.Popen(
            ["node", ROOT / "tests/e2e/console/first-day.mjs", PLACE, link, cls.pictures, str(cls.width)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | {"ROSTER": str(cls.folder / "councillors.csv")})
        end = threading.Timer(900, visit.kill)
        end.start()
        told = None
        try:
            for line in visit.stdout:
                told = json.loads(line)
                if wanted := told.get("wants"):
                    visit.stdin.write(cls.send(wanted).replace("\n", " ") + "\n")
                    visit.stdin.flush()
            complaint = visit.stderr.read()
            assert visit.wait() == 0, complaint + json.dumps(told, indent=1)
        finally:
            end.cancel()
            visit.kill()
            visit.wait()
            for stream in (visit.stdin, visit.stdout, visit.stderr):
                stream.close()
        return told

    @classmethod
    def send(cls, wanted):
        """What a client on the proxy does; returns its answer."""
        time.sleep(1.5)  # "within a second", the console says
        with RawClient(cls.candourd.port) as client:
            client.greet()
            login = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
            assert client.ask(f"AUTH PLAIN {login}").startswith("235")
            if wanted == "a silent copy":
                client.envelope(CLERK, ["tom.baker99@resident.example", JANE])
                return client.message(letter(99))
            client.envelope(JANE, [BUILDERS, CLERK])
            cls.order = ORDER.format(jane=JANE, builders=BUILDERS, clerk=CLERK, date=email.utils.formatdate()).replace("\n", "\r\n")
            return client.message(cls.order)

    @classmethod
    def mails_of_the_clerk(cls):
        """Over IMAP, as her mail program has them."""
        client = cls.rig.dovecot.client()
        try:
            client.select("INBOX", readonly=True)
            numbers = client.search(None, "ALL")[1][0].split()
            return [client.fetch(number, "(BODY.PEEK[])")[1][0][1] for number in numbers]
        finally:
            client.logout()

    def test_1_signs_in_by_the_link(self):
        self.assertEqual(self.told["arrived"], "/")
        self.assertEqual(self.told["left"], "/sign-in")

    def test_2_sees_what_a_spreadsheet_would_change_before_it_does(self):
        self.assertNotIn("Jane Smith", self.told["people_before"])
        for words in ("So far nothing is changed.", "Added: 3", "Jane Smith", "Siân Tŷ-croes"):
            self.assertIn(words, self.told["would_change"])
        self.assertNotIn("Gone", self.told["would_change"])
        self.assertIn("Siân Tŷ-croes", self.told["people"])
        self.assertRegex(self.told["history"], "put live\\s+the roster, roster.csv")

    def test_3_picks_a_protocol_without_writing_yaml(self):
        self.assertEqual(len(self.told["protocols"]), 5)
        self.assertIn("It is without a fault.", self.told["changes"])
        self.assertIn("Silent copy is switched on; mail that it finds: asks first. (stricter)", self.told["changes"])
        self.assertEqual(self.policy, POLICY.replace("hexham", "model-2026"))

    def test_4_tries_it_on_past_mail_of_the_mailbox(self):
        self.assertIn("Of 12 mails that would have been judged, 3 would be judged differently.", self.told["replayed"])
        self.assertIn("New: Silent copy (Jane Smith): asks first", self.told["replayed"])
        self.assertIn("The bench 8", self.told["replayed"])
        self.assertIn("Next: put the draft live", self.told["replayed"])

    def test_5_puts_it_live_on_record(self):
        for words in ("It is live, and on record below.", "Council, 23 November, minute 7", getpass.getuser()):
            self.assertIn(words, self.told["live"])

    def test_6_sees_a_finding_and_marks_it_as_false(self):
        self.assertRegex(self.told["refusal"], r"^5\d\d")
        self.assertIn("Silent copy", self.told["findings"])
        self.assertIn("Jane Smith", self.told["finding"])
        self.assertIn("She had asked for it in the meeting.", self.told["marked"])
        self.assertEqual(self.candourd.query("SELECT reason FROM false_alarm"), [("She had asked for it in the meeting.",)])

    def test_7_reads_a_held_mail_and_releases_it_into_a_mailbox(self):
        self.assertTrue(self.told["held_answer"].startswith("250 2.0.0 Held"), self.told["held_answer"])
        self.assertIn("1 held mail waits for a decision", self.told["today"])
        self.assertIn("The Council accepts your quotation of 2,400 pounds", self.told["held"])
        self.assertIn("It is no longer held.", self.told["released"])
        self.assertEqual([(mail.mail_from, sorted(mail.rcpt_to), mail.content) for mail in self.delivered],
                         [(JANE, [CLERK, BUILDERS], self.order.replace("\r\n", "\n").encode())])
        self.assertEqual([mail.endswith(self.order.encode()) for mail in self.inbox if b"<order@" in mail], [True])

    def test_needs_no_mouse(self):
        self.assertEqual(self.told["pointed"], 0)

    def test_finds_no_fault_of_wcag_22_aa(self):
        self.assertEqual(self.told["faults"], [])

    def test_never_scrolls_sideways(self):
        self.assertEqual(self.told["overflows"], [])

    def test_has_nothing_to_complain_of_and_fetches_nothing_from_outside(self):
        self.assertEqual(self.told["problems"], [])


class AtADesk(FirstDay, unittest.TestCase):
    width = 1440


class OnATelephone(FirstDay, unittest.TestCase):
    width = 360


if __name__ == "__main__":
    unittest.main()
