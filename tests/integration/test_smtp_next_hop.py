# SPDX-License-Identifier: MPL-2.0
#
# The next hop fails at each step in turn: the client gets a proper answer, and never a 250 for a
# message that was not accepted.
import tempfile
import time
import unittest

from support.candourd import Candourd
from support.certificates import Certificates
from support.next_hop import CLOSE, GARBAGE, SILENT, NextHop
from support.ports import free_port
from support.smtp_client import RawClient

MESSAGE = "From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: x\r\n\r\nText\r\n"
STEPS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "content", "dot")


class FailingNextHop(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def dialogue(self, hop, url=None):
        """Runs a whole dialogue as far as it goes; {step: answer}."""
        answers = {}
        with Candourd(self.folder.name, url or hop.url) as candourd, RawClient(candourd.port) as client:
            self.candourd = candourd
            for step, ask in (("greeting", client.reply), ("EHLO", lambda: client.ask("EHLO c.example")),
                              ("MAIL", lambda: client.ask("MAIL FROM:<clerk@eastmere-tc.gov.uk>")),
                              ("RCPT", lambda: client.ask("RCPT TO:<bob@resident.example>")),
                              ("message", lambda: client.message(MESSAGE)),
                              ("QUIT", lambda: client.ask("QUIT"))):
                try:
                    answers[step] = ask()
                except OSError:
                    answers[step] = ""
                if answers[step][:1] != "2":
                    break
        return answers

    def last_answer(self, reaction, step, **parameters):
        with NextHop({step: reaction}, **parameters) as hop:
            started = time.monotonic()
            answers = self.dialogue(hop, f"{hop.url}?timeout=1")
            self.seconds = time.monotonic() - started
            self.assertEqual(hop.messages, [])
        return list(answers.values())[-1]

    def test_what_it_answers_is_passed_on(self):
        for step in ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot"):
            for reply in ("451 4.3.0 later", "550-5.1.1 never\r\n550 5.1.1 at all"):
                with self.subTest(step=step, reply=reply):
                    self.assertEqual(self.last_answer(reply, step).replace("\n", "\r\n"), reply)

    def test_where_it_hangs_up_the_client_is_told(self):
        for step in STEPS:
            with self.subTest(step=step):
                self.assertRegex(self.last_answer(CLOSE, step), r"^(421|451) 4\.\d\.\d \w")

    def test_where_it_falls_silent_the_client_is_told_in_time(self):
        for step in STEPS:
            if step == "content":  # silence there is only seen after the final dot
                continue
            with self.subTest(step=step):
                self.assertRegex(self.last_answer(SILENT, step), r"^(421|451) 4\.\d\.\d \w")
                self.assertLess(self.seconds, 60, "one second is the proxy's, the rest a busy machine's")

    def test_where_it_speaks_no_smtp_the_client_is_told(self):
        for step in ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot"):
            with self.subTest(step=step):
                self.assertRegex(self.last_answer(GARBAGE, step), r"^(421|451) 4\.\d\.\d \w")

    def test_a_goodbye_is_passed_on_and_ends_the_session(self):
        with NextHop({"MAIL": "421 4.3.2 closing"}) as hop, Candourd(self.folder.name, hop.url) as candourd, \
                RawClient(candourd.port) as client:
            client.greet()
            self.assertEqual(client.ask("MAIL FROM:<clerk@eastmere-tc.gov.uk>"), "421 4.3.2 closing")
            self.assertEqual(client.reply(), "")

    def test_where_the_final_answer_is_missing_nothing_is_promised(self):
        with NextHop({"dot": CLOSE}) as hop:
            answers = self.dialogue(hop)
        self.assertRegex(answers["message"], r"^451 4\.3\.0 .*may or may not have been sent")
        self.assertEqual(self.candourd.query("select count(*) from outcome where kind = 'unknown'")[0][0], 1)

    def test_an_unreachable_one_is_said_at_once(self):
        answers = self.dialogue(None, f"smtp://127.0.0.1:{free_port()}")
        self.assertRegex(answers["greeting"], r"^421 4\.4\.\d Candour cannot reach the mail server")

    def test_a_refused_recipient_does_not_touch_the_others(self):
        with NextHop({"RCPT": "550 5.1.1 no"}) as hop, Candourd(self.folder.name, hop.url) as candourd, \
                RawClient(candourd.port) as client:
            client.greet()
            self.assertEqual([answer[:3] for answer in client.envelope()], ["250", "550"])
            hop.reactions.clear()
            self.assertTrue(client.ask("RCPT TO:<eve@resident.example>").startswith("250"))
            self.assertTrue(client.message(MESSAGE).startswith("250"))
            self.assertEqual(hop.messages[0].rcpt_to, ["eve@resident.example"])

    def test_data_without_a_recipient_gets_its_own_answer(self):
        with NextHop() as hop, Candourd(self.folder.name, hop.url) as candourd, \
                RawClient(candourd.port) as client:
            client.greet()
            self.assertEqual(client.ask("DATA"), "554 5.5.1 no valid recipients")

    def test_without_pipelining_one_command_goes_at_a_time(self):
        with NextHop(extensions=["SIZE 1000"]) as hop, Candourd(self.folder.name, hop.url) as candourd, \
                RawClient(candourd.port) as client:
            self.assertEqual(client.greet(), "250-next-hop.example\n250 SIZE 1000")
            client.envelope()
            self.assertRegex(client.message(MESSAGE + "x" * 2000 + "\r\n"), r"^552 5\.3\.4 ")
            self.assertEqual(hop.messages, [])

    def test_only_known_extensions_and_mechanisms_are_offered(self):
        with NextHop() as hop, Candourd(self.folder.name, hop.url) as candourd, \
                RawClient(candourd.port) as client:
            offer = client.greet()
            self.assertNotIn("CHUNKING", offer)
            self.assertIn("AUTH PLAIN LOGIN\n", offer + "\n")
            self.assertTrue(client.ask("BDAT 5 LAST").startswith("502"))
            self.assertTrue(client.ask("XCLIENT ADDR=1.2.3.4").startswith("500"))
            self.assertTrue(client.ask("AUTH EXTERNAL =").startswith("504"))


class SecureNextHop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.good = Certificates(cls.folder.name + "/good")
        cls.wrong_name = Certificates(cls.folder.name + "/wrong", names="DNS:elsewhere.example")

    def greeting(self, hop, parameters):
        with Candourd(f"{self.folder.name}/{self.id()}", hop.url.replace("127.0.0.1", "localhost") + parameters) \
                as candourd, RawClient(candourd.port) as client:
            return client.reply()

    def test_its_certificate_is_checked(self):
        for implicit in (False, True):
            starttls = "" if implicit else "&tls=starttls"
            with self.subTest(implicit=implicit), NextHop(certificates=self.good, implicit_tls=implicit) as hop:
                self.assertRegex(self.greeting(hop, f"?ca={self.good.ca}{starttls}"), "^220 ")
                self.assertRegex(self.greeting(hop, f"?timeout=9{starttls}"), r"^421 .*secure connection")
                self.assertRegex(self.greeting(hop, f"?certificate=unchecked{starttls}"), "^220 ")
            with NextHop(certificates=self.wrong_name, implicit_tls=implicit) as hop:
                self.assertRegex(self.greeting(hop, f"?ca={self.wrong_name.ca}{starttls}"), "^421 ")

    def test_one_without_starttls_gets_no_password(self):
        with NextHop() as hop:
            self.assertRegex(self.greeting(hop, "?tls=starttls"), r"^421 .*secure connection")
            self.assertFalse([line for line in hop.commands if not line.startswith("EHLO")])

    def test_starttls_is_used_on_loopback_where_it_is_offered(self):
        with NextHop(certificates=self.good) as hop:
            self.assertRegex(self.greeting(hop, ""), "^220 ")
            self.assertIn("STARTTLS", hop.commands)
            hop.commands.clear()
            self.assertRegex(self.greeting(hop, "?tls=none"), "^220 ")
            self.assertNotIn("STARTTLS", hop.commands)


if __name__ == "__main__":
    unittest.main()
