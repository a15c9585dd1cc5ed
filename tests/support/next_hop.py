# SPDX-License-Identifier: MPL-2.0
#
# A mail server in a few lines: keeps what it is sent, byte for byte, and misbehaves where it is told
# to.
import dataclasses
import socket
import socketserver
import ssl
import threading
import time

CLOSE = object()   # hangs up instead of answering
SILENT = object()  # never answers
GARBAGE = "this is not SMTP"


@dataclasses.dataclass
class Message:
    mail_from: str
    rcpt_to: list
    content: bytes  # dot-stuffing taken off


class NextHop:
    """Listens on `port` from the start.

    reactions   what to do instead of the usual answer: {"RCPT": "550 5.1.1 no", "dot": CLOSE}; the steps
                are the verbs, and "greeting", "content" (after a first piece of the message), "dot"
    extensions  of EHLO
    certificates  with them STARTTLS is offered, or TLS is spoken from the start
    port        one that another had; by default any that is free
    """

    EXTENSIONS = ("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES",
                  "CHUNKING", "AUTH PLAIN LOGIN EXTERNAL")

    def __init__(self, reactions=None, extensions=EXTENSIONS, certificates=None, implicit_tls=False,
                 port=0):
        self.reactions = reactions or {}
        self.extensions = list(extensions)
        self.tls = certificates.for_server() if certificates else None
        self.implicit_tls = implicit_tls
        self.messages, self.commands, self.sessions = [], [], 0
        self.stopping = threading.Event()
        hop = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                hop.sessions += 1
                try:
                    Session(hop, self.request).run()
                except (OSError, EOFError):
                    pass

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 100
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.url = f"{'smtps' if implicit_tls else 'smtp'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Session:
    def __init__(self, hop, connection):
        self.hop, self.connection = hop, connection
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hop.implicit_tls:
            self.start_tls()
        self.unread = b""
        self.mail_from, self.rcpt_to = None, []

    def start_tls(self):
        self.connection = self.hop.tls.wrap_socket(self.connection, server_side=True)

    def run(self):
        self.answer("greeting", "220 next-hop.example ESMTP")
        while True:
            line = self.read_until(b"\r\n")[:-2].decode("utf-8", "surrogateescape")
            self.hop.commands.append(line)
            if not self.obey(line, line.split(" ")[0].upper()):
                return

    def obey(self, line, verb):
        if verb == "EHLO":
            extensions = list(self.hop.extensions)
            if self.hop.tls and not isinstance(self.connection, ssl.SSLSocket):
                extensions.append("STARTTLS")
            lines = ["next-hop.example", *extensions]
            usual = "\r\n".join("250" + (" " if text is lines[-1] else "-") + text for text in lines)
        elif verb == "DATA":
            usual = "354 go on" if self.rcpt_to else "554 5.5.1 no valid recipients"
        else:
            usual = {"QUIT": "221 2.0.0 bye", "STARTTLS": "220 2.0.0 go on", "AUTH": "235 2.7.0 welcome"}.get(
                verb, "250 2.0.0 ok")
        reply = self.answer(verb, usual)
        if verb == "STARTTLS" and reply.startswith("220"):
            self.start_tls()
        elif verb == "DATA" and reply.startswith("354"):
            self.take_message()
        elif verb == "MAIL" and reply.startswith("250"):
            self.mail_from, self.rcpt_to = path_in(line), []
        elif verb == "RCPT" and reply.startswith("250"):
            self.rcpt_to.append(path_in(line))
        elif verb == "RSET":
            self.mail_from, self.rcpt_to = None, []
        return verb != "QUIT"

    def take_message(self):
        if "content" in self.hop.reactions:
            self.connection.recv(100)
            self.answer("content", "")
            raise EOFError
        self.unread = b"\r\n" + self.unread
        content = self.read_until(b"\r\n.\r\n")[2:-3]
        content = (b"\r\n" + content).replace(b"\r\n.", b"\r\n")[2:]
        reply = self.hop.reactions.get("dot", "250 2.0.0 queued")
        if isinstance(reply, str) and reply.startswith("2"):
            self.hop.messages.append(Message(self.mail_from, self.rcpt_to, content))
        self.mail_from, self.rcpt_to = None, []
        self.answer("dot", "250 2.0.0 queued")

    def answer(self, step, usual):
        reaction = self.hop.reactions.get(step, usual)
        if reaction is CLOSE:
            self.connection.shutdown(socket.SHUT_RDWR)
            raise EOFError
        if reaction is SILENT:
            self.hop.stopping.wait(60)
            raise EOFError
        if reaction:
            self.connection.sendall(reaction.encode() + b"\r\n")
        return reaction

    def read_until(self, end):
        pieces, tail = [self.unread], self.unread
        while end not in tail:
            piece = self.connection.recv(1 << 20)
            if not piece:
                raise EOFError
            pieces.append(piece)
            tail = tail[-len(end):] + piece
        whole = b"".join(pieces)
        cut = whole.index(end) + len(end)
        self.unread = whole[cut:]
        return whole[:cut]


def path_in(line):
    return line[line.index("<") + 1:line.rindex(">")]


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
