# SPDX-License-Identifier: MPL-2.0
"""candour-native-host as Thunderbird starts it: frames in, frames out, a daemon's socket behind it."""

import base64
import hashlib
import http.server
import json
import os
import pathlib
import socket
import socketserver
import struct
import subprocess
import tempfile
import threading
import unittest

HOST = pathlib.Path(os.environ["CANDOUR_BIN"]) / "candour-native-host"
ADD_ON = "thunderbird@candour.example"


class Daemon:
    """A peer that says what it was asked: the shape of the local API, nothing of its meaning."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            long = "x" * (2 << 20) if self.path == "/v1/long" else ""
            said = {"method": self.command, "path": self.path, "type": self.headers.get("Content-Type"),
                    "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(), "long": long}
            content = b"not json" if self.path == "/v1/garbage" else json.dumps(said).encode()
            self.send_response(404 if self.path == "/v1/nothing" else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_):
            pass

    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True

        def get_request(self):
            request, _ = super().get_request()
            self.open.append(request)
            return request, ("peer", 0)

    def __init__(self, path):
        path.unlink(missing_ok=True)
        self.server = self.Server(str(path), self.Handler)
        self.server.open = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        for connection in self.server.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.server.server_close()


class NativeHost(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="candour-test-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.socket = self.home / "candour.sock"
        self.daemon = Daemon(self.socket)
        self.addCleanup(lambda: self.daemon and self.daemon.stop())
        self.environment = dict(os.environ, HOME=str(self.home))
        self.run_host("--install", "--socket", self.socket)
        self.host = None

    def run_host(self, *arguments):
        return subprocess.run([HOST, *arguments], env=self.environment, text=True, capture_output=True, timeout=60)

    def start(self):
        self.host = subprocess.Popen([HOST, self.manifest_path(), ADD_ON], env=self.environment,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end)

    def end(self):
        self.host.stdin.close()
        self.host.wait(timeout=30)
        self.host.stdout.close()
        self.host.stderr.close()

    def manifest_path(self):
        return self.home / ".mozilla/native-messaging-hosts/candour.json"

    def say(self, message):
        content = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.host.stdin.write(struct.pack("=I", len(content)) + content)
        self.host.stdin.flush()

    def hear(self):
        length, = struct.unpack("=I", self.host.stdout.read(4))
        return json.loads(self.host.stdout.read(length))

    def ask(self, **message):
        if self.host is None:
            self.start()
        self.say({"method": "POST", "path": "/v1/assess", "type": "application/json", "body": "{}"} | message)
        return self.hear()

    def test_a_request_is_led_to_the_daemon_and_its_answer_back(self):
        answer = self.ask(id=7, body='{"from":"é"}')
        self.assertEqual((answer["id"], answer["status"], answer["body"]["method"], answer["body"]["path"],
                          answer["body"]["type"], answer["body"]["bytes"]),
                         (7, 200, "POST", "/v1/assess", "application/json", len('{"from":"é"}'.encode())))

    def test_a_file_comes_in_pieces(self):
        self.start()
        content = os.urandom((9 << 20) + 1)
        for at in range(0, len(content), 4 << 20):
            self.say({"id": 3, "bytes": base64.b64encode(content[at:at + (4 << 20)]).decode()})
        answer = self.ask(id=3, method="PUT", path="/v1/attachments/x", type="application/octet-stream", body="")
        self.assertEqual(answer["body"]["sha256"], hashlib.sha256(content).hexdigest())

    def test_a_file_that_nobody_asks_for_makes_room_for_the_next(self):
        self.start()
        piece = base64.b64encode(bytes(7 << 20)).decode()
        for file in (3, 4):
            for _ in range(10):
                self.say({"id": file, "bytes": piece})
            if file == 3:
                self.say({"id": 3, "forget": True})
        answer = self.ask(id=4, method="PUT", path="/v1/attachments/x", type="application/octet-stream", body="")
        self.assertEqual(answer["body"]["bytes"], 70 << 20)
        self.assertEqual(self.ask(id=3, body="{}")["body"]["bytes"], 2, "nothing of it is left")

    def test_a_status_that_is_no_success_is_told_as_such(self):
        self.assertEqual(self.ask(id=1, method="GET", path="/v1/nothing", type="", body="")["status"], 404)

    def test_a_daemon_that_was_restarted_is_found_again(self):
        self.assertEqual(self.ask(id=1)["status"], 200)
        self.daemon.stop()
        self.daemon = Daemon(self.socket)
        self.assertEqual(self.ask(id=2)["status"], 200)

    def test_a_daemon_that_is_away_is_told_and_one_that_comes_is_found(self):
        self.daemon.stop()
        self.daemon = None
        self.assertIn("candour.sock", self.ask(id=1)["error"])
        self.daemon = Daemon(self.socket)
        self.assertEqual(self.ask(id=2)["status"], 200)

    def test_an_answer_longer_than_a_frame_is_told_in_one(self):
        self.assertEqual(self.ask(id=1, path="/v1/long")["error"], "the daemon's answer is too long")
        self.assertEqual(self.ask(id=2)["status"], 200)

    def test_an_answer_that_is_no_json_is_told(self):
        self.assertIn("no JSON", self.ask(id=1, path="/v1/garbage")["error"])

    def test_only_the_local_api_is_asked(self):
        for request in ({"path": "/etc/passwd"}, {"method": "DELETE"}, {"path": "/v1/a b"},
                        {"path": "/v1/a\r\nHost: x"}, {"type": "a/b\r\nX: y"}):
            self.assertIn("no request", self.ask(id=1, **request)["error"], request)

    def test_nonsense_is_answered_and_the_next_message_heard(self):
        self.start()
        for nonsense in (b"", b"{", b"[]", b"\xff\xfe", b'{"id":"x"}', b'{"id":1,"bytes":"?"}'):
            self.say(nonsense)
            self.assertIn("error", self.hear(), nonsense)
        self.assertEqual(self.ask(id=2)["status"], 200)

    def test_the_host_ends_when_thunderbird_does(self):
        self.ask(id=1)
        self.host.stdin.close()
        self.assertEqual(self.host.wait(timeout=30), 0)

    def test_a_frame_that_is_cut_off_or_endless_ends_the_host(self):
        for frame, why in ((b"\x10\0\0\0{", b"ends in a frame"), (b"\xff\xff\xff\xff", b"4294967295 bytes")):
            self.start()
            self.host.stdin.write(frame)
            self.host.stdin.close()
            self.assertEqual(self.host.wait(timeout=30), 1)
            self.assertIn(why, self.host.stderr.read())

    def assert_installed(self, manifest, socket_file):
        said = json.loads(manifest.read_text())
        self.assertEqual((said["name"], said["type"], said["allowed_extensions"], said["path"]),
                         ("candour", "stdio", [ADD_ON], str(HOST.resolve())))
        self.assertEqual(socket_file.read_text(), f"{self.socket}\n")

    def test_the_manifest_is_the_one_thunderbird_reads(self):
        self.assert_installed(self.manifest_path(), self.home / ".config/candour/socket")

    def test_for_everybody_it_is_installed_where_every_thunderbird_looks(self):
        package = self.home / "package"
        self.environment["DESTDIR"] = str(package)
        done = self.run_host("--install", "--system", "--socket", self.socket)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_installed(package / "usr/lib/mozilla/native-messaging-hosts/candour.json", package / "etc/candour/socket")
        self.assertEqual(self.run_host("--uninstall", "--system").returncode, 0)
        self.assertEqual([file for file in package.rglob("*") if file.is_file()], [])
        self.assertTrue(self.manifest_path().exists())  # hers alone is another

    def test_what_was_installed_can_be_taken_back(self):
        self.assertEqual(self.run_host("--uninstall").returncode, 0)
        self.assertFalse(self.manifest_path().exists())
        self.start()
        self.say({"id": 1, "method": "GET", "path": "/v1/status", "type": "", "body": ""})
        self.assertIn("--install", self.hear()["error"])


if __name__ == "__main__":
    unittest.main()
