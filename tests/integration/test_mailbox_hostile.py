# SPDX-License-Identifier: MPL-2.0
#
# IMAP servers that do what they should not, all at once beside one that behaves: garbage, literals and lines without
# an end, wrong counts, hanging up at every step, silence.
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.next_hop import wait_for
from support.scripted_imap import CLOSE, GREETING, MESSAGE, ScriptedImap, fetched
from support.smtp_client import RawClient


def endless(piece):
    def say(connection):
        while True:
            connection.sendall(piece)
    return say


def trickle(connection):
    while True:
        connection.sendall(b"* ")
        time.sleep(0.2)


def silence(connection):
    connection.recv(1, 0)
    time.sleep(600)
    return CLOSE


def first(begin, piece):
    def say(connection):
        connection.sendall(begin)
        return endless(piece)(connection)
    return say


STEPS = ("CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE")
GARBAGE = bytes(range(256)).replace(b"\n", b"") * 4 + b"\r\n"

HOSTILE = {
    "closes at once": {"greeting": CLOSE},
    "greets with garbage": {"greeting": GARBAGE},
    "greets without an end": {"greeting": endless(b"* OK " * 1000)},
    "says nothing": {"greeting": silence},
    **{f"closes at {step}": {"answers": {step: CLOSE}} for step in STEPS},
    **{f"garbage at {step}": {"answers": {step: GARBAGE}} for step in STEPS[2:]},
    "a line without an end": {"answers": {"LIST": endless(b"x" * 65536)}},
    "responses without an end": {"answers": {"LIST": endless(b"* LIST () NIL x\r\n" * 100)}},
    "a trickle": {"answers": {"EXAMINE": trickle}},
    "silence": {"answers": {"EXAMINE": silence}},
    "a literal without an end": {"answers": {"UID FETCH": b"* 1 FETCH (UID 1 BODY[]<0> {99999999999999999999}\r\n"}},
    "a literal of a gigabyte": {"answers": {"UID FETCH": first(b"* 1 FETCH (UID 1 BODY[]<0> {1000000000}\r\n",
                                                               b"x" * 65536)}},
    "a literal that is too short": {"answers": {"UID FETCH": b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nSubject: x\r\n)\r\n"}},
    "a literal that is too long": {"answers": {"UID FETCH": b"* 1 FETCH (UID 1 BODY[]<0> {5}\r\n" + MESSAGE + b")\r\n"}},
    "lists in lists": {"answers": {"LIST": b"* LIST " + b"(" * 100_000 + b"\r\n"}},
    "no UIDVALIDITY": {"answers": {"EXAMINE": b"* 4294967295 EXISTS\r\n"}},
    "numbers that are none": {"answers": {"EXAMINE": b"* OK [UIDVALIDITY -1] x\r\n* OK [UIDVALIDITY 99999999999] x\r\n"}},
    "finds what is not there": {"answers": {"UID SEARCH": b"* SEARCH " + b"4294967295 77 0 " * 5000 + b"\r\n"}},
    "fetches what nobody asked for": {"answers": {"UID FETCH": fetched(9) + fetched(4294967295) + b"* 1 FETCH\r\n"}},
    "another's answer": {"answers": {"EXAMINE": b"c999 OK done\r\n"}},
    "tells of mail without an end": {"answers": {"IDLE": b"+ idling\r\n* 9 EXISTS\r\n"}},
    "a folder that breaks the line": {"answers": {"LIST": b'* LIST (\\Sent) "/" {14}\r\nSent\r\nx LOGOUT\r\n'}},
}


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.password = self.folder / "password"
        self.password.write_text("a-secret-word\n")
        self.password.chmod(0o600)

    def test_none_of_them_stops_the_others_or_the_daemon(self):
        servers = {name: ScriptedImap(**how) for name, how in HOSTILE.items()}
        well = ScriptedImap()
        for server in (*servers.values(), well):
            self.addCleanup(server.close)
        daemon = Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox",
                          accounts=[line for server in (*servers.values(), well) for line in server.account(self.password)])
        daemon.start()
        self.addCleanup(daemon.stop)

        def lost(server):
            return re.findall(rf'imap lost account="u{server.port}" .*', daemon.log())

        self.assertTrue(wait_for(lambda: re.search(rf' found account="u{well.port}" role=sent uid=1', daemon.log()), 60))
        # Two of them just take their time: a minute at the least.
        patient = {"says nothing", "a trickle", "silence", "greets without an end", "finds what is not there",
                   "fetches what nobody asked for", "tells of mail without an end", "a folder that breaks the line",
                   "a literal that is too short"}
        for name, server in servers.items():
            with self.subTest(name):
                self.assertGreater(server.connections, 0)
                if name not in patient:
                    self.assertTrue(wait_for(lambda: lost(server), 60), daemon.log()[-2000:])
        # Slower each time, not in a circle.
        self.assertLess(max(server.connections for server in servers.values()), 60)
        self.assertTrue(all("x LOGOUT" not in command for server in servers.values() for command in server.heard))
        with RawClient(daemon.port) as client:
            self.assertIn("250", client.greet())
        status = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text()
        self.assertLess(int(re.search(r"VmRSS:\s+(\d+)", status)[1]), 1_500_000, "with ASan's own")
        self.assertNotIn("a-secret-word", daemon.log())
        begun = time.monotonic()
        self.assertEqual(daemon.stop(), 0, daemon.log()[-4000:])
        self.assertLess(time.monotonic() - begun, 15)

    def test_a_message_that_cannot_be_fetched_does_not_keep_the_others_away(self):
        server = ScriptedImap({"UID SEARCH": b"* SEARCH 1 2\r\n"})
        self.addCleanup(server.close)
        # It hangs up over message 1, and gives message 2 where that alone is asked for.
        server.answers["UID FETCH"] = lambda _: fetched(2) if "FETCH 2 " in server.heard[-1] else CLOSE
        with Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox", accounts=server.account(self.password)) as daemon:
            self.assertTrue(wait_for(lambda: "role=sent uid=2" in daemon.log(), 60), daemon.log())
            self.assertIn("imap message-skipped", daemon.log())
            listed = subprocess.run([BINARIES / "candour", "findings", "--config", daemon.folder / "candourd.yaml"],
                                    check=True, capture_output=True, text=True).stdout
            self.assertEqual(listed.count("its mail server did not hand it over"), 1, listed)

    def test_a_message_with_a_huge_header_is_read_within_bounds(self):
        fields = b"".join(b"X-Field-%d: %s\r\n" % (number, b"word " * 200) for number in range(10_000))
        header, body = MESSAGE.split(b"\r\n\r\n", 1)
        message = header + b"\r\n" + fields + b"X-Long: " + b"y" * 2_000_000 + b"\r\n\r\n" + body
        server = ScriptedImap({"UID FETCH": fetched(1, message)})
        self.addCleanup(server.close)
        with Candourd(self.folder / "candour", f"sandbox:{self.folder}/outbox",
                      accounts=server.account(self.password)) as daemon:
            self.assertTrue(wait_for(lambda: "role=sent uid=1" in daemon.log(), 60), daemon.log())
            self.assertIn("rules=silent-copy", daemon.log())
            status = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text()
            self.assertLess(int(re.search(r"VmHWM:\s+(\d+)", status)[1]), 1_500_000, "with ASan's own")


if __name__ == "__main__":
    unittest.main()
