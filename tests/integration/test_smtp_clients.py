# SPDX-License-Identifier: MPL-2.0
#
# Mail clients as people use them, through Candour, to Postfix and Dovecot.
import base64
import contextlib
import random
import smtplib
import subprocess
import tempfile
import unittest

from support.candourd import Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, USER
from support.mailrig import MailRig
from support.next_hop import NextHop, wait_for

MESSAGE = ("From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: jane.smith@eastmere-tc.gov.uk\r\n"
           "Subject: {subject}\r\nMessage-ID: <{subject}@eastmere-tc.gov.uk>\r\n"
           "Date: Mon, 20 Jul 2026 17:00:51 +0100\r\n\r\nDear Councillor Smith,\r\n\r\n.a dot first\r\n"
           "The agenda is below.\r\n")


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as stack:
            cls.folder = stack.enter_context(tempfile.TemporaryDirectory())
            cls.certificates = Certificates(cls.folder + "/tls")
            cls.sink = stack.enter_context(NextHop())
            cls.rig = stack.enter_context(MailRig(cls.certificates, cls.sink.port))
            ca = f"ca={cls.certificates.ca}"
            # Towards the client and towards Postfix: each kind of TLS in each place.
            hops = {"none": cls.rig.url,
                    "starttls": f"smtp://localhost:{cls.rig.submission}?tls=starttls&{ca}",
                    "implicit": f"smtp://127.0.0.1:{cls.rig.plain}?tls=none"}
            cls.candourd = {
                tls: stack.enter_context(Candourd(f"{cls.folder}/{tls}", hop, tls=tls,
                                                  certificates=cls.certificates if tls != "none" else None))
                for tls, hop in hops.items()}
            cls.addClassCleanup(stack.pop_all().close)

    def assert_delivered(self, subject):
        sent = MESSAGE.format(subject=subject)
        def found():
            return [mail for mail in self.rig.dovecot.messages("jane.smith@eastmere-tc.gov.uk") if f"<{subject}@".encode() in mail]
        self.assertTrue(wait_for(found), self.rig.log())
        # Below the trace fields of Postfix and Dovecot stands what was sent; swaks adds empty lines.
        mail = found()[0].replace(b"\r\n", b"\n").decode()
        self.assertTrue(mail.rstrip().endswith(sent.replace("\r\n", "\n").rstrip()), mail)
        self.assertEqual(len(found()), 1)

    def swaks(self, tls, subject, *options):
        words = {"none": [], "starttls": ["--tls"], "implicit": ["--tlsc"]}[tls]
        file = f"{self.folder}/{subject}.eml"
        with open(file, "w", newline="") as out:
            out.write(MESSAGE.format(subject=subject))
        return subprocess.run(
            ["swaks", "--server", f"127.0.0.1:{self.candourd[tls].port}", *words, "--from", "clerk@eastmere-tc.gov.uk",
             "--to", "jane.smith@eastmere-tc.gov.uk", "--data", f"@{file}", "--auth-user", USER, "--auth-password",
             PASSWORD, *options], capture_output=True, text=True, timeout=60)

    def test_swaks_delivers_with_each_mechanism_and_each_kind_of_tls(self):
        for tls in self.candourd:
            for mechanism in ("PLAIN", "LOGIN", "CRAM-MD5"):
                with self.subTest(tls=tls, mechanism=mechanism):
                    subject = f"swaks-{tls}-{mechanism}"
                    done = self.swaks(tls, subject, "--auth", mechanism)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                    self.assert_delivered(subject)

    def test_swaks_delivers_with_pipelining(self):
        for tls in self.candourd:
            with self.subTest(tls=tls):
                done = self.swaks(tls, f"swaks-pipelining-{tls}", "--auth", "PLAIN", "--pipeline")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assert_delivered(f"swaks-pipelining-{tls}")

    def test_a_wrong_password_is_refused_by_the_next_hop(self):
        done = self.swaks("starttls", "wrong-password", "--auth", "PLAIN", "--auth-password", "wrong")
        self.assertIn("535 5.7.8", done.stdout)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("clerk-password", "".join(candourd.log() for candourd in self.candourd.values()))

    def test_without_tls_no_password_is_asked_for(self):
        done = self.swaks("starttls", "no-tls")  # knows nothing of the other options yet
        self.assertEqual(done.returncode, 0, done.stdout)
        with smtplib.SMTP("127.0.0.1", self.candourd["starttls"].port, timeout=60) as client:
            client.ehlo()
            self.assertNotIn("auth", client.esmtp_features)
            self.assertEqual(client.docmd("AUTH PLAIN AGEAYg==")[0], 530)
            self.assertEqual(client.docmd("MAIL FROM:<clerk@eastmere-tc.gov.uk>")[0], 530)

    def test_curl_delivers_with_each_kind_of_tls(self):
        for tls, candourd in self.candourd.items():
            for mechanism in ("PLAIN", "LOGIN", "CRAM-MD5"):
                with self.subTest(tls=tls, mechanism=mechanism):
                    subject = f"curl-{tls}-{mechanism}"
                    scheme = "smtps" if tls == "implicit" else "smtp"
                    done = subprocess.run(
                        ["curl", "-sS", "--url", f"{scheme}://localhost:{candourd.port}/client.example", "--cacert",
                         self.certificates.ca, *(["--ssl-reqd"] if tls == "starttls" else []), "--user",
                         f"{USER}:{PASSWORD}", "--login-options", f"AUTH={mechanism}", "--mail-from",
                         "clerk@eastmere-tc.gov.uk", "--mail-rcpt", "jane.smith@eastmere-tc.gov.uk", "-T", "-"],
                        input=MESSAGE.format(subject=subject).encode(), capture_output=True, timeout=60)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assert_delivered(subject)

    def connect(self, tls):
        port = self.candourd[tls].port
        if tls == "implicit":
            client = smtplib.SMTP_SSL("localhost", port, timeout=60, context=self.certificates.for_client())
        else:
            client = smtplib.SMTP("localhost", port, timeout=60)
        if tls == "starttls":
            client.starttls(context=self.certificates.for_client())
        client.login(USER, PASSWORD)
        return client

    def test_smtplib_delivers_with_each_kind_of_tls(self):
        for tls in self.candourd:
            with self.subTest(tls=tls), self.connect(tls) as client:
                subject = f"smtplib-{tls}"
                client.sendmail("clerk@eastmere-tc.gov.uk", ["jane.smith@eastmere-tc.gov.uk"],
                                MESSAGE.format(subject=subject))
                self.assert_delivered(subject)

    def test_eight_bit_and_utf8_mail_reaches_outsiders(self):
        with self.connect("starttls") as client:
            content = ("From: clerk@eastmere-tc.gov.uk\r\nTo: siân@resident.example\r\nSubject: Tŷ Gwyn\r\n"
                       "Message-ID: <utf8@eastmere-tc.gov.uk>\r\nDate: Mon, 20 Jul 2026 17:00:51 +0100\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                       "Bore da, Siân\r\n").encode()
            client.sendmail("clerk@eastmere-tc.gov.uk", ["siân@resident.example"], content,
                            mail_options=["BODY=8BITMIME", "SMTPUTF8"])
        self.assertTrue(wait_for(lambda: [mail for mail in self.sink.messages if mail.content.endswith(content)]),
                        self.rig.log())

    def test_a_hundred_recipients_are_all_served(self):
        residents = [f"resident{i}@resident.example" for i in range(100)]
        with self.connect("implicit") as client:
            refused = client.sendmail("clerk@eastmere-tc.gov.uk", residents,
                                      MESSAGE.format(subject="hundred"))
        self.assertEqual(refused, {})
        def served():
            return sorted(address for mail in self.sink.messages if b"<hundred@" in mail.content
                          for address in mail.rcpt_to)
        self.assertTrue(wait_for(lambda: served() == sorted(residents), 30), self.rig.log())

    def test_twenty_megabytes_are_delivered(self):
        noise = base64.encodebytes(random.Random(1).randbytes(15_000_000)).decode().replace("\n", "\r\n")
        content = ("From: clerk@eastmere-tc.gov.uk\r\nTo: big@resident.example\r\nMessage-ID: <big@eastmere-tc.gov.uk>\r\n"
                   "Date: Mon, 20 Jul 2026 17:00:51 +0100\r\nContent-Type: image/x-noise\r\n"
                   f"Content-Transfer-Encoding: base64\r\n\r\n{noise}")
        with self.connect("starttls") as client:
            client.sendmail("clerk@eastmere-tc.gov.uk", ["big@resident.example"], content)
        def arrived():
            return [mail for mail in self.sink.messages if b"<big@" in mail.content]
        self.assertTrue(wait_for(arrived, 60), self.rig.log())
        self.assertTrue(arrived()[0].content.endswith(content.encode()))


if __name__ == "__main__":
    unittest.main()
