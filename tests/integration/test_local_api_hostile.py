# SPDX-License-Identifier: MPL-2.0
"""What the local API has to stand: half requests, floods, garbage, and its own end in the middle of it."""

import hashlib
import json
import pathlib
import select
import socket
import tempfile
import threading
import time
import unittest

from support.candourd import Candourd
from support.local_api import over_socket
from support.next_hop import NextHop

DRAFT = {"from": "Helen Ward <clerk@eastmere-tc.gov.uk>", "to": ["bob@resident.example"],
         "bcc": ["jane.smith@eastmere-tc.gov.uk"], "subject": "Bench", "text": "Dear Bob,\n\nIt is mended.\n"}
MOST = 50 << 20
SESSIONS = 200  # HttpLimits::sessions


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        self.candourd = Candourd(pathlib.Path(folder.name) / "council", self.hop.url)
        self.addCleanup(self.candourd.finish)
        self.candourd.start()

    def connect(self, timeout=60):
        raw = socket.socket(socket.AF_UNIX)
        raw.settimeout(timeout)
        raw.connect(str(self.candourd.socket))
        self.addCleanup(raw.close)
        return raw

    def answer(self, raw):
        """All that comes until the other end closes: (status, body)."""
        got = b""
        try:
            while piece := raw.recv(65536):
                got += piece
        except ConnectionResetError:
            pass
        if not got:
            return None, b""
        return int(got.split()[1]), got.partition(b"\r\n\r\n")[2]

    def say(self, request):
        raw = self.connect()
        raw.sendall(request if isinstance(request, bytes) else request.encode())
        return self.answer(raw)

    def assert_well(self):
        api = over_socket(self.candourd)
        try:
            self.assertEqual(api.assess(DRAFT)["verdict"], "confirm")
        finally:
            api.close()

    def test_who_is_too_many_is_told_so_and_the_others_stay(self):
        too_many = 5
        crowd = [self.connect() for _ in range(SESSIONS + too_many)]
        answered, deadline = [], time.monotonic() + 60
        while len(answered) < too_many and time.monotonic() < deadline:
            answered = select.select(crowd, [], [], 1)[0]
        self.assertEqual(len(answered), too_many)
        for raw in answered:
            status, body = self.answer(raw)
            self.assertEqual(status, 503)
            self.assertIn("Too many", json.loads(body)["detail"])
        taken_in = next(raw for raw in crowd if raw not in answered)
        taken_in.sendall(b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        self.assertEqual(self.answer(taken_in)[0], 200)
        for raw in crowd:
            raw.close()
        self.assert_well()

    def test_garbage_gets_an_error_and_no_more(self):
        for request, expected in (
                (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
                ("EHLO client.example\r\n\r\n", 400),
                ("GET /v1/status HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
                ("GET /v1/status HTTP/1.1\r\n\r\n", 400),
                ("GET /v1/status HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
                ("GET /v1/status HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
                ("GET http://localhost/v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
                ("GET /../v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
                ("DELETE /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
                ("POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 411),
                ("POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                 "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}", 400),
                ("POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                 "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n", 400),
                ("POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                 "Content-Length: 2\r\nConnection: close\r\n\r\n{}", 400),
                ("POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}", 415),
                ("GET /v1/status HTTP/1.1\r\nHost: localhost\r\nX: " + "x" * 20_000 + "\r\n\r\n", 431),
                ("GET /v1/status HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\n\r\n", 417)):
            status, body = self.say(request)
            self.assertEqual(status, expected, request[:80])
            self.assertEqual(sorted(json.loads(body))[:2], ["detail", "title"])
        self.assert_well()

    def test_a_body_may_be_fifty_megabytes_and_not_a_byte_more(self):
        api = over_socket(self.candourd)
        self.addCleanup(api.close)
        self.assertEqual(api.upload(b"x" * MOST).status, 201)
        header = f"PUT /v1/attachments/{'a' * 64} HTTP/1.1\r\nHost: localhost\r\n"
        self.assertEqual(self.say(header + f"Content-Length: {MOST + 1}\r\n\r\n")[0], 413)
        raw = self.connect()
        raw.sendall((header + "Transfer-Encoding: chunked\r\n\r\n").encode())
        piece = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
        try:
            for _ in range(51):
                raw.sendall(piece)
        except OSError:
            pass
        self.assertEqual(self.answer(raw)[0], 413)
        self.assert_well()

    def test_a_composed_mail_may_have_fifty_megabytes(self):
        api = over_socket(self.candourd)
        self.addCleanup(api.close)
        text = json.dumps({**DRAFT, "text": ""})
        self.assertEqual(api.ask("POST", "/v1/assess", text + " " * (MOST - len(text)), "application/json").status, 200)

    def test_a_thousand_callers_at_once_are_served_or_sent_away(self):
        raw = []
        try:
            for _ in range(1000):
                one = socket.socket(socket.AF_UNIX)
                one.settimeout(60)
                one.connect(str(self.candourd.socket))
                raw.append(one)
            request = b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            served = 0
            for one in raw:
                try:
                    one.sendall(request)
                    served += self.answer(one)[0] == 200
                except OSError:
                    pass
            self.assertGreaterEqual(served, 200)
        finally:
            for one in raw:
                one.close()
        self.assert_well()

    def test_half_a_request_is_waited_for_a_moment(self):
        started = time.monotonic()
        half = self.connect()
        half.sendall(b"GET /v1/status HTTP/1.1\r\nHost: loc")
        drip = self.connect()
        drip.sendall(b"GET /v1/status HTTP/1.1\r\n")
        for _ in range(8):  # a byte now and then must not make the deadline later
            time.sleep(1)
            drip.sendall(b"X")
        self.assert_well()
        self.assertEqual(self.answer(half)[0], None)
        self.assertEqual(self.answer(drip)[0], None)
        self.assertLess(time.monotonic() - started, 20)

    def test_a_caller_that_goes_in_the_middle_harms_nobody(self):
        for request in (b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        b"Content-Length: 1000000\r\n\r\n{", b"GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50):
            for _ in range(50):
                raw = socket.socket(socket.AF_UNIX)
                raw.connect(str(self.candourd.socket))
                raw.sendall(request)
                raw.close()
        self.assert_well()

    def test_ends_in_the_middle_of_requests(self):
        half = self.connect()
        half.sendall(b"POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Content-Length: 1000000\r\n\r\n{")
        idle = over_socket(self.candourd)
        idle.status()
        self.addCleanup(idle.close)
        asking = [threading.Thread(target=self.ask_on, daemon=True) for _ in range(4)]
        for thread in asking:
            thread.start()
        time.sleep(0.3)
        started = time.monotonic()
        self.assertEqual(self.candourd.stop(), 0)
        self.assertLess(time.monotonic() - started, 15)
        for thread in asking:
            thread.join(20)

    def ask_on(self):
        try:
            api = over_socket(self.candourd)
            while True:
                api.assess(DRAFT)
        except OSError:
            pass  # the daemon has ended
        except Exception:  # http.client's own names for that
            pass

    def test_many_files_are_forgotten_before_memory_is(self):
        api = over_socket(self.candourd)
        self.addCleanup(api.close)
        first = b"first"
        api.upload(first)
        for number in range(6):
            self.assertEqual(api.upload(bytes([number]) * (40 << 20)).status, 201)
        draft = {**DRAFT, "attachments": [{"name": "a.txt", "sha256": hashlib.sha256(first).hexdigest()}]}
        self.assertEqual(api.assess(draft).status, 409)


if __name__ == "__main__":
    unittest.main()
