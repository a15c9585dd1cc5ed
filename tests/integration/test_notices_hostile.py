# SPDX-License-Identifier: MPL-2.0
#
# Notices where the server does what it should not, or Candour is killed in the middle: neither a heap of notices nor one
# lost, and no word of a notice to a server that did not ask for it.
import hashlib
import pathlib
import re
import tempfile
import time
import unittest

from support.candourd import Candourd
from support.next_hop import wait_for
from support.scripted_imap import CLOSE, MESSAGE, ScriptedImap, fetched

# No UIDNEXT: nobody can tell what was there before, so all that is found is told of.
FRESH = {"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n",
         "SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n",
         "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS\r\n"}


class Inbox(ScriptedImap):
    """What was appended can be looked for."""

    def __init__(self, **answers):
        super().__init__({**FRESH, "UID SEARCH": self.search, "UID FETCH": self.fetch, **answers})
        # Its own mail: one that two mailboxes have is told of once.
        self.mail = MESSAGE.replace(b"<s1@", b"<s%d@" % self.port)

    def fetch(self, _):
        return fetched(9, self.appended[0]) if "FETCH 9 " in self.heard[-1] else fetched(1, self.mail)

    def search(self, _):
        message_id = re.search(r"HEADER Message-ID \"(<.*>)\"", self.heard[-1])
        if not message_id:
            return b"* SEARCH 1\r\n"
        found = [str(9 + number) for number, notice in enumerate(self.appended) if message_id[1].encode() in notice]
        return f"* SEARCH {' '.join(found)}\r\n".encode()


class Drafts(Inbox):
    """One draft, until it is deleted; and hangs up, once, when it is asked to do `hangs_up_at`."""

    def __init__(self, hangs_up_at):
        super().__init__(**{"LIST": b'* LIST () "/" INBOX\r\n* LIST (\\Drafts) "/" Drafts\r\n', "IDLE": self.idle,
                            "UID STORE": self.store, "UID EXPUNGE": self.expunge})
        self.hangs_up_at, self.deleted, self.removed = hangs_up_at, False, 0

    def account(self, password_file):
        return [line.replace("drafts: off", "sent: off") for line in super().account(password_file)]

    def idle(self, connection):
        self.idling = connection
        return b"+ idling\r\n"

    def delete(self):
        self.deleted = True
        self.idling.sendall(b"* 1 EXPUNGE\r\n")

    def search(self, connection):
        return b"* SEARCH\r\n" if self.deleted and "HEADER" not in self.heard[-1] else super().search(connection)

    def fetch(self, connection):
        return b"" if self.removed else super().fetch(connection)

    def hang_up_at(self, step):
        hangs_up, self.hangs_up_at = step == self.hangs_up_at, self.hangs_up_at if step != self.hangs_up_at else None
        return hangs_up

    def store(self, _):
        return CLOSE if "\\Deleted" in self.heard[-1] and self.hang_up_at("STORE") else b""

    def expunge(self, _):
        if self.hang_up_at("EXPUNGE"):
            return CLOSE
        self.removed += 1
        return CLOSE if self.hang_up_at("answer to EXPUNGE") else b""


class Scripted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.password = self.folder / "password"
        self.password.write_text("a-secret-word\n")
        self.password.chmod(0o600)

    def start(self, *servers):
        for server in servers:
            self.addCleanup(server.close)
        self.daemon = Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox",
                               accounts=[line for server in servers for line in server.account(self.password)])
        self.daemon.start()
        self.addCleanup(self.daemon.stop)

    def until(self, condition):
        self.assertTrue(wait_for(condition, 60), self.daemon.log()[-3000:])

    def states(self):
        return [state for state, in self.daemon.query("select state from notice order by account")]


def endless(connection):
    while True:
        connection.sendall(b"* 1 EXISTS\r\n" * 1000)


def silence(_):
    time.sleep(600)
    return CLOSE


HOSTILE = {
    "refuses at once": {"APPEND": b"% NO [TRYCREATE] no such folder\r\n"},
    "knows no APPEND": {"APPEND": b"% BAD what\r\n"},
    "is done before it has the message": {"APPEND": b"% OK [APPENDUID 7 9] done\r\n"},
    "never goes on": {"APPEND": silence},
    "hangs up before the message": {"APPEND": CLOSE},
    "hangs up after it": {"APPENDED": CLOSE},
    "refuses the message": {"APPENDED": b"% NO [OVERQUOTA] full\r\n"},
    "says garbage": {"APPENDED": bytes(range(256)).replace(b"\n", b"") + b"\r\n"},
    "talks without an end": {"APPENDED": endless},
    "answers another command": {"APPENDED": b"c999 OK done\r\n"},
    "goes on twice": {"APPEND": b"+ go on\r\n+ go on\r\n"},
    "tells a UID that is none": {"APPENDED": b"% OK [APPENDUID 0 4294967296] done\r\n"},
    "opens no folder": {"SELECT": CLOSE},
    "sets no keyword": {"UID STORE": CLOSE},
}
TOLD = {"goes on twice", "tells a UID that is none", "sets no keyword"}


