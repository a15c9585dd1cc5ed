# SPDX-License-Identifier: MPL-2.0
#
# candour-extract on its own and below candourd: nothing gets out of it, and whatever happens to it, mail
# goes on. CANDOUR_THREADS_ONLY: several workers share its processes.
import ctypes
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from email.message import EmailMessage

from support.candourd import BINARIES, ROOT, Candourd
from support.documents import marked
from support.next_hop import NextHop, wait_for
from support.processes import children, descendants, is_running
from support.smtp_client import RawClient

RECIPIENTS = ("bob@resident.example", "jane.smith@eastmere-tc.gov.uk")
SLOWEST_ANSWER = 30  # seconds: several sessions wait for two readers, under a sanitizer


def mail_with(kind, place, number=0):
    mail = EmailMessage()
    mail["From"] = "Helen Ward <clerk@eastmere-tc.gov.uk>"
    mail["To"] = "Bob Hill <bob@resident.example>, Jane Smith <jane.smith@eastmere-tc.gov.uk>"
    mail["Subject"] = f"The drains {number}"
    mail["Message-ID"] = f"<drains-{number}@eastmere-tc.gov.uk>"
    mail.set_content("Dear both,\n\nPlease find the report attached.\n\nKind regards,\nHelen Ward\nTown Clerk\n")
    name, content = marked(kind, place, text=f"Report {number} on the drains\nNothing was found in Mill Lane.")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def walls_of_this_system():
    """What a container or an old kernel lets an ordinary process build."""
    namespaces = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork",
                                 "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0
    create_ruleset, version_of_it = 444, 1
    landlock = ctypes.CDLL(None).syscall(create_ruleset, None, 0, version_of_it) >= 1
    return [name for name, there in (("namespaces", namespaces), ("landlock", landlock), ("seccomp", True)) if there]


