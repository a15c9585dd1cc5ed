# SPDX-License-Identifier: MPL-2.0
#
# Clients that break the rules, hang up or fall asleep; and a daemon told to stop.
import socket
import tempfile
import threading
import unittest

from support.candourd import Candourd
from support.certificates import Certificates
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

MESSAGE = "From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: x\r\n\r\nText\r\n"


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.certificates = Certificates(cls.folder.name + "/tls")

    def setUp(self):
        self.hop = NextHop()
        self.addCleanup(self.hop.close)

    def start(self, tls="none"):
        self.candourd = Candourd(f"{self.folder.name}/{self.id()}", self.hop.url, tls=tls,
                                 certificates=self.certificates if tls != "none" else None)
        self.candourd.start()
        self.addCleanup(self.candourd.finish)

    # CVE-2011-0411: what stands behind STARTTLS in the clear may be anybody's.
    def test_commands_behind_starttls_are_thrown_away(self):
        self.start("starttls")
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.send("STARTTLS\r\nNOOP injected\r\nMAIL FROM:<evil@resident.example>\r\n")
            self.assertTrue(client.reply().startswith("220"))
            client.start_tls(self.certificates.for_client())
            self.assertIn("AUTH PLAIN", client.ask("EHLO client.example"))
            self.assertTrue(client.ask("NOOP").startswith("250"))
        self.assertFalse([line for line in self.hop.commands if "injected" in line or "evil" in line])

    def test_a_client_that_hangs_up_sends_nothing(self):
        self.start()
        for sent in ("", "EHLO c.example\r\n", "EHLO c.example\r\nMAIL FROM:<clerk@eastmere-tc.gov.uk>\r\n"
                     "RCPT TO:<bob@resident.example>\r\nDATA\r\n" + MESSAGE):
            with RawClient(self.candourd.port) as client:
                client.send(sent)
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope()
            self.assertTrue(client.message(MESSAGE).startswith("250"))
        self.assertEqual(len(self.hop.messages), 1)

    def test_a_client_that_sends_byte_by_byte_is_served(self):
        self.start()
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope()
            self.assertTrue(client.ask("DATA").startswith("354"))
            for byte in (MESSAGE + "..\r\n.\r\n").encode():
                client.send(bytes([byte]))
            self.assertTrue(client.reply().startswith("250"))
        self.assertEqual(self.hop.messages[0].content, (MESSAGE + ".\r\n").encode())

    def test_a_sleeping_client_keeps_nobody_waiting(self):
        self.start()
        sleepers = [RawClient(self.candourd.port) for _ in range(20)]
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope()
            self.assertTrue(client.message(MESSAGE).startswith("250"))
        for sleeper in sleepers:
            sleeper.close()

    def test_one_that_only_errs_is_sent_away(self):
        self.start()
        with RawClient(self.candourd.port) as client:
            client.reply()
            client.send("nonsense\r\n" * 60)
            codes = [client.reply()[:3] for _ in range(52)]
            self.assertEqual(codes[-1], "421")

    def test_a_message_over_the_limit_is_refused_at_its_end(self):
        self.hop.extensions = ["PIPELINING"]  # tells no limit: ours counts
        self.start()
        with RawClient(self.candourd.port, timeout=60) as client:
            client.greet()
            self.assertTrue(client.ask("MAIL FROM:<clerk@eastmere-tc.gov.uk> SIZE=99000000").startswith("552"))
            client.envelope()
            line = b"x" * 998 + b"\r\n"
            self.assertRegex(client.message(MESSAGE.encode() + line * 68_000), r"^552 5\.3\.4 ")
            self.assertTrue(client.ask("NOOP").startswith("250"))
        self.assertEqual(self.hop.messages, [])

    def test_told_to_stop_it_finishes_the_message_under_way(self):
        self.start()
        with RawClient(self.candourd.port) as idle, RawClient(self.candourd.port) as busy:
            idle.greet()
            busy.greet()
            busy.envelope()
            busy.ask("DATA")
            stopping = threading.Thread(target=self.candourd.stop)
            stopping.start()
            self.assertRegex(idle.reply(), "^421 4.3.2 ")
            self.assertTrue(wait_for(lambda: self.refuses_connections()))
            busy.send(MESSAGE + ".\r\n")
            self.assertTrue(busy.reply().startswith("250"))
            self.assertTrue(busy.reply().startswith("421"))
        stopping.join()
        self.assertEqual(self.candourd.process.returncode, 0)

    def refuses_connections(self):
        try:
            socket.create_connection(("127.0.0.1", self.candourd.port), 1).close()
            return False
        except OSError:
            return True


if __name__ == "__main__":
    unittest.main()