class Hostile(Scripted):
    def test_none_of_them_gets_a_heap_of_notices_or_stops_the_others(self):
        servers = {name: Inbox(**answers) for name, answers in HOSTILE.items()}
        well = Inbox()
        self.start(*servers.values(), well)
        self.until(lambda: len(well.appended) == 1)
        self.assertIn(b"X-Candour-Notice:", well.appended[0])
        for name, server in servers.items():
            with self.subTest(name):
                if name in TOLD:
                    self.until(lambda: len(server.appended) == 1)
                elif name != "never goes on":
                    self.until(lambda: re.search(rf'notice waits account="u{server.port}"', self.daemon.log()))
        time.sleep(3)
        for name, server in servers.items():
            with self.subTest(name):
                # The one that refuses what it was given may be given it again, but not in a circle.
                self.assertLessEqual(len(server.appended), 3 if name == "refuses the message" else 1)
                self.assertLess(server.connections, 40)
        self.assertNotIn("jane.smith", self.daemon.log())
        begun = time.monotonic()
        self.assertEqual(self.daemon.stop(), 0, self.daemon.log()[-4000:])
        self.assertLess(time.monotonic() - begun, 15)

    def test_a_server_that_takes_literals_at_once_is_not_waited_for(self):
        server = Inbox(CAPABILITY=b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS LITERAL+\r\n", APPEND=silence)
        self.start(server)
        self.until(lambda: self.states() == ["standing"])
        self.assertEqual(len(server.appended), 1)

    def test_a_folder_that_keeps_no_keywords_gets_none(self):
        server = Inbox(SELECT=b"* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (\\Seen \\Deleted)] x\r\n")
        self.start(server)
        self.until(lambda: self.states() == ["standing"])
        self.assertFalse([command for command in server.heard if "$Candour" in command])

    def test_a_server_that_tells_no_uid_is_asked_for_it(self):
        server = Inbox(APPENDED=b"% OK done\r\n")
        self.start(server)
        self.until(lambda: self.states() == ["standing"])
        self.assertEqual(self.daemon.query("select inbox_uid_validity, inbox_uid from notice"), [(7, 9)])

    def test_a_server_that_writes_mail_anew_is_taken_at_its_own_bytes(self):
        kept = b"X-Kept-By: a server\r\n"
        server = Inbox()
        server.answers["UID FETCH"] = lambda _: (fetched(9, kept + server.appended[0])
                                                 if "FETCH 9 " in server.heard[-1] else fetched(1, server.mail))
        self.start(server)
        self.until(lambda: self.states() == ["standing"])
        self.assertEqual(self.daemon.query("select digest from notice"),
                         [(hashlib.sha256(kept + server.appended[0]).hexdigest(),)])

    def test_what_is_not_the_notice_is_never_taken_for_it(self):
        server = Inbox()
        server.answers["UID FETCH"] = lambda _: (fetched(9, b"Subject: dear Helen\r\n\r\nHello\r\n")
                                                 if "FETCH 9 " in server.heard[-1] else fetched(1, server.mail))
        self.start(server)
        self.until(lambda: self.states() == ["standing"])
        self.assertEqual(self.daemon.query("select digest from notice"),
                         [(hashlib.sha256(server.appended[0]).hexdigest(),)])


class Removing(Scripted):
    def test_a_notice_is_removed_once_however_the_server_hangs_up_meanwhile(self):
        servers = {step: Drafts(step) for step in ("STORE", "EXPUNGE", "answer to EXPUNGE")}
        self.start(*servers.values())
        self.until(lambda: self.states() == ["standing"] * len(servers))
        for server in servers.values():
            server.delete()
        self.until(lambda: not self.states())
        for step, server in servers.items():
            with self.subTest(step):
                self.assertEqual(server.removed, 1)
                self.assertIsNone(server.hangs_up_at)
                removals = [each for each in server.heard if "EXPUNGE" in each]
                self.assertEqual(set(removals), {"UID EXPUNGE 9"})


class Killed(Scripted):
    """kill -9 while the server has been asked."""

    def killed_at(self, step):
        def kill(_):
            server.answers[step] = ScriptedImap().answers.get(step, b"")
            self.daemon.process.kill()
            self.daemon.process.wait()
            return CLOSE
        server = Inbox(**{step: kill})
        self.start(server)
        self.until(lambda: self.daemon.process.poll() is not None)
        self.daemon.start()
        self.until(lambda: self.states() == ["standing"])
        # Whatever comes up again later must not make another.
        self.daemon.stop()
        self.daemon.start()
        self.until(lambda: "imap following" in self.daemon.log())
        time.sleep(1)
        return server

    def test_before_the_server_has_the_notice(self):
        self.assertEqual(len(self.killed_at("APPEND").appended), 1)

    def test_when_the_server_has_it_and_has_not_answered(self):
        server = self.killed_at("APPENDED")
        self.assertEqual(len(server.appended), 1)
        self.assertEqual(self.daemon.query("select inbox_uid from notice"), [(9,)])

    def test_before_the_keyword_is_set(self):
        self.assertEqual(len(self.killed_at("UID STORE").appended), 1)


if __name__ == "__main__":
    unittest.main()
