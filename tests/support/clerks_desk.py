# SPDX-License-Identifier: MPL-2.0
"""What the tests in a real Thunderbird share: the add-on, its native host, candourd with its proxy, behind it a real
Postfix, and a real Dovecot that has the mailbox of everybody who gets mail, the clerk's own among them.

CANDOUR_PICTURES names a folder for two pictures of each state: the panel, and the screen with it.
"""

import email
import email.policy
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.dovecot import SPECIAL_USE, USER
from support.mailrig import MailRig
from support.marionette import until
from support.thunderbird import Thunderbird

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PICTURES = os.environ.get("CANDOUR_PICTURES")

TOM = "tom.baker@resident.example"
JANE = "jane.smith@eastmere-tc.gov.uk"
ROBERT = "robert.jones@eastmere-tc.gov.uk"
AISHA = "aisha.khan@eastmere-tc.gov.uk"
SIGNATURE = "-- \nHelen Ward\nTown Clerk"
BODY = "Dear Tom,\n\nThe bins are ordered for Monday.\n\nKind regards\nHelen\n"
FOOT = "CC Councillor Jane Smith"
ADD_FOOT = f'Add "{FOOT}" at the foot'
SHOW_IN_CC = f"Show {JANE} in Cc"

MAILBOXES = SPECIAL_USE + """
  mailbox Templates {
    auto = subscribe
  }
"""


class ClerksDesk(unittest.TestCase):
    """One Thunderbird for all tests of a class."""

    inbox = ()         # messages that she has received, as bytes with LF ends
    preferences = {}   # more of them
    more_add_ons = ()  # to be installed before ours

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="candour-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.certificates = Certificates(cls.folder / "tls")
        cls.rig = MailRig(cls.certificates, mailboxes=MAILBOXES)
        cls.addClassCleanup(cls.rig.stop)
        cls.rig.start()
        for message in cls.inbox:
            cls.rig.receive(message, USER)
        cls.council = cls.folder / "council"
        cls.candourd = cls.daemon()
        cls.candourd.start()
        cls.addClassCleanup(lambda: cls.candourd.stop())
        cls.connect()
        cls.add_on = cls.folder / "candour.xpi"
        subprocess.run([ROOT / "packaging/thunderbird", cls.add_on], check=True, capture_output=True)
        cls.thunderbird = cls.open_thunderbird()
        cls.addClassCleanup(cls.thunderbird.close)

    @classmethod
    def daemon(cls):
        return Candourd(cls.council, cls.rig.url)

    @classmethod
    def connect(cls):
        """Leads the add-on to the daemon: here, by the native host of this machine."""
        subprocess.run([BINARIES / "candour-native-host", "--install", "--socket", cls.candourd.socket],
                       env=dict(os.environ, HOME=str(cls.folder)), check=True, capture_output=True)

    @classmethod
    def open_thunderbird(cls):
        return Thunderbird(cls.folder / "thunderbird", [*cls.more_add_ons, cls.add_on], cls.candourd.port, cls.rig,
                           home=cls.folder, preferences=cls.preferences)

    def setUp(self):
        self.sent_before = len(self.rig.delivered())

    def run(self, result=None):
        self.faults = lambda: result and len(result.failures) + len(result.errors)
        self.faults_before = self.faults()
        return super().run(result)

    def tearDown(self):
        if self.faults() != self.faults_before:  # told before the windows are closed
            print(f"{self.id()} failed; the windows show {self.thunderbird.all_panels()}, of dialogs {self.thunderbird.dialogs()}; "
                  f"the add-on complains of {self.thunderbird.complaints()[-5:]}; the daemon's log ends\n{self.candourd.log()[-2000:]}\n"
                  f"and those of Postfix and Dovecot\n{self.rig.log()}", flush=True)

    def write(self, **changes):
        window = self.thunderbird.write(**({"to": [TOM], "subject": "Bins", "body": BODY} | changes))
        self.addCleanup(window.close)
        return window

    def silent_copy(self, **changes):
        return self.write(bcc=[JANE], **changes)

    def sent(self):
        """The one message that went out since setUp or the last call, as those hold it who got it."""
        until("the mail", lambda: len(self.rig.delivered()) > self.sent_before and self.rig.is_idle())
        delivered = self.rig.delivered()
        self.assertEqual(len(delivered), self.sent_before + 1, delivered[self.sent_before:])
        self.sent_before += 1
        return delivered[-1]

    def kept(self, mailbox):
        """What the clerk's Drafts, Sent or Templates hold."""
        return self.rig.dovecot.messages(USER, mailbox)

    def assert_nothing_sent(self):
        self.assertTrue(self.rig.is_idle())
        self.assertEqual(len(self.rig.delivered()), self.sent_before)

    def text_of(self, message):
        parsed = email.message_from_bytes(message.content, policy=email.policy.default)
        return parsed.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n")

    def shown(self, window, name):
        panel = window.panel()
        self.picture(window, name)
        return panel

    def picture(self, window, name):
        if PICTURES:
            time.sleep(0.3)
            window.picture(pathlib.Path(PICTURES) / f"{name}.png")
            self.thunderbird.screen.picture(pathlib.Path(PICTURES) / f"{name}-on-screen.png")

    def after(self, window, label, **typed):
        """The panel once a button has done its work."""
        before = window.panel()
        window.press(label, **typed)
        return until("another panel", lambda: (now := window.panel()) != before and now)

    def restart(self):
        """On the same ports, as an admin's restart would be."""
        config = self.council / "candourd.yaml"
        config.write_text(config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{self.candourd.port}"))
        self.candourd.start()

    def forget_earlier_mail(self):
        self.candourd.stop()
        shutil.rmtree(self.council / "data")
        self.restart()
