# SPDX-License-Identifier: MPL-2.0
#
# candour account from the shell: against a real Dovecot over TLS, an OAuth2 provider and a name server of
# our own. No secret may be seen anywhere but in its file.
import contextlib
import json
import os
import pathlib
import pty
import re
import select
import signal
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, USER, Dovecot
from support.fake_dns import MX, SRV, FakeDns
from support.fake_oauth import FakeOAuth, take_tokens
from support.next_hop import wait_for

CONFIGURATION = "# the council's own words\npolicy: policy.yaml   # kept\ndata: ./data\n"


class Accounts(unittest.TestCase):
    mechanisms = "xoauth2 oauthbearer"  # by which the server takes tokens

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        cls.addClassCleanup(folder.cleanup)
        shared = pathlib.Path(folder.name)
        cls.certificates = Certificates(shared / "tls")
        cls.other = Certificates(shared / "other")
        cls.server = Dovecot(cls.certificates)
        cls.addClassCleanup(cls.server.stop)
        take_tokens(cls.server.folder, cls.mechanisms)
        cls.server.start()
        cls.imaps = f"imaps://localhost:{cls.server.imaps}"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.config = self.folder / "candourd.yaml"
        self.config.write_text(CONFIGURATION)
        self.config.chmod(0o644)
        self.password = self.folder / "typed"
        self.password.write_text(PASSWORD + "\n")
        self.password.chmod(0o600)

    def run_candour(self, *arguments, **options):
        done = subprocess.run([BINARIES / "candour", "account", *map(str, arguments)], text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                              **options)
        self.assertNotIn(PASSWORD, done.stdout)
        self.assertNotIn("Sanitizer", done.stdout)
        return done.returncode, done.stdout

    def add(self, *more, server=True, ca=None):
        where = ["--server", self.imaps] if server else []
        return self.run_candour("add", USER, "--config", self.config, *where, "--ca", ca or self.certificates.ca, *more)

    def add_by_password(self, *more, **how):
        return self.add("--password-file", self.password, *more, **how)

    def secret_files(self):
        return sorted(file.name for file in self.folder.glob("data/accounts/*"))

    def assert_nothing_was_written(self):
        self.assertEqual(self.config.read_text(), CONFIGURATION)
        self.assertEqual(self.secret_files(), [])


class WithPassword(Accounts):
    def test_an_account_is_tried_written_listed_checked_and_removed(self):
        status, told = self.add_by_password()
        self.assertEqual(status, 0, told)
        self.assertIn(f"signed in as {USER}", told)
        secret = self.folder / f"data/accounts/{USER}.password"
        self.assertEqual((secret.read_text(), secret.stat().st_mode & 0o777), (PASSWORD + "\n", 0o600))
        self.assertEqual(secret.parent.stat().st_mode & 0o777, 0o700)
        self.assertTrue(self.config.read_text().startswith(CONFIGURATION + "accounts:\n"), "comments stay")
        self.assertEqual(self.config.stat().st_mode & 0o777, 0o644)

        status, told = self.run_candour("list", "--config", self.config, "--json")
        listed = json.loads(told)
        self.assertEqual((status, listed["user"], listed["signs_in_by"]), (0, USER, "password"))
        status, told = self.run_candour("check", USER, "--config", self.config)
        self.assertEqual(status, 0, told)

        status, told = self.run_candour("remove", USER, "--config", self.config)
        self.assertEqual(status, 0, told)
        self.assertEqual(self.config.read_text(), CONFIGURATION + "accounts: []\n")
        self.assertEqual(self.secret_files(), [])

    def test_a_wrong_password_is_told_and_nothing_is_written(self):
        self.password.write_text("not it\n")
        status, told = self.add_by_password("--user", USER)
        self.assertEqual(status, 1, told)
        self.assertIn("Check the user name and the password", " ".join(told.split()))
        self.assertNotIn("not it", told)
        self.assert_nothing_was_written()

    def test_a_wrong_certificate_is_told_before_any_password_is_sent(self):
        status, told = self.add_by_password(ca=self.other.ca)
        self.assertEqual(status, 1, told)
        self.assertIn("so no password was sent", told)
        self.assert_nothing_was_written()

    def test_a_server_that_is_not_there_is_told(self):
        status, told = self.add_by_password("--server", "imaps://localhost:1", server=False)
        self.assertEqual(status, 1, told)
        self.assertIn("does not answer", told)
        self.assert_nothing_was_written()

    def test_a_password_file_that_others_can_read_is_refused(self):
        self.password.chmod(0o644)
        status, told = self.add_by_password()
        self.assertEqual(status, 2, told)
        self.assertIn("chmod 600", told)

    def test_a_changed_password_is_told_by_check(self):
        self.assertEqual(self.add_by_password()[0], 0)
        (self.folder / f"data/accounts/{USER}.password").write_text("changed\n")
        status, told = self.run_candour("check", "--config", self.config, "--json")
        answer = json.loads(told)
        self.assertEqual((status, answer["ok"], answer["steps"][0]["step"]), (1, False, "failed"))

    def test_adding_it_again_renews_the_password_and_keeps_the_entry(self):
        self.assertEqual(self.add_by_password()[0], 0)
        before = self.config.read_text()
        status, told = self.add_by_password()
        self.assertEqual((status, self.config.read_text()), (0, before), told)

    def test_a_list_written_on_one_line_is_left_alone_and_the_lines_are_told(self):
        text = CONFIGURATION + "accounts: [{server: imaps://a.example, user: a, password-file: a}]\n"
        self.config.write_text(text)
        status, told = self.add_by_password()
        self.assertEqual((status, self.config.read_text()), (2, text), told)
        self.assertIn("by hand", told)

    def test_bad_usage_is_told(self):
        for arguments in (["add", "clerk", "--config", self.config], ["add", USER, "--config", self.folder / "gone"],
                          ["add", USER, "--config", self.config, "--no-look-up"],
                          ["remove", USER, "--config", self.config], ["add", USER],
                          ["add", USER, "--config", self.config, "--oauth", "yahoo"]):
            status, told = self.run_candour(*arguments)
            self.assertEqual(status, 2, arguments)
            self.assertTrue(told)


