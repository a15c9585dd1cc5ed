# SPDX-License-Identifier: MPL-2.0
#
# candour doctor: each fault is made for real, and its line is looked for; nothing it says holds a secret.
import json
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, USER
from support.mailrig import MailRig
from support.next_hop import NextHop
from support.ports import free_port


class Doctor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        cls.addClassCleanup(folder.cleanup)
        cls.shared = pathlib.Path(folder.name)
        cls.certificates = Certificates(cls.shared / "tls")
        cls.rig = MailRig(cls.certificates)
        cls.addClassCleanup(cls.rig.stop)
        cls.rig.start()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.password = self.secret(PASSWORD)

    def secret(self, word, mode=0o600):
        file = pathlib.Path(self.folder.parent) / f"password-{len(word)}-{mode:o}"
        file.write_text(word + "\n")
        file.chmod(mode)
        return file

    def council(self, next_hop=None, **changes):
        """A daemon's folder, not started."""
        url = next_hop or f"smtp://localhost:{self.rig.submission}?ca={self.certificates.ca}&tls=starttls"
        return Candourd(self.folder, url, **changes)

    def started(self, **changes):
        candourd = self.council(**changes).start()
        self.addCleanup(candourd.finish)
        return candourd

    def examine(self, *more):
        done = subprocess.run([BINARIES / "candour", "doctor", "--config", self.folder / "candourd.yaml", *more],
                              text=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        for text in (done.stdout, done.stderr):
            self.assertNotIn(PASSWORD, text)
            self.assertNotIn("Sanitizer", text)
        return done

    def checks(self):
        """(exit status, {what it is about: check})"""
        done = self.examine("--json")
        checks = [json.loads(line) for line in done.stdout.splitlines()]
        for check in checks:
            self.assertEqual(bool(check["cure"]), check["state"] != "well", check)
        self.assertEqual(done.returncode, int(any(check["state"] == "bad" for check in checks)), done.stdout)
        return done.returncode, {check["about"]: check for check in checks}

    def assert_found(self, about, state, told="", cure=""):
        _, checks = self.checks()
        found = [check for name, check in checks.items() if name.startswith(about)]
        self.assertEqual(len(found), 1, checks)
        self.assertEqual(found[0]["state"], state, found)
        self.assertIn(told, found[0]["told"])
        self.assertIn(cure, found[0]["cure"])
        return found[0]

    def rewrite(self, name, old, new):
        file = self.folder / name
        text = file.read_text()
        self.assertIn(old, text)
        file.write_text(text.replace(old, new))

    def test_finds_nothing_bad_where_all_is_well(self):
        self.started(accounts=self.rig.dovecot.account(self.password), http=[f"listen: 127.0.0.1:{free_port()}"])
        status, checks = self.checks()
        self.assertEqual(status, 0, checks)
        # How full a disk is and who keeps the clock is this machine's affair.
        others = [check for name, check in checks.items() if name not in ("disk", "clock")]
        self.assertEqual([check for check in others if check["state"] != "well"], [])
        self.assertIn("Eastmere Town Council, model-2026, 4 people", checks[f"policy {self.folder}/policy.yaml"]["told"])
        self.assertIn("0 mails on record", checks[f"ledger {self.folder}/data/ledger.sqlite"]["told"])
        self.assertIn("PIPELINING", checks[f"next hop localhost:{self.rig.submission}"]["told"])
        self.assertIn("over TLS", checks[f"next hop localhost:{self.rig.submission}"]["told"])
        self.assertIn(f"signed in as {USER}", checks[f"mailbox {USER}"]["told"])

    def test_tells_people_the_same_in_words(self):
        self.council("smtp://127.0.0.1:9")
        done = self.examine()
        self.assertEqual(done.returncode, 1)
        self.assertIn("bad   next hop 127.0.0.1:9: ", done.stdout)
        self.assertIn("      → Check name and port", done.stdout)
        self.assertRegex(done.stdout, r"\n1 thing is bad; \d+ things? to look at\.\n$")
        self.assertTrue(all(len(line) <= 80 or "/" in line for line in done.stdout.splitlines()), done.stdout)

    def test_a_configuration_that_cannot_be_read(self):
        self.council()
        self.rewrite("candourd.yaml", "next-hop", "next-hopp")
        done = self.examine()
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"candourd.yaml:\d+:\d+: .*did you mean 'next-hop'")

    def test_a_policy_that_does_not_load(self):
        self.started()
        self.rewrite("policy.yaml", "silent-copy", "silent-coppy")
        self.assert_found(f"policy {self.folder}", "bad", "did you mean 'silent-copy'?")
        self.assert_found("policy in force", "bad", "the last good one", "Mend the policy")

    def test_a_next_hop_whose_certificate_nobody_vouches_for(self):
        with NextHop(certificates=self.certificates, implicit_tls=True) as hop:
            self.council(hop.url)
            self.assert_found("next hop", "bad", "certificate", "?ca=FILE")
            self.assertEqual(hop.commands, [])

    def test_a_next_hop_without_starttls(self):
        with NextHop() as hop:
            self.council(f"smtp://127.0.0.1:{hop.port}?tls=starttls")
            self.assert_found("next hop", "bad", "STARTTLS")

    def test_a_next_hop_is_sent_no_mail(self):
        with NextHop() as hop:
            self.council(hop.url)
            self.assert_found("next hop", "well", "PIPELINING, SIZE")
            self.assertFalse([command for command in hop.commands if command.startswith(("MAIL", "RCPT", "DATA"))])

    def test_a_next_hop_that_says_nothing_understandable(self):
        with NextHop(reactions={"greeting": "this is not SMTP"}) as hop:
            self.council(hop.url)
            self.assert_found("next hop", "bad")

    def test_a_sandbox_is_no_mail_server(self):
        self.council("sandbox:out")
        self.assert_found("next hop sandbox:", "care", "goes no further")

    def test_a_port_that_another_program_has(self):
        self.council()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.rewrite("candourd.yaml", "127.0.0.1:0", f"127.0.0.1:{port}")
            self.assert_found(f"port 127.0.0.1:{port} (smtp)", "bad", "another program has it", "ss -ltnp")
        self.assert_found(f"port 127.0.0.1:{port} (smtp)", "well", "free")

    def test_an_address_that_this_machine_has_not(self):
        self.council(tls="implicit", certificates=self.certificates)
        self.rewrite("candourd.yaml", "127.0.0.1:0", "192.0.2.7:2465")
        self.assert_found("port 192.0.2.7:2465", "bad", "no such address")

    def test_a_daemon_that_runs_with_another_configuration(self):
        port = free_port()
        candourd = self.council()
        self.rewrite("candourd.yaml", "127.0.0.1:0", f"127.0.0.1:{port}")
        candourd.start()
        self.addCleanup(candourd.finish)
        self.assert_found("port", "well", "candourd listens there")
        other = free_port()
        self.rewrite("candourd.yaml", f"127.0.0.1:{port}", f"127.0.0.1:{other}")
        self.assert_found(f"port 127.0.0.1:{other}", "bad", "candourd does not listen there", "restart")

    def test_a_daemon_that_does_not_run(self):
        self.council()
        self.assert_found("candourd", "care", "is not running")

    def test_a_password_that_others_may_read(self):
        readable = self.secret(PASSWORD, 0o644)
        self.council(accounts=self.rig.dovecot.account(readable))
        self.assert_found("password of", "bad", str(readable), "0600")

    def test_a_wrong_password(self):
        self.council(accounts=self.rig.dovecot.account(self.secret("another-word")))
        self.assert_found("mailbox", "bad", "was reached safely", "password")

    def test_a_data_folder_that_others_may_enter(self):
        self.council()
        (self.folder / "data").mkdir(mode=0o755)
        self.assert_found("data folder", "bad", "mode 0755", "chmod")

    def test_a_damaged_ledger(self):
        candourd = self.council()
        candourd.start()
        candourd.finish()
        ledger = self.folder / "data/ledger.sqlite"
        whole = ledger.read_bytes()
        ledger.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
        self.assert_found("ledger", "bad", "", "backup")
        ledger.write_bytes(b"no ledger at all" * 1000)
        self.assert_found("ledger", "bad", "not a database", "backup")

    def certificate(self, days, names="DNS:localhost,IP:127.0.0.1"):
        made = Certificates(self.folder.parent / f"tls{days}", names, days)
        self.council(tls="starttls", certificates=made)
        return made

    def test_a_certificate_that_ran_out(self):
        self.certificate(-1)
        self.assert_found("certificate of smtp", "bad", "ran out 1 day ago", "Renew it")

    def test_a_certificate_that_soon_runs_out(self):
        self.certificate(20)
        self.assert_found("certificate of smtp", "care", "another 19 days", "Renew it")

    def test_a_certificate_with_time_left(self):
        self.certificate(200)
        self.assert_found("certificate of smtp", "well", "another 199 days")

    def test_a_key_of_another_certificate(self):
        made = self.certificate(200)
        made.key.write_bytes(self.certificates.key.read_bytes())
        self.assert_found("certificate of smtp", "bad", str(made.key))

    def test_a_key_that_others_may_read(self):
        made = self.certificate(200)
        made.key.chmod(0o644)
        self.assert_found("certificate of smtp", "bad", "others may read it", "chmod 0600")

    def test_a_certificate_for_another_name(self):
        made = Certificates(self.folder.parent / "named", "DNS:mail.example")
        self.council(http=["listen: 127.0.0.1:0", "host: candour.example", f"certificate: {made.certificate}",
                           f"key: {made.key}"])
        self.assert_found("certificate of http", "bad", "candour.example")

    def test_a_daemon_that_hangs(self):
        candourd = self.started()
        candourd.process.send_signal(signal.SIGSTOP)
        try:
            self.assert_found("candourd", "bad", "does not answer", "restart")
        finally:
            candourd.process.send_signal(signal.SIGCONT)


if __name__ == "__main__":
    unittest.main()
