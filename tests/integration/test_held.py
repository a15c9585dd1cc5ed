# SPDX-License-Identifier: MPL-2.0
#
# Mail that waits for a decision: taken in only once it is on the disk, sent once somebody has released it, and never
# twice, whenever the daemon is killed and whatever the next hop does.
import base64
import email
import getpass
import json
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, USER
from support.mailrig import MailRig
from support.next_hop import CLOSE, SILENT, NextHop, wait_for
from support.smtp_client import RawClient

BLIND = ("bob@resident.example", "jane.smith@eastmere-tc.gov.uk")
WORDS = "The plot is free from Monday."


def message(number=1, words=WORDS):
    """A silent copy, once Jane Smith is among the recipients."""
    return ("From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: Allotments\r\n"
            f"Message-ID: <{number}@eastmere-tc.gov.uk>\r\nDate: Mon, 20 Jul 2026 17:00:{number:02} +0100\r\n"
            f"X-Candour-Test: taken out\r\n\r\nDear Bob,\r\n\r\n..{words}\r\n\r\nHelen Ward\r\n")


RELAYED = message().replace("X-Candour-Test: taken out\r\n", "").replace("\r\n..", "\r\n.").encode()


class Held(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def council(self, *held, next_hop=None):
        self.candourd = Candourd(self.folder, next_hop or self.hop.url, action="hold", held=held)
        return self.candourd

    def start(self, *held, **where):
        self.council(*held, **where).start()
        self.addCleanup(lambda: self.candourd.process.poll() is None and self.candourd.finish())
        return self.candourd

    def send(self, content=None, recipients=BLIND):
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope("clerk@eastmere-tc.gov.uk", recipients)
            return client.message(content or message())

    def run_candour(self, *arguments):
        done = subprocess.run([BINARIES / "candour", *arguments, "--config", self.folder / "candourd.yaml"], text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        self.assertNotIn("Sanitizer", done.stderr)
        return done

    def candour(self, *arguments):
        done = self.run_candour("held", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def held(self):
        return [json.loads(line) for line in self.candour("list", "--json").splitlines()]

    def stage(self):
        """Of the one mail that is held; "gone" where there is none."""
        held = self.held()
        return held[0]["stage"] if held else "gone"

    def hold(self):
        answer = self.send()
        self.assertRegex(answer, r"^250 2\.0\.0 Held for a decision \(silent-copy\), not sent yet; id [0-9a-f]{16}$")
        return answer[-16:]

    def release(self, held, *more):
        self.candour("release", held, "--reason", "She knows of it.", *more)

    def outcomes(self):
        return [tuple(row) for row in self.candourd.query("select kind, reason from outcome")]

    def arrivals(self):
        """Of the held mail; notices are told apart by their sender."""
        return [mail for mail in self.hop.messages if mail.mail_from]

    def notices(self):
        return [email.message_from_bytes(mail.content) for mail in self.hop.messages if not mail.mail_from]

    def wait_until(self, condition, seconds=30):
        self.assertTrue(wait_for(condition, seconds), self.candourd.log())

    def assert_never_again(self):
        time.sleep(2.5)  # two looks at the spool
        self.assertLessEqual(len(self.arrivals()), 1)

    def kill(self):
        self.candourd.process.send_signal(signal.SIGKILL)
        self.candourd.process.wait()

    # -- the common way

    def test_is_sent_once_it_was_released_and_its_sender_told(self):
        self.start()
        held = self.hold()
        self.assertEqual(self.hop.messages, [])
        self.assertEqual(self.outcomes(), [("held", "")])
        self.release(held)
        self.wait_until(lambda: len(self.notices()) == 1)
        self.assertEqual([mail.content for mail in self.arrivals()], [RELAYED])
        self.assertEqual(self.arrivals()[0].rcpt_to, list(BLIND))
        self.wait_until(lambda: self.outcomes() == [("released", "She knows of it.")])
        self.wait_until(lambda: self.stage() == "gone")
        notice = self.notices()[0]
        self.assertEqual(notice["To"], "clerk@eastmere-tc.gov.uk")
        self.assertEqual(notice["Auto-Submitted"], "auto-replied")
        text = notice.get_payload(decode=True).decode()
        self.assertIn("She knows of it.", text)
        self.assertIn("to 2 recipients was held for a decision on account of silent-copy", text)
        self.assertNotIn("jane.smith", notice.as_string())
        self.assertNotIn("jane.smith", self.candourd.log())
        self.assertNotIn("The plot", self.candourd.log())

    def test_is_never_sent_once_it_was_discarded(self):
        self.start()
        held = self.hold()
        self.candour("discard", held, "--reason", "Ask her first.")
        self.wait_until(lambda: len(self.notices()) == 1)
        self.wait_until(lambda: self.outcomes() == [("discarded", "Ask her first.")])
        self.assertEqual(self.arrivals(), [])
        self.assertEqual(self.stage(), "gone")
        self.assertEqual(list((self.folder / "data/held").iterdir()), [])

    def test_can_be_listed_and_read_before(self):
        self.start()
        held = self.hold()
        listed = self.candour("list")
        self.assertIn(f"{held}  ", listed)
        self.assertIn("clerk@eastmere-tc.gov.uk to 2 recipients\n    silent-copy; waits for a decision", listed)
        shown = self.candour("show", held)
        self.assertIn("Blind:   jane.smith@eastmere-tc.gov.uk", shown)
        self.assertIn(WORDS, shown)
        self.assertIn("held", self.run_candour("findings", "--all").stdout)

    def test_lets_the_session_go_on(self):
        self.start()
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope("clerk@eastmere-tc.gov.uk", BLIND)
            self.assertTrue(client.message(message()).startswith("250 2.0.0 Held"))
            client.envelope("clerk@eastmere-tc.gov.uk", ("bob@resident.example",))
            self.assertTrue(client.message(message(2)).startswith("250 2.0.0 queued"))
        self.assertEqual([mail.rcpt_to for mail in self.hop.messages], [["bob@resident.example"]])

    def test_without_a_place_to_hold_hold_asks(self):
        self.candourd = Candourd(self.folder, self.hop.url, action="hold").start()
        self.addCleanup(self.candourd.finish)
        self.assertTrue(self.send().startswith("550"))
        done = self.run_candour("held", "list")
        self.assertEqual(done.returncode, 2)
        self.assertIn("has no `held:`", done.stderr)

    def test_reaches_a_real_mailbox_byte_for_byte_and_once(self):
        certificates = Certificates(self.folder.parent / "tls")
        with MailRig(certificates) as rig:
            password = self.folder.parent / "password"
            password.write_text(PASSWORD)
            password.chmod(0o600)
            self.start(f"user: {USER}", f"password-file: {password}",
                       next_hop=f"smtp://localhost:{rig.submission}?ca={certificates.ca}&tls=starttls")
            with RawClient(self.candourd.port) as client:
                client.greet()
                login = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
                self.assertTrue(client.ask(f"AUTH PLAIN {login}").startswith("235"))
                client.envelope("clerk@eastmere-tc.gov.uk", BLIND)
                answer = client.message(message())
            self.assertTrue(answer.startswith("250 2.0.0 Held"), answer)
            self.assertEqual(rig.delivered(), [])
            self.release(answer[-16:])
            self.wait_until(lambda: self.stage() == "gone")
            self.wait_until(rig.is_idle)
            held = [mail for mail in rig.delivered() if mail.mail_from]
            self.assertEqual([mail.content for mail in held], [RELAYED.replace(b"\r\n", b"\n")])
            self.assertEqual(sorted(held[0].rcpt_to), sorted(BLIND))
            self.wait_until(lambda: [mail.rcpt_to for mail in rig.delivered() if not mail.mail_from] == [[USER]])

    def test_a_damaged_one_is_shown_and_never_sent(self):
        self.start()
        held = self.hold()
        file = self.folder / "data/held" / f"{held}.held"
        file.write_bytes(file.read_bytes()[:-1])
        self.assertIn("damaged, and will not be sent", self.candour("list"))
        done = self.run_candour("held", "release", held, "--reason", "So be it.")
        self.assertNotEqual(done.returncode, 0)
        doctor = [json.loads(line) for line in self.run_candour("doctor", "--json").stdout.splitlines()]
        self.assertIn((f"held mail {held}", "bad"), [(check["about"], check["state"]) for check in doctor])

    # -- who may decide

    def test_four_eyes_keep_a_sender_from_his_own_mail(self):
        me = getpass.getuser()
        self.start("four-eyes: true", f"deciders: {{{me}: clerk@eastmere-tc.gov.uk}}")
        held = self.hold()
        done = self.run_candour("held", "release", held, "--reason", "It is mine.")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nobody decides on a mail of his own", done.stderr)
        config = self.folder / "candourd.yaml"
        config.write_text(config.read_text().replace(f"{me}: clerk@", f"{me}: deputy.clerk@"))
        self.release(held)
        self.wait_until(lambda: len(self.arrivals()) == 1)

    def test_four_eyes_want_to_know_whose_login_it_is(self):
        self.start("four-eyes: true", "deciders: {somebody-else: clerk@eastmere-tc.gov.uk}")
        done = self.run_candour("held", "release", self.hold(), "--reason", "It is mine.")
        self.assertEqual(done.returncode, 1)
        self.assertIn("is not known", done.stderr)

    def test_of_two_who_decide_at_once_one_is_told_so(self):
        self.council()  # nobody sends meanwhile
        self.candourd.start()
        held = self.hold()
        self.candourd.finish()
        decisions = [subprocess.Popen(
            [BINARIES / "candour", "held", what, held, "--reason", "So be it.", "--config",
             self.folder / "candourd.yaml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for what in ("release", "discard", "release", "discard")]
        for decision in decisions:
            decision.communicate(timeout=60)
        self.assertIn(self.stage(), ("due", "discarded"))
        # A release may still be discarded; what was discarded stays so.
        self.assertGreaterEqual(sum(decision.returncode == 0 for decision in decisions), 1)
        self.assertLessEqual(sum(decision.returncode == 0 for decision in decisions), 2)

    # -- when it cannot be kept, or nobody decides

    def test_a_spool_that_cannot_be_written_keeps_nothing(self):
        self.start()
        (self.folder / "data/held").rmdir()
        (self.folder / "data/held").write_text("no folder")
        answer = self.send()
        self.assertTrue(answer.startswith("451 4.3.0"), answer)
        self.assertEqual(self.hop.messages, [])
        self.assertEqual(self.outcomes(), [("refused", "")])
        (self.folder / "data/held").unlink()

    def test_a_full_spool_asks_to_try_again_later(self):
        self.start("megabytes: 64")
        filler = self.folder / "data/held/filler"
        with open(filler, "wb") as file:
            file.truncate(64 << 20)
        answer = self.send()
        self.assertTrue(answer.startswith("452 4.3.1"), answer)
        self.assertEqual(self.held(), [])
        filler.unlink()
        self.assertTrue(self.send(message(2)).startswith("250 2.0.0 Held"))

    def test_goes_back_to_its_sender_where_nobody_decides(self):
        self.start("days: 1")
        held = self.hold()
        old = time.time() - 86_500
        file = self.folder / "data/held" / f"{held}.held"
        subprocess.run(["touch", "-d", f"@{old:.0f}", file], check=True)
        self.wait_until(lambda: len(self.notices()) == 1)
        notice = self.notices()[0]
        text, original = notice.get_payload()
        self.assertIn("Nobody decided on it in time", text.get_payload(decode=True).decode())
        self.assertEqual(original.get_content_type(), "message/rfc822")
        self.assertIn(WORDS, original.as_string())
        self.assertNotIn("jane.smith", notice.as_string())
        self.assertEqual(self.arrivals(), [])
        self.wait_until(lambda: [kind for kind, _ in self.outcomes()] == ["discarded"])

    # -- killed at any step

    def test_killed_while_it_waits(self):
        self.start()
        held = self.hold()
        self.kill()
        self.candourd.start()
        self.assertEqual(self.stage(), "waiting")
        self.release(held)
        self.wait_until(lambda: len(self.arrivals()) == 1)
        self.assert_never_again()

    def test_killed_once_it_was_released(self):
        self.start()
        held = self.hold()
        self.kill()
        self.release(held)
        self.candourd.start()
        self.wait_until(lambda: len(self.arrivals()) == 1)
        self.wait_until(lambda: self.stage() == "gone")
        self.assert_never_again()

    def killed_at(self, step):
        """Killed while the next hop keeps silent at that step of the sending."""
        self.start()
        held = self.hold()
        before = len([command for command in self.hop.commands if command.startswith("MAIL")])
        self.hop.reactions = {step: SILENT}
        self.release(held)
        self.wait_until(lambda: len([c for c in self.hop.commands if c.startswith("MAIL")]) > before
                        or step in ("greeting", "EHLO"))
        time.sleep(1.5 if step in ("greeting", "EHLO") else 1)
        self.kill()
        self.hop.reactions = {}
        return held

    def test_killed_before_the_last_byte_it_is_sent_by_the_next_start(self):
        for step in ("greeting", "MAIL", "RCPT", "DATA"):
            with self.subTest(step=step):
                self.setUp()
                self.killed_at(step)
                self.candourd.start()
                self.wait_until(lambda: len(self.arrivals()) == 1)
                self.wait_until(lambda: self.stage() == "gone")
                self.assert_never_again()
                self.candourd.finish()

    def test_killed_after_the_last_byte_it_is_unknown_and_not_sent_again(self):
        held = self.killed_at("dot")
        self.candourd.start()
        self.assertEqual(self.stage(), "unknown")
        self.assert_never_again()
        self.assertEqual(self.arrivals(), [])  # the next hop kept it from us
        done = self.run_candour("held", "release", held, "--reason", "They have not got it.")
        self.assertEqual(done.returncode, 1)
        self.assertIn("may have been sent already", done.stderr)
        self.release(held, "--again")
        self.wait_until(lambda: len(self.arrivals()) == 1)

    def test_a_connection_that_breaks_at_the_last_answer_leaves_it_unknown(self):
        self.start()
        held = self.hold()
        self.hop.reactions = {"dot": CLOSE}
        self.release(held)
        self.wait_until(lambda: self.stage() == "unknown")
        self.hop.reactions = {}
        self.wait_until(lambda: len(self.notices()) == 1)
        self.assertIn("Perhaps sent", str(self.notices()[0]["Subject"]))
        self.assert_never_again()
        self.assertEqual([kind for kind, _ in self.outcomes()], ["unknown"])

    # -- what the next hop says

    def test_a_next_hop_that_refuses_it_leaves_it_to_somebody(self):
        for step in ("MAIL", "RCPT", "DATA", "dot"):
            with self.subTest(step=step):
                self.setUp()
                self.start()
                held = self.hold()
                self.hop.reactions = {step: "554 5.7.1 not from you"}
                self.release(held)
                self.wait_until(lambda: self.stage() == "failed")
                self.assertIn("not from you", self.candour("list"))
                self.hop.reactions = {}
                self.release(held)
                self.wait_until(lambda: len(self.arrivals()) == 1)
                self.candourd.finish()

    def test_a_next_hop_that_is_busy_is_asked_again(self):
        self.start()
        held = self.hold()
        self.hop.reactions = {"dot": "451 4.3.0 busy"}
        self.release(held)
        self.wait_until(lambda: "451 4.3.0 busy" in self.candour("list"))
        self.assertEqual(self.stage(), "due")
        self.assertIn("tried once; next at ", self.candour("list"))

    def test_a_next_hop_that_is_down_is_asked_again(self):
        self.start()
        held = self.hold()
        self.hop.close()
        self.release(held)
        self.wait_until(lambda: "tried once" in self.candour("list"))
        self.assertEqual(self.stage(), "due")


if __name__ == "__main__":
    unittest.main()
