# SPDX-License-Identifier: MPL-2.0
#
# What the tests of a followed mailbox share: the clerk's mailbox in a real Dovecot, and candourd that follows it.
import contextlib
import pathlib
import re
import tempfile
import unittest

from support.candourd import Candourd
from support.certificates import Certificates
from support.dovecot import PASSWORD, Dovecot, append
from support.next_hop import wait_for

CLERK, BOB, JANE, AISHA = ("clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk",
                           "aisha.khan@eastmere-tc.gov.uk")


def message(number, headers="", sender=f"Helen Ward <{CLERK}>", to=BOB, text="The plot is free from Monday."):
    return (f"From: {sender}\r\nTo: {to}\r\nSubject: Allotments\r\n{headers}Message-ID: <{number}@test.example>\r\n"
            f"Date: Mon, 20 Jul 2026 17:00:00 +0100\r\n\r\nDear all,\r\n\r\n{text}\r\n\r\nHelen Ward\r\n")


def silent_copy(number):
    return message(number, headers=f"Bcc: {JANE}\r\n")


class Mailbox(unittest.TestCase):
    program = Dovecot  # the mail server
    environment = {}  # of candourd, besides the usual one

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.certificates = Certificates(self.folder / "tls")
        self.password = self.folder / "password"
        self.password.write_text(PASSWORD + "\n")
        self.password.chmod(0o600)

    def serve(self, **more):
        self.server = self.program(self.certificates, **more).start()
        self.addCleanup(self.server.stop)
        self.client = self.server.client()
        self.addCleanup(self.hang_up)
        return self.server

    def hang_up(self):
        with contextlib.suppress(OSError):  # the server may have been killed
            self.client.shutdown()

    def candourd(self, *more, account=None, **how):
        lines = account or self.server.account(self.password, *more, **how)
        self.daemon = Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox", accounts=lines)
        self.daemon.environment = self.environment
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        return self.daemon

    def follow(self, *more, **how):
        """Until all folders are followed."""
        self.candourd(*more, **how)
        self.until(lambda: self.daemon.log().count("imap following") >= 3)
        # The last of them has its first look behind it.
        self.until(lambda: len(self.daemon.query("select role from folder")) == 3)

    def another_candourd(self):
        """A second daemon with a ledger of its own that follows the same mailbox, all folders of it."""
        other = Candourd(self.folder / "another", f"sandbox:{self.folder}/another-outbox", accounts=self.server.account(self.password))
        other.start()
        self.addCleanup(other.stop)
        self.until(lambda: len(other.query("select role from folder")) == 3)
        return other

    def until(self, condition):
        self.assertTrue(wait_for(condition, 60), self.daemon.log())

    def rows(self, what="*", where="1"):
        return self.daemon.query(f"select {what} from decision d where {where}")

    def found(self, role):
        return re.findall(rf" found account=.* role={role} uid=(\d+) known=(\w+) verdict=(\S+) rules=(\S+)",
                          self.daemon.log())

    def wait_for_found(self, role, count):
        self.until(lambda: len(self.found(role)) >= count)
        return self.found(role)


class AnyServer:
    """Tests that hold with every mail server; beside Mailbox."""

    def test_no_flag_is_changed(self):
        self.serve()
        append(self.client, "Sent", silent_copy(1))
        self.follow()
        self.wait_for_found("sent", 1)
        self.client.select("Sent", readonly=True)
        self.assertNotIn(b"\\Seen", self.client.fetch("1", "(FLAGS)")[1][0])

    def test_nothing_is_missed_or_counted_twice_when_the_server_goes_away(self):
        self.serve()
        self.follow()
        append(self.client, "Sent", silent_copy(1))
        self.wait_for_found("sent", 1)
        self.server.kill()
        self.until(lambda: "imap lost" in self.daemon.log())
        self.server.start()
        self.hang_up()
        self.client = self.server.client()
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_found("sent", 2)
        self.assertEqual([uid for uid, *_ in self.found("sent")], ["1", "2"])
