# SPDX-License-Identifier: MPL-2.0
"""What the tests in a real Thunderbird share: the add-on, its native host, candourd with its proxy, and a next hop.

CANDOUR_PICTURES names a folder for a picture of the panel in each state.
"""

import email
import email.policy
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.marionette import until
from support.next_hop import NextHop
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


class ClerksDesk(unittest.TestCase):
    """One Thunderbird for all tests of a class."""

    inbox = ()         # messages that it has received, as bytes with LF ends
    preferences = {}   # more of them
    more_add_ons = ()  # to be installed before ours

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="candour-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.hop = NextHop(extensions=("SIZE 52428800", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"))
        cls.addClassCleanup(cls.hop.close)
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
        return Candourd(cls.council, cls.hop.url)

    @classmethod
    def connect(cls):
        """Leads the add-on to the daemon: here, by the native host of this machine."""
        subprocess.run([BINARIES / "candour-native-host", "--install", "--socket", cls.candourd.socket],
                       env=dict(os.environ, HOME=str(cls.folder)), check=True, capture_output=True)

    @classmethod
    def open_thunderbird(cls):
        return Thunderbird(cls.folder / "thunderbird", [*cls.more_add_ons, cls.add_on], cls.candourd.port, home=cls.folder,
                           inbox=cls.inbox, preferences=cls.preferences)

    def setUp(self):
        self.sent_before = len(self.hop.messages)

    def run(self, result=None):
        self.faults = lambda: result and len(result.failures) + len(result.errors)
        self.faults_before = self.faults()
        return super().run(result)

    def tearDown(self):
        if self.faults() != self.faults_before:  # told before the windows are closed
            print(f"{self.id()} failed; the windows show {self.thunderbird.all_panels()}, of dialogs {self.thunderbird.dialogs()}; "
                  f"the add-on complains of {self.thunderbird.complaints()[-5:]}; the daemon's log ends\n{self.candourd.log()[-2000:]}", flush=True)

    def write(self, **changes):
        window = self.thunderbird.write(**({"to": [TOM], "subject": "Bins", "body": BODY} | changes))
        self.addCleanup(window.close)
        return window

    def silent_copy(self, **changes):
        return self.write(bcc=[JANE], **changes)

    def sent(self):
        """The one message that went out since setUp or the last call."""
        until("the mail", lambda: len(self.hop.messages) > self.sent_before)
        self.assertEqual(len(self.hop.messages), self.sent_before + 1)
        self.sent_before += 1
        return self.hop.messages[-1]

    def assert_nothing_sent(self):
        self.assertEqual(len(self.hop.messages), self.sent_before)

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

    def policy(self, action):
        file = self.council / "policy.yaml"
        lines = file.read_text().splitlines()
        file.write_text("\n".join([*lines[:-1], f"  silent-copy: {action}"]) + "\n")
        self.candourd.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