class AtATerminal(Accounts):
    def test_it_asks_for_what_it_does_not_know_and_shows_no_password(self):
        dns = FakeDns({})
        self.addCleanup(dns.stop)
        terminal, inside = pty.openpty()
        self.addCleanup(os.close, terminal)
        adding = subprocess.Popen([BINARIES / "candour", "account", "add", USER, "--config", self.config, "--resolver", dns.place,
                                   "--ca", self.certificates.ca], stdin=inside, stdout=inside, stderr=inside)
        os.close(inside)
        self.addCleanup(adding.kill)
        shown = ""

        def answer(question, words):
            nonlocal shown
            while not re.search(question, shown):
                self.assertTrue(select.select([terminal], [], [], 60)[0], shown)
                shown += os.read(terminal, 4096).decode()
            os.write(terminal, words.encode() + b"\n")

        answer(r"Which IMAP server.*\? ", self.imaps)
        answer(r"[Pp]assword.* ", PASSWORD)
        with contextlib.suppress(OSError):  # a terminal whose other end is closed
            while adding.poll() is None or select.select([terminal], [], [], 0)[0]:
                shown += os.read(terminal, 4096).decode()
        self.assertEqual(adding.wait(60), 0, shown)
        self.assertIn(f"signed in as {USER}", shown)
        self.assertNotIn(PASSWORD, shown)
        self.assertEqual((self.folder / f"data/accounts/{USER}.password").read_text(), PASSWORD + "\n")


class Found(Accounts):
    def dns(self, records):
        dns = FakeDns(records)
        self.addCleanup(dns.stop)
        return dns

    def test_the_server_is_found_by_its_srv_record(self):
        dns = self.dns({("_imaps._tcp.eastmere-tc.gov.uk", SRV): [(0, 1, 993, "mail.eastmere-tc.gov.uk")]})
        status, told = self.add_by_password("--resolver", dns.place, server=False)
        self.assertIn("imaps://mail.eastmere-tc.gov.uk by the domain's SRV record", told)
        self.assertEqual(status, 1, "that host is not there")

    def test_a_server_elsewhere_has_to_be_confirmed_since_dns_can_be_forged(self):
        dns = self.dns({("_imaps._tcp.eastmere-tc.gov.uk", SRV): [(0, 1, self.server.imaps, "localhost")]})
        status, told = self.add_by_password("--resolver", dns.place, server=False)
        self.assertEqual(status, 2, told)
        self.assertIn(f"--server {self.imaps}", told)
        self.assert_nothing_was_written()

    def test_a_provider_is_known_by_the_mail_exchanger_and_asks_for_a_client_id(self):
        dns = self.dns({("eastmere-tc.gov.uk", MX): [(0, "eastmere.mail.protection.outlook.com")]})
        status, told = self.add("--resolver", dns.place, server=False)
        self.assertEqual(status, 2, told)
        for said in ("imaps://outlook.office365.com by the domain's mail exchanger", "--client-id", "Microsoft Entra"):
            self.assertIn(said, " ".join(told.split()))


