# SPDX-License-Identifier: MPL-2.0
#
# A raw SMTP client that says exactly what it is told, wrong things too.
import socket


class RawClient:
    def __init__(self, port, timeout=20):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.unread = b""

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode())

    def reply(self):
        """One whole reply, its lines joined by newlines; empty where the peer has hung up."""
        lines = []
        while not lines or lines[-1][3:4] == "-":
            while b"\r\n" not in self.unread:
                piece = self.socket.recv(65536)
                if not piece:
                    return ""
                self.unread += piece
            line, self.unread = self.unread.split(b"\r\n", 1)
            lines.append(line.decode("utf-8", "replace"))
        return "\n".join(lines)

    def ask(self, line):
        self.send(line + "\r\n")
        return self.reply()

    def start_tls(self, context, host="localhost"):
        self.socket = context.wrap_socket(self.socket, server_hostname=host)

    def greet(self):
        self.reply()
        return self.ask("EHLO client.example")

    def envelope(self, sender="clerk@eastmere-tc.gov.uk", recipients=("bob@resident.example",)):
        replies = [self.ask(f"MAIL FROM:<{sender}>")]
        return replies + [self.ask(f"RCPT TO:<{recipient}>") for recipient in recipients]

    def message(self, content):
        """DATA and the content, which must be dot-stuffed already; the answer to it."""
        first = self.ask("DATA")
        if not first.startswith("354"):
            return first
        self.send(content if isinstance(content, bytes) else content.encode())
        self.send(".\r\n")
        return self.reply()

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
