# SPDX-License-Identifier: MPL-2.0
#
# The monthly summary sends itself: each month's once, whenever the daemon is killed and whatever the next hop does; what
# nobody can know is shown. The clock is this machine's; the summary falls due by the day, hour and time zone that are asked
# for.
import datetime
import email
import email.policy
import html.parser
import json
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, ROOT, Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, USER
from support.local_api import LocalApi, UnixConnection
from support.mailrig import MailRig
from support.next_hop import CLOSE, SILENT, NextHop, wait_for

CLERK, CHAIR = "clerk@eastmere-tc.gov.uk", "jane.smith@eastmere-tc.gov.uk"


def place():
    """A time zone in which it is about noon: no test meets midnight, and what has fallen due there is of one day."""
    ahead = 12 - datetime.datetime.now(datetime.timezone.utc).hour
    return f"Etc/GMT{'-' if ahead >= 0 else '+'}{abs(ahead)}", datetime.timezone(datetime.timedelta(hours=ahead))


class SummarySending(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        zone, clock = place()
        self.now = datetime.datetime.now(clock)
        self.month = (self.now.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
        self.lines = ["send-to:", f"  - Helen Ward <{CLERK}>", f"  - '\"Siân O''Malley, chair\" <{CHAIR}>'",
                      "from: Cyngor Tref Llanfâr <candour@eastmere-tc.gov.uk>", f"reply-to: {CLERK}",
                      f"day: {self.now.day}", "hour: 0:00", f"time-zone: {zone}"]
        self.candourd = None

    def council(self, *more, next_hop=None, lines=None):
        self.candourd = Candourd(self.folder, next_hop or self.hop.url, summary=[*(lines or self.lines), *more])
        return self.candourd

    def with_a_past(self, *more, **where):
        """The council's daemon, stopped, with a mail of last month on record."""
        self.council(*more, **where)
        config = self.folder / "candourd.yaml"
        whole = config.read_text()
        config.write_text(whole[:whole.index("summary:")])
        with self.candourd:
            told = {"time": self.now.replace(day=1).astimezone() - datetime.timedelta(days=5), "sender": CLERK, "why": "away"}
            told["time"] = told["time"].isoformat(timespec="seconds")
            api = LocalApi(lambda: UnixConnection(self.candourd.socket))
            self.assertTrue(api.post("/v1/unchecked", told)["recorded"])
        config.write_text(whole)
        return self.candourd

    def start(self):
        self.candourd.start()
        self.addCleanup(lambda: self.candourd.process.poll() is None and self.candourd.finish())

    def kill(self):
        self.candourd.process.send_signal(signal.SIGKILL)
        self.candourd.process.wait()

    def candour(self, *arguments):
        done = subprocess.run([BINARIES / "candour", *arguments, "--config", self.folder / "candourd.yaml"], text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def sending(self):
        return {row["month"]: row for row in map(json.loads, self.candour("summary", "sending", "--json").stdout.splitlines())}

    def stage(self):
        return self.sending().get(self.month, {"stage": "none"})["stage"]

    def wait_until(self, condition, seconds=60):
        self.assertTrue(wait_for(condition, seconds), self.candourd.log())

    def wait_until_sent(self):
        self.wait_until(lambda: self.stage() == "sent")

    def outcomes(self):
        return [kind for kind, in self.candourd.query(
            "select outcome.kind from decision join outcome using (id) where entrance = 'summary'")]

    def assert_never_again(self):
        time.sleep(2.5)  # two looks
        self.assertLessEqual(len(self.hop.messages), 1)

    def read(self, content):
        mail = email.message_from_bytes(content, policy=email.policy.default)
        self.assertEqual([part.defects for part in mail.walk() if part.defects], [])
        return mail

    # -- the common way

    def test_reaches_real_mailboxes_once_with_all_its_parts(self):
        certificates = Certificates(self.folder.parent / "tls")
        with MailRig(certificates) as rig:
            password = self.folder.parent / "password"
            password.write_text(PASSWORD)
            password.chmod(0o600)
            self.with_a_past(f"user: {USER}", f"password-file: {password}",
                             next_hop=f"smtp://localhost:{rig.submission}?ca={certificates.ca}&tls=starttls")
            self.start()
            self.wait_until_sent()
            self.wait_until(rig.is_idle)
            time.sleep(2.5)
            self.candourd.finish()
            self.start()
            time.sleep(2.5)
            self.wait_until(rig.is_idle)
            delivered = rig.delivered()
        self.assertEqual([sorted(mail.rcpt_to) for mail in delivered], [[CLERK, CHAIR]])
        self.assertEqual(delivered[0].mail_from, "candour@eastmere-tc.gov.uk")
        self.assert_whole(delivered[0].content)
        self.assertEqual(self.outcomes(), ["delivered"])
        self.assertEqual([kind for kind, in self.candourd.query("select verdict from decision where entrance = 'summary'")],
                         ["pass"])

    def assert_whole(self, content):
        self.assertLessEqual(max(map(len, content.splitlines())), 998)
        self.assertTrue(content.isascii())
        mail = self.read(content)
        self.assertEqual([part.get_content_type() for part in mail.walk()],
                         ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf", "text/csv"])
        self.assertEqual(str(mail["From"].addresses[0]), "Cyngor Tref Llanfâr <candour@eastmere-tc.gov.uk>")
        self.assertEqual([(address.display_name, address.addr_spec) for address in mail["To"].addresses],
                         [("Helen Ward", CLERK), ("Siân O'Malley, chair", CHAIR)])
        self.assertEqual(mail["Reply-To"], CLERK)
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        self.assertRegex(mail["Message-ID"], rf"^<summary-{self.month}\.[0-9a-f]{{16}}@eastmere-tc\.gov\.uk>$")
        self.assertEqual(mail["Date"].datetime.utcoffset(), self.now.utcoffset())
        self.assertLess(abs(mail["Date"].datetime - self.now), datetime.timedelta(minutes=10))
        words = datetime.datetime.strptime(self.month, "%Y-%m").strftime("%B %Y")
        self.assertIn(words, mail["Subject"])
        text, page, pdf, table = [part for part in mail.walk() if not part.is_multipart()]
        self.assertIn(words, text.get_content())
        self.assertIn(words, page.get_content())
        html.parser.HTMLParser().feed(page.get_content())
        self.assertEqual([part.get_content_disposition() for part in (pdf, table)], ["attachment"] * 2)
        self.assertTrue(pdf.get_filename().endswith(f"{self.month}.pdf"), pdf.get_filename())
        self.assertTrue(table.get_filename().endswith(f"{self.month}.csv"), table.get_filename())
        self.assertTrue(pdf.get_content().startswith(b"%PDF-"))
        self.assertTrue(pdf.get_content().rstrip().endswith(b"%%EOF"))
        self.assertIn(",", table.get_content())

    def test_is_shown_on_the_command_line_and_to_the_doctor(self):
        self.with_a_past()
        self.start()
        self.wait_until_sent()
        done = self.candour("summary", "sending")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, rf"{self.month}  was sent on \d+ \w+ \d+ at \d\d:\d\d to 2 recipients\.\n\d{{4}}-\d\d  goes out on ")
        doctor = [json.loads(line) for line in self.candour("doctor", "--json").stdout.splitlines()]
        about = [check for check in doctor if check["about"] == "monthly summary"]
        self.assertEqual([check["state"] for check in about], ["well"])
        self.assertIn("was sent on", about[0]["told"])
        self.assertEqual(LocalApi(lambda: UnixConnection(self.candourd.socket)).status()["summary"], {"well": True})

    def test_sends_nothing_of_the_time_before_it_was_there(self):
        self.council()
        self.start()
        self.wait_until(lambda: self.stage() == "discarded")
        self.assertEqual(self.hop.messages, [])
        self.assertIn("nothing is on record", self.candour("summary", "sending").stdout)
        self.assertEqual(self.candour("summary", "sending").returncode, 0)

    def test_waits_for_its_minute(self):
        _, clock = place()
        lines = [line for line in self.lines if not line.startswith("hour")]
        self.with_a_past(lines=[*lines, "hour: 23:59"])
        due = (datetime.datetime.now(clock) + datetime.timedelta(seconds=90)).replace(second=0, microsecond=0)
        config = self.folder / "candourd.yaml"
        config.write_text(config.read_text().replace("hour: 23:59", f"hour: {due:%H:%M}"))
        self.start()
        before = (due.replace(day=1) - datetime.timedelta(days=40)).strftime("%Y-%m")
        self.wait_until(lambda: before in self.sending())
        sent_early = self.month in self.sending() or self.hop.messages
        # On a machine so slow that its minute has come by now, it may be under way.
        self.assertFalse(sent_early and datetime.datetime.now(clock) < due)
        self.wait_until(lambda: len(self.hop.messages) == 1, 180)
        sent = self.read(self.hop.messages[0].content)["Date"].datetime
        self.assertGreaterEqual(sent, due)

    def test_nothing_is_sent_where_nobody_is_named(self):
        self.candourd = Candourd(self.folder, self.hop.url)
        done = self.candour("summary", "sending")
        self.assertEqual(done.returncode, 2)
        self.assertIn("has no `summary: send-to:`", done.stderr)

    # -- killed at any step

    def test_killed_at_any_time_while_it_is_made_ready(self):
        """From the start on, a little later each time, until it was sent; whatever stood on the disk, it goes once."""
        self.with_a_past()
        self.hop.reactions = {"greeting": SILENT}
        for tenths in range(0, 30, 3):
            self.candourd.start()
            time.sleep(tenths / 10)
            self.kill()
        self.hop.reactions = {}
        self.start()
        self.wait_until_sent()
        self.assert_never_again()
        self.assertEqual(len(self.hop.messages), 1)
        self.assertEqual(self.outcomes(), ["delivered"])

    def killed_at(self, step):
        """Killed while the next hop keeps silent at that step of the sending."""
        self.with_a_past()
        self.hop.reactions = {step: SILENT}
        sessions = self.hop.sessions
        self.candourd.start()
        if step in ("greeting", "EHLO"):
            self.wait_until(lambda: self.hop.sessions > sessions)
        else:
            verb = "DATA" if step == "dot" else step
            self.wait_until(lambda: any(command.upper().startswith(verb) for command in self.hop.commands))
        if step == "dot":
            self.wait_until(lambda: self.stage() == "sending")
        time.sleep(0.5)
        self.kill()
        self.hop.reactions = {}

    def test_killed_before_the_last_byte_it_is_sent_by_the_next_start(self):
        for step in ("greeting", "EHLO", "MAIL", "RCPT", "DATA"):
            with self.subTest(step=step):
                self.setUp()
                self.killed_at(step)
                self.assertEqual(self.stage(), "due")
                self.start()
                self.wait_until_sent()
                self.assert_never_again()
                self.assertEqual(len(self.hop.messages), 1)
                self.candourd.finish()

    def test_killed_after_the_last_byte_it_is_unknown_and_not_sent_again(self):
        self.killed_at("dot")
        self.start()
        self.wait_until(lambda: self.stage() == "unknown")
        self.assert_never_again()
        self.assertEqual(self.hop.messages, [])  # the next hop kept it from us
        listed = self.candour("summary", "sending")
        self.assertEqual(listed.returncode, 1)
        self.assertIn("may have been sent or not", listed.stdout)
        self.assertIn(f"candour summary send --month {self.month} --again", listed.stdout)
        doctor = [json.loads(line) for line in self.candour("doctor", "--json").stdout.splitlines()]
        self.assertIn("bad", [check["state"] for check in doctor if check["about"].startswith("summary of ")])
        self.assertEqual(LocalApi(lambda: UnixConnection(self.candourd.socket)).status()["summary"], {"well": False})
        done = self.candour("summary", "send", "--month", self.month)
        self.assertEqual(done.returncode, 1)
        self.assertIn("may have been sent already", done.stderr)
        self.assertEqual(self.candour("summary", "send", "--month", self.month, "--again").returncode, 0)
        self.wait_until(lambda: len(self.hop.messages) == 1)
        self.wait_until_sent()
        self.assertEqual(self.outcomes(), ["released"])

    def test_a_connection_that_breaks_at_the_last_answer_leaves_it_unknown(self):
        self.with_a_past()
        self.hop.reactions = {"dot": CLOSE}
        self.start()
        self.wait_until(lambda: self.stage() == "unknown")
        self.hop.reactions = {}
        self.assert_never_again()
        self.assertEqual(self.hop.messages, [])
        self.assertEqual(self.outcomes(), ["unknown"])

    # -- what the next hop says

    def test_a_next_hop_that_is_down_is_asked_again_and_gets_it_once(self):
        self.with_a_past()
        self.hop.close()
        self.start()
        self.wait_until(lambda: self.sending().get(self.month, {}).get("tries") == 1)
        listed = self.candour("summary", "sending")
        self.assertEqual(listed.returncode, 1)
        self.assertIn("was tried once and not taken; candourd tries again on ", listed.stdout)
        bytes_before = sorted(file.read_bytes() for file in (self.folder / "data/summaries").glob("*.held"))
        port = self.hop.port
        self.hop = NextHop(port=port)
        self.addCleanup(self.hop.close)
        self.assertEqual(bytes_before, sorted(file.read_bytes() for file in (self.folder / "data/summaries").glob("*.held")))
        self.wait_until(lambda: len(self.hop.messages) == 1, 90)  # a minute after the first try
        self.wait_until_sent()
        self.assert_never_again()
        self.assertIn(self.hop.messages[0].content, b"".join(bytes_before))

    def test_a_next_hop_that_is_busy_is_asked_again(self):
        self.with_a_past()
        self.hop.reactions = {"dot": "451 4.3.0 busy"}
        self.start()
        self.wait_until(lambda: "451 4.3.0 busy" in self.candour("summary", "sending").stdout)
        self.assertEqual(self.stage(), "due")

    def test_a_next_hop_that_refuses_it_leaves_it_to_a_person(self):
        self.with_a_past()
        self.hop.reactions = {"RCPT": "550 5.1.1 nobody here"}
        self.start()
        self.wait_until(lambda: self.stage() == "failed")
        self.assertIn("was refused by the mail server: 550 5.1.1 nobody here", self.candour("summary", "sending").stdout)
        self.assertEqual(self.outcomes(), ["rejected"])
        self.hop.reactions = {}
        self.assertEqual(self.candour("summary", "send", "--month", self.month).returncode, 0)
        self.wait_until_sent()
        self.assertEqual(len(self.hop.messages), 1)

    # -- its own rules, and a person's word

    def test_what_the_councils_own_rules_stop_waits_for_a_person(self):
        self.with_a_past()
        # Somebody outside the council gets it, and no candour-extract is there to read its files: that asks.
        config = self.folder / "candourd.yaml"
        config.write_text(f"packs: {ROOT / 'policies'}\n" + config.read_text().replace(CHAIR, "editor@gazette.example"))
        self.candourd.program = self.folder / "candourd"
        for program in ("candourd", "candour-pdf"):
            shutil.copy(BINARIES / program, self.folder)
        self.start()
        self.wait_until(lambda: self.stage() == "failed")
        self.assertEqual(self.hop.messages, [])
        self.assertEqual(self.outcomes(), ["refused"])
        listed = self.candour("summary", "sending").stdout
        self.assertIn("is stopped by the council's own rules: ", listed)
        self.assertIn(f"{self.month}.pdf: ", listed)
        done = self.candour("summary", "send", "--month", self.month)
        self.assertEqual(done.returncode, 1)
        self.assertIn("say --reason", done.stderr)
        self.assertEqual(self.candour("summary", "send", "--month", self.month, "--reason", "They are the committee.").returncode, 0)
        self.wait_until_sent()
        self.assertEqual(len(self.hop.messages), 1)
        self.assertEqual(self.outcomes(), ["released"])

    def test_one_that_was_sent_is_sent_anew_on_a_persons_word_alone(self):
        self.with_a_past()
        self.start()
        self.wait_until_sent()
        first = self.hop.messages[0].content
        done = self.candour("summary", "send", "--month", self.month)
        self.assertEqual(done.returncode, 1)
        self.assertIn("was sent already", done.stderr)
        self.assertEqual(self.candour("summary", "send", "--month", self.month, "--again").returncode, 0)
        self.wait_until(lambda: len(self.hop.messages) == 2)
        self.assertNotEqual(self.read(first)["Message-ID"], self.read(self.hop.messages[1].content)["Message-ID"])
        self.assertEqual(self.candour("summary", "send", "--month", "1999-12", "--again").returncode, 1)
        self.assertEqual(self.candour("summary", "send", "--month", "December").returncode, 2)

    def test_one_that_a_disk_damaged_is_shown_and_never_sent(self):
        self.with_a_past()
        self.hop.reactions = {"greeting": SILENT}
        self.candourd.start()
        self.wait_until(lambda: self.stage() == "due")
        self.kill()
        file = self.folder / f"data/summaries/0000000000{self.month.replace('-', '')}.held"
        file.write_bytes(file.read_bytes()[:-1])
        self.hop.reactions = {}
        self.start()
        self.assertEqual(self.stage(), "damaged")
        time.sleep(2.5)
        self.assertEqual(self.hop.messages, [])
        self.assertEqual(self.candour("summary", "sending").returncode, 1)


if __name__ == "__main__":
    unittest.main()