class OAuthAccounts(Accounts):
    def setUp(self):
        super().setUp()
        self.provider = FakeOAuth(self.certificates, USER)
        self.addCleanup(self.provider.stop)
        self.presets = self.provider.presets(self.folder / "providers.yaml", self.imaps, self.certificates.ca)
        self.token = self.folder / f"data/accounts/{USER}.token"

    def run_candour(self, *arguments, **options):
        status, told = super().run_candour(*arguments, **options)
        self.assert_no_secret_in(told)
        return status, told

    def assert_no_secret_in(self, told):
        for secret in self.provider.secrets:
            self.assertNotIn(secret, told)

    def sign_in(self, client_id="council"):
        return self.add("--oauth", "devices", "--client-id", client_id, "--providers", self.presets, server=False)

    def check(self):
        return self.run_candour("check", USER, "--config", self.config)


class ByCode(OAuthAccounts):
    def test_somebody_signs_in_by_a_code_and_the_mailbox_is_entered(self):
        self.provider.device_says = ["authorization_pending"]
        status, told = self.sign_in()
        self.assertEqual(status, 0, told)
        self.assertIn("ABCD-EFGH", told)
        self.assertIn(self.provider.url + "/enter", told)
        self.assertEqual(self.token.stat().st_mode & 0o777, 0o600)
        self.assertIn("token-file:", self.config.read_text())
        self.assert_no_secret_in(self.config.read_text())
        self.assertEqual(self.check()[0], 0)

    def test_the_daemon_follows_the_mailbox_with_the_tokens(self):
        self.provider.lifetime = 60
        daemon = Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox")
        self.config = daemon.folder / "candourd.yaml"
        status, told = self.sign_in()
        self.assertEqual(status, 0, told)
        with daemon:
            self.assertTrue(wait_for(lambda: daemon.log().count("imap following") >= 3), daemon.log())
        self.assert_no_secret_in(daemon.log())

    def test_slow_down_is_obeyed(self):
        self.provider.device_says = ["slow_down"]
        started = time.monotonic()
        self.assertEqual(self.sign_in()[0], 0)
        self.assertGreater(time.monotonic() - started, 7, "1 second, then 1 + 5")

    def test_whoever_says_no_is_believed(self):
        for said, words in (("access_denied", "said no"), ("expired_token", "the code ran out")):
            self.provider.device_says = [said]
            status, told = self.sign_in()
            self.assertEqual(status, 1, told)
            self.assertIn(words, " ".join(told.split()))
            self.assert_nothing_was_written()

    def test_an_unknown_client_id_is_told(self):
        status, told = self.sign_in(client_id="unknown")
        self.assertEqual(status, 1, told)
        self.assertIn("does not know this client id", " ".join(told.split()))

    def test_refresh_tokens_that_are_good_once_are_renewed_each_time(self):
        self.provider.lifetime = 60  # too short to be used twice
        self.assertEqual(self.sign_in()[0], 0)
        for _ in range(3):
            before = json.loads(self.token.read_text())["refresh_token"]
            status, told = self.check()
            self.assertEqual(status, 0, told)
            self.assertNotEqual(json.loads(self.token.read_text())["refresh_token"], before)

    def test_two_that_need_a_token_at_once_refresh_it_one_after_the_other(self):
        self.provider.lifetime = 60
        self.assertEqual(self.sign_in()[0], 0)
        both = [subprocess.Popen([BINARIES / "candour", "account", "check", USER, "--config", self.config],
                                 stdout=subprocess.PIPE, text=True) for _ in range(2)]
        for each in both:
            told, _ = each.communicate(timeout=120)
            self.assertEqual(each.returncode, 0, told)

    def test_consent_that_was_withdrawn_is_told_with_what_to_do(self):
        self.provider.lifetime = 60
        self.assertEqual(self.sign_in()[0], 0)
        self.provider.withdrawn = True
        status, told = self.check()
        self.assertEqual(status, 1, told)
        for words in ("consent for this account has ended", f"candour account add {USER}"):
            self.assertIn(words, " ".join(told.split()))
        self.provider.withdrawn = False
        self.assertEqual(self.sign_in()[0], 0, "signing in again mends it")
        self.assertEqual(self.check()[0], 0)
        self.assertEqual(self.config.read_text().count("token-file:"), 1)

    def test_a_kill_between_answer_and_write_leaves_a_whole_token_file(self):
        self.provider.lifetime = 60
        self.assertEqual(self.sign_in()[0], 0)
        before = self.token.read_text()
        process = None
        self.provider.before_answer = lambda _: os.kill(process.pid, signal.SIGKILL)
        process = subprocess.Popen([BINARIES / "candour", "account", "check", USER, "--config", self.config],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertEqual(process.wait(60), -signal.SIGKILL)
        self.provider.before_answer = lambda _: None
        self.assertEqual(self.token.read_text(), before)
        status, told = self.check()  # the old one was used up, which nobody can undo
        self.assertEqual(status, 1, told)
        self.assertIn("candour account add", told)
        self.assertEqual(self.sign_in()[0], 0)

    def test_a_token_file_that_others_can_read_is_refused(self):
        self.assertEqual(self.sign_in()[0], 0)
        self.token.chmod(0o640)
        status, told = self.check()
        self.assertEqual(status, 1, told)
        self.assertIn("chmod 600", told)

    def test_a_provider_with_a_wrong_certificate_is_asked_nothing(self):
        self.provider.presets(self.presets, self.imaps, self.other.ca)
        status, told = self.sign_in()
        self.assertEqual(status, 1, told)
        self.assertEqual(self.provider.asked, [])


class ByXoauth2Alone(OAuthAccounts):
    """As Microsoft 365 has it."""

    mechanisms = "xoauth2"

    def test_the_mailbox_is_entered(self):
        status, told = self.sign_in()
        self.assertEqual(status, 0, told)
        self.assertEqual(self.check()[0], 0)
        self.assertIn("method=XOAUTH2", self.server.log.read_text())
        self.assertNotIn("method=OAUTHBEARER", self.server.log.read_text())


class ByBrowser(OAuthAccounts):
    def start(self):
        process = subprocess.Popen(
            [BINARIES / "candour", "account", "add", USER, "--config", self.config, "--ca", self.certificates.ca,
             "--oauth", "browsers", "--client-id", "council", "--providers", self.presets],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        for line in process.stdout:
            if "/authorize?" in line:
                return process, re.search(r"https://\S+", line)[0]
        self.fail("no address to open")

    def open(self, url):
        """As a browser does, redirects followed."""
        context = ssl.create_default_context(cafile=self.certificates.ca)
        with urllib.request.urlopen(url, context=context, timeout=20) as page:
            return page.read().decode()

    def test_somebody_signs_in_with_a_browser_here(self):
        process, url = self.start()
        self.assertIn("You have signed in", self.open(url))
        told, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, told)
        self.assert_no_secret_in(told)
        self.assertEqual(self.check()[0], 0)

    def test_an_answer_with_another_state_is_turned_away(self):
        process, url = self.start()
        redirect = re.search(r"redirect_uri=([^&]+)", url)[1].replace("%3A", ":").replace("%2F", "/")
        with self.assertRaises(urllib.error.HTTPError) as turned_away:
            self.open(redirect + "?code=stolen&state=other")
        self.assertEqual(turned_away.exception.code, 400)
        turned_away.exception.close()
        self.open(url)
        self.assertEqual(process.wait(60), 0)

    def test_a_code_that_somebody_else_asked_for_is_not_redeemed(self):
        process, url = self.start()
        self.open(re.sub(r"code_challenge=[^&]+", "code_challenge=another", url))
        told, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, told)
        self.assert_no_secret_in(told)
        self.assert_nothing_was_written()


if __name__ == "__main__":
    unittest.main()
