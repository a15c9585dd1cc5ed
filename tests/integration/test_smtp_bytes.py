# SPDX-License-Identifier: MPL-2.0
#
# What the client sent is what the next hop gets, byte for byte, and nothing else gets in between.
import base64
import random
import tempfile
import unittest

from support.candourd import Candourd
from support.next_hop import NextHop
from support.smtp_client import RawClient

HEADER = ("From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: bob@resident.example\r\n"
          "Subject: Allotments\r\nMessage-ID: <1@eastmere-tc.gov.uk>\r\n")


def stuffed(content):
    return (b"\r\n" + content).replace(b"\r\n.", b"\r\n..")[2:]


class Bytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.hop = NextHop()
        cls.addClassCleanup(cls.hop.close)
        cls.candourd = Candourd(cls.folder.name, cls.hop.url)
        cls.candourd.start()
        cls.addClassCleanup(cls.candourd.finish)

    def setUp(self):
        self.hop.messages.clear()
        self.hop.commands.clear()
        self.client = RawClient(self.candourd.port)
        self.addCleanup(self.client.close)
        self.client.greet()

    def relayed(self, content, **envelope):
        self.client.envelope(**envelope)
        answer = self.client.message(stuffed(content))
        self.assertTrue(answer.startswith("250"), answer)
        self.assertEqual(len(self.hop.messages), 1)
        return self.hop.messages[0].content

    def test_odd_lines_arrive_as_they_were_sent(self):
        content = (HEADER + "X-Odd:\ttab \r\n folded\r\n\r\n.\r\n..\r\n.dot\r\n \r\n" + "x" * 5000 +
                   "\r\n\t\r\nlast\r\n\r\n").encode() + bytes(range(0x80, 0x100)) + b"\0\x01\r\n"
        self.assertEqual(self.relayed(content), content)

    def test_an_empty_message_arrives_empty(self):
        self.assertEqual(self.relayed(b"", sender="somebody@resident.example"), b"")

    def test_twenty_megabytes_arrive_as_they_were_sent(self):
        # As an attachment: of 20 MB of text the part beyond a limit stays unchecked, which asks first.
        noise = random.Random(1)
        lines = [base64.b64encode(noise.randbytes(57)) + b"\r\n" for _ in range(20_000_000 // 78)]
        content = (HEADER + "MIME-Version: 1.0\r\nContent-Type: image/x-noise\r\n"
                   "Content-Transfer-Encoding: base64\r\n\r\n").encode() + b"".join(lines)
        self.assertTrue(self.relayed(content) == content)

    def test_a_hundred_recipients_reach_the_envelope_in_order(self):
        recipients = [f"resident{i}@resident.example" for i in range(100)]
        self.relayed((HEADER + "\r\nDear all\r\n").encode(), recipients=recipients)
        self.assertEqual(self.hop.messages[0].rcpt_to, recipients)
        self.assertEqual(self.hop.messages[0].mail_from, "clerk@eastmere-tc.gov.uk")

    def test_a_blind_copy_left_in_the_header_is_taken_out_and_delivered(self):
        blind = "Bcc: eve@resident.example,\r\n mallory@resident.example\r\nRESENT-BCC : x@resident.example\r\n"
        answer = self.relayed((HEADER + blind + "\r\nBcc: a line of the text\r\n").encode(),
                              recipients=["bob@resident.example", "eve@resident.example"])
        self.assertEqual(answer, (HEADER + "\r\nBcc: a line of the text\r\n").encode())
        self.assertEqual(self.hop.messages[0].rcpt_to, ["bob@resident.example", "eve@resident.example"])
        for address in ("eve@", "mallory@"):
            self.assertNotIn(address, self.candourd.log())

    def test_our_own_fields_are_taken_out(self):
        self.assertEqual(self.relayed(f"X-Candour-Ack: none such\r\n{HEADER}\r\nText\r\n".encode()),
                         (HEADER + "\r\nText\r\n").encode())

    def test_parameters_of_mail_and_rcpt_are_passed_on(self):
        mail = "MAIL FROM:<clerk@eastmere-tc.gov.uk> SIZE=1000 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=q1"
        rcpt = "RCPT TO:<siân@resident.example> NOTIFY=FAILURE ORCPT=rfc822;sian@resident.example"
        self.assertTrue(self.client.ask(mail).startswith("250"))
        self.assertTrue(self.client.ask(rcpt).startswith("250"))
        self.assertIn(mail, self.hop.commands)
        self.assertIn(rcpt, [line.encode("utf-8", "surrogateescape").decode() for line in self.hop.commands])

    def test_several_messages_go_over_one_connection(self):
        for number in range(3):
            self.client.envelope()
            content = f"{HEADER}\r\nMessage {number}\r\n"
            self.assertTrue(self.client.message(content).startswith("250"))
            self.assertEqual(self.hop.messages[number].content, content.encode())

    def test_a_client_may_send_all_in_one_packet(self):
        content = f"{HEADER}\r\nPipelined\r\n"
        self.client.send("MAIL FROM:<clerk@eastmere-tc.gov.uk>\r\nRCPT TO:<bob@resident.example>\r\n"
                         "RCPT TO:<>\r\nRCPT TO:<eve@resident.example>\r\nNOOP\r\nDATA\r\n" + content + ".\r\n"
                         "RSET\r\nQUIT\r\n")
        codes = [self.client.reply()[:3] for _ in range(9)]
        self.assertEqual(codes, ["250", "250", "501", "250", "250", "354", "250", "250", "221"])
        self.assertEqual(self.hop.messages[0].content, content.encode())

    # CVE-2023-51764: an end of data that only one of two servers sees carries a second message.
    def test_no_bare_line_end_smuggles_a_second_message(self):
        for end in ("\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r\n"):
            with self.subTest(end=end):
                self.client.envelope()
                answer = self.client.message(f"{HEADER}\r\nFirst{end}MAIL FROM:<evil@resident.example>\r\n"
                                             "RCPT TO:<eve@resident.example>\r\nDATA\r\nSecond\r\n")
                self.assertRegex(answer, r"^550 5\.6\.0 ")
                self.assertEqual(self.hop.messages, [])
                self.assertTrue(self.client.ask("NOOP").startswith("250"))

    def test_commands_with_bare_line_ends_are_refused(self):
        self.client.send("NOOP\nRSET\r\n")
        self.assertTrue(self.client.reply().startswith("500"))
        self.client.reply()
        self.assertTrue(self.client.ask("NOOP\rMAIL FROM:<a@b.example>").startswith("500"))
        self.assertTrue(self.client.ask("NOOP " + "x" * 20_000).startswith("500"))
        self.assertTrue(self.client.ask("NOOP").startswith("250"))


if __name__ == "__main__":
    unittest.main()
