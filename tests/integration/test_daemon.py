# SPDX-License-Identifier: MPL-2.0
#
# What the admin meets: starting, reloading, faulty policies, and a ledger and log that keep no words.
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.local_api import over_socket
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

SILENT_COPY = ("From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: Marigold\r\n"
               "Message-ID: <marigold@eastmere-tc.gov.uk>\r\n\r\nDear Bob,\r\n\r\nAbout the Periwinkle.\r\n")
RECIPIENTS = ("bob@resident.example", "jane.smith@eastmere-tc.gov.uk")


class Daemon(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def daemon(self, action="confirm"):
        candourd = Candourd(self.folder, self.hop.url, action=action)
        self.addCleanup(candourd.finish)
        return candourd

    def send(self, candourd):
        client = RawClient(candourd.port)
        self.addCleanup(client.close)
        client.greet()
        client.envelope(recipients=RECIPIENTS)
        return client.message(SILENT_COPY)[:3]

    def wait_for_log(self, candourd, words):
        deadline = time.monotonic() + 20
        while words not in candourd.log():
            self.assertLess(time.monotonic(), deadline, candourd.log())
            time.sleep(0.05)

    def wait_until(self, condition):
        self.assertTrue(wait_for(condition, 20), self.folder)

    def status(self, candourd):
        api = over_socket(candourd)
        try:
            return api.status().body
        finally:
            api.close()

    def rewrite_policy(self, old, new):
        policy = self.folder / "policy.yaml"
        text = policy.read_text()
        self.assertIn(old, text)
        policy.write_text(text.replace(old, new))

    def test_hangup_reads_the_policy_again(self):
        candourd = self.daemon("block").start()
        self.assertEqual(self.send(candourd), "550")
        self.rewrite_policy("silent-copy: block", "silent-copy: note")
        before = candourd.log().count("policy version=")
        candourd.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 20
        while candourd.log().count("policy version=") == before and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.send(candourd), "250")

    def test_a_faulty_policy_replaces_none_that_works(self):
        candourd = self.daemon("block").start()
        self.rewrite_policy("silent-copy: block", "silent-coppy: note")
        candourd.process.send_signal(signal.SIGHUP)
        self.wait_for_log(candourd, "did you mean 'silent-copy'?")
        self.assertEqual(self.send(candourd), "550")

    def test_a_policy_or_roster_that_is_saved_is_in_force_soon(self):
        candourd = self.daemon("block").start()
        self.assertEqual(self.send(candourd), "550")
        self.rewrite_policy("silent-copy: block", "silent-copy: note")
        self.wait_until(lambda: self.send(candourd) == "250")
        self.rewrite_policy("silent-copy: note", "silent-copy: block")
        self.wait_until(lambda: self.send(candourd) == "550")
        # The roster without her: nobody to be named at the foot any more.
        roster = self.folder / "roster.csv"
        with_her = roster.read_text()
        roster.write_text("".join(line for line in with_her.splitlines(True) if "Jane Smith" not in line))
        self.wait_until(lambda: self.send(candourd) == "250")

    def test_a_fault_that_is_saved_is_told_and_so_is_its_mending(self):
        candourd = self.daemon("block").start()
        roster = self.folder / "roster.csv"
        good = roster.read_text()
        roster.write_text(good.replace(",clerk,", ",clark,"))
        self.wait_for_log(candourd, "policy_not_reloaded")
        self.assertIn("roster.csv:", candourd.log())
        self.assertEqual(self.send(candourd), "550")
        self.assertTrue(self.status(candourd)["policy"]["faulty"])
        candourd.stop()
        candourd.start()  # with the last good one, whose roster is a copy
        self.assertTrue(self.status(candourd)["policy"]["faulty"])
        roster.write_text(good)
        self.wait_until(lambda: not self.status(candourd)["policy"]["faulty"])

    def test_starts_with_the_last_good_policy(self):
        candourd = self.daemon("block").start()
        candourd.stop()
        self.rewrite_policy("silent-copy: block", "silent-coppy: note")
        candourd.start()
        self.assertIn("did you mean 'silent-copy'?", candourd.log())
        self.assertEqual(self.send(candourd), "550")

    def test_does_not_start_with_a_policy_that_never_was_good(self):
        candourd = Candourd(self.folder, self.hop.url)
        self.rewrite_policy("extends: model-2026", "extends: modell-2026")
        for arguments in (["--check"], []):
            done = subprocess.run([BINARIES / "candourd", "--config", self.folder / "candourd.yaml", *arguments],
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"policy\.yaml:\d+:\d+: unknown pack 'modell-2026'; did you mean 'model-2026'\?")

    def test_check_says_what_is_sound(self):
        Candourd(self.folder, self.hop.url)
        done = subprocess.run([BINARIES / "candourd", "--check", "--config", self.folder / "candourd.yaml"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("is sound: Eastmere Town Council", done.stdout)

    def test_says_which_port_is_taken(self):
        candourd = self.daemon().start()
        config = self.folder / "candourd.yaml"
        config.write_text(config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{candourd.port}").replace("./data", "./other"))
        done = subprocess.run([BINARIES / "candourd", "--config", config], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(candourd.port), done.stderr)

    def test_two_do_not_work_on_one_folder(self):
        first = self.daemon().start()
        runs = first.query("SELECT * FROM run")
        done = subprocess.run([BINARIES / "candourd", "--config", self.folder / "candourd.yaml"], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^data: .*/data: another candourd is at work on this folder\. Stop that one first")
        self.assertEqual(first.query("SELECT * FROM run"), runs)
        first.process.kill()
        first.process.wait()
        first.start()

    def test_keeps_no_words_and_no_outsider(self):
        candourd = self.daemon("warn").start()
        self.assertEqual(self.send(candourd), "250")
        candourd.stop()
        kept = b"".join(file.read_bytes() for file in (self.folder / "data").glob("ledger*"))
        for words in (b"Marigold", b"Periwinkle", b"bob@", b"marigold@"):
            self.assertNotIn(words, kept)
        for words in ("Marigold", "Periwinkle", "bob@", "jane.smith@"):
            self.assertNotIn(words, candourd.log())

    def test_lists_its_findings(self):
        candourd = self.daemon("warn").start()
        self.send(candourd)
        for _ in range(100):
            done = subprocess.run([BINARIES / "candour", "findings", "--config", self.folder / "candourd.yaml"],
                                  capture_output=True, text=True, timeout=60)
            if "delivered" in done.stdout:
                break
            time.sleep(0.05)
        self.assertIn("silent-copy: Jane Smith", done.stdout)
        self.assertIn("delivered", done.stdout)

    def test_ends_while_a_client_is_connected(self):
        candourd = self.daemon().start()
        client = RawClient(candourd.port)
        self.addCleanup(client.close)
        client.greet()
        started = time.monotonic()
        self.assertEqual(candourd.stop(), 0)
        self.assertLess(time.monotonic() - started, 15)


if __name__ == "__main__":
    unittest.main()