@unittest.skipIf("CANDOUR_THREADS_ONLY" in os.environ, "ThreadSanitizer's own thread keeps it out of namespaces")
class Walls(unittest.TestCase):
    """What candour-extract may do, tried from inside."""

    def self_test(self, *without):
        program = [BINARIES / "candour-extract", "--self-test"]
        if without:
            program = [sys.executable, ROOT / "tests/support/without_calls.py", ",".join(without), *program]
        done = subprocess.run(program, text=True, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return dict(line.split(": ", 1) for line in done.stdout.splitlines())

    def assert_nothing_got_out(self, report):
        refused = {what: how for what, how in report.items() if what not in ("confinement", "helper programs")}
        self.assertGreater(len(refused), 15)
        for what, how in refused.items():
            self.assertTrue(how.startswith("refused"), f"{what}: {how}")

    def test_hold_with_all_that_the_system_has(self):
        report = self.self_test()
        walls = walls_of_this_system()
        self.assertEqual(report["confinement"], "+".join(walls))
        self.assertEqual(report["helper programs"], "run" if len(walls) > 1 else "do not run")
        if "namespaces" in walls:
            self.assertEqual(report["read /etc/passwd"], "refused (ENOENT)")
        self.assert_nothing_got_out(report)

    def test_hold_without_namespaces(self):
        if "landlock" not in walls_of_this_system():
            self.skipTest("this system has no Landlock")
        report = self.self_test("unshare")
        self.assertEqual(report["confinement"], "landlock+seccomp")
        self.assertEqual(report["helper programs"], "run")
        self.assert_nothing_got_out(report)

    def test_hold_by_seccomp_alone_and_start_no_foreign_program(self):
        report = self.self_test("unshare", "landlock_create_ruleset")
        self.assertEqual(report["confinement"], "seccomp")
        self.assertEqual(report["helper programs"], "do not run")
        self.assert_nothing_got_out(report)


class Alone(unittest.TestCase):
    """candour check with and without its reader."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def check(self, candour, mail):
        message = self.folder / "mail.eml"
        message.write_bytes(mail)
        recipients = [word for recipient in RECIPIENTS for word in ("--rcpt", recipient)]
        done = subprocess.run([candour, "check", "--policy", ROOT / "policies/examples/eastmere.yaml", "--packs",
                               ROOT / "policies", "--json", *recipients, message],
                              text=True, capture_output=True, timeout=120)
        return json.loads(done.stdout)

    def test_a_marking_inside_an_attached_file_is_found(self):
        result = self.check(BINARIES / "candour", mail_with("docx", "header"))
        self.assertIn("confidential-disclosure", [finding["rule"] for finding in result["findings"]])
        self.assertEqual(result["unchecked"], [])

    def test_without_its_reader_it_says_so_and_asks(self):
        candour = shutil.copy(BINARIES / "candour", self.folder)
        result = self.check(candour, mail_with("docx", "header"))
        self.assertEqual([unread["why"] for unread in result["unchecked"]],
                         ["the program that opens files is not there or does not work"])
        self.assertEqual(result["verdict"], "confirm")
        plain = mail_with("docx", "none").split(b"\r\n\r\n")[0].replace(b"multipart/mixed", b"text/plain")
        self.assertEqual(self.check(candour, plain + b"\r\n\r\nDear both,\r\n")["unchecked"], [], "nothing is missed where nothing is attached")


class BelowTheDaemon(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        hop = NextHop()
        self.addCleanup(hop.close)
        self.candourd = Candourd(pathlib.Path(folder.name) / "council", hop.url)

    def send(self, mail):
        with RawClient(self.candourd.port, timeout=SLOWEST_ANSWER) as client:
            client.greet()
            client.envelope(recipients=RECIPIENTS)
            return client.message(mail)

    def test_its_walls_are_told_at_the_start(self):
        with self.candourd as candourd:
            self.assertRegex(candourd.log(), r"extract confinement=\S*seccomp\n")
            self.assertEqual(len(children(candourd.process.pid)), 1, "one process is kept warm")

    def test_markings_inside_files_are_found(self):
        with self.candourd:
            self.assertEqual(self.send(mail_with("docx", "none", 1))[:3], "250")
            answer = self.send(mail_with("docx", "footer", 2))
            self.assertEqual(answer[:3], "550")
            self.assertIn("CONFIDENTIAL", answer)

    def test_no_process_outlives_a_daemon_that_is_killed(self):
        self.candourd.start()
        self.send(mail_with("docx", "none"))
        started = descendants(self.candourd.process.pid)
        self.assertTrue(started)
        self.candourd.process.kill()
        self.candourd.process.wait()
        wait_for(lambda: not any(map(is_running, started)))
        self.assertFalse(any(map(is_running, started)))

    def test_mail_goes_on_while_readers_are_killed_at_random(self):
        with self.candourd as candourd:
            done = threading.Event()

            def kill_at_random():
                chance = random.Random(7)
                while not done.wait(chance.uniform(0.002, 0.08)):
                    victims = descendants(candourd.process.pid)
                    if victims:
                        try:
                            os.kill(chance.choice(victims), signal.SIGKILL)
                        except ProcessLookupError:
                            pass

            answers, slowest = [], []

            def send_some(sender):
                for number in range(12):
                    started = time.monotonic()
                    answers.append(self.send(mail_with(("docx", "odt", "rtf")[number % 3], "none",
                                                       100 * sender + number))[:3])
                    slowest.append(time.monotonic() - started)

            killer = threading.Thread(target=kill_at_random)
            senders = [threading.Thread(target=send_some, args=(sender,)) for sender in range(4)]
            for thread in [killer, *senders]:
                thread.start()
            for thread in senders:
                thread.join()
            done.set()
            killer.join()
            self.assertEqual(len(answers), 48)
            self.assertLessEqual(set(answers), {"250", "550"}, "delivered, or asked because a file stayed unread")
            self.assertLess(max(slowest), SLOWEST_ANSWER)
            self.assertEqual(self.send(mail_with("docx", "none", 900))[:3], "250", "read again at once")
            self.assertIn("CONFIDENTIAL", self.send(mail_with("odt", "body", 901)))


if __name__ == "__main__":
    unittest.main()
