# SPDX-License-Identifier: MPL-2.0
#
# An IMAP server of one folder and one message that does as it is told, wrong things too.
import re
import socket
import threading

MESSAGE = (b"From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nTo: bob@resident.example\r\n"
           b"Bcc: jane.smith@eastmere-tc.gov.uk\r\nSubject: Allotments\r\nMessage-ID: <s1@test.example>\r\n\r\n"
           b"Dear Bob,\r\n\r\nThe plot is free from Monday.\r\n\r\nHelen Ward\r\n")


def fetched(uid=1, message=MESSAGE):
    return b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n" % (uid, len(message), message)


# What is said to a command before "TAG OK"; by the command's first two words, or its first.
ANSWERS = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n",
    "LIST": b'* LIST () "/" INBOX\r\n* LIST () "/" Sent\r\n',
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n",
    "UID SEARCH": b"* SEARCH 1\r\n",
    "UID FETCH": fetched(),
    "APPEND": b"+ go on\r\n",  # before the message is there; "%" stands for the tag
    "APPENDED": b"% OK [APPENDUID 7 9] done\r\n",
}
GREETING = b"* OK IMAP4rev1 ready\r\n"
CLOSE = None  # in the place of an answer


class ScriptedImap:
    """answers   in the place of those in ANSWERS: bytes, CLOSE, or a function of the connection that says what it
                 likes and returns bytes or CLOSE
    greeting  likewise"""

    def __init__(self, answers=None, greeting=GREETING):
        self.answers, self.greeting = {**ANSWERS, **(answers or {})}, greeting
        self.heard = []  # commands, of all connections
        self.appended = []  # messages
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def account(self, password_file, *more):
        """Lines for candourd's `accounts:`, which follow Sent alone; every server's own user, so that logs can be told
        apart."""
        return [f"- server: imap://127.0.0.1:{self.port}?tls=none", f"  user: u{self.port}",
                f"  password-file: {password_file}", "  folders: {inbox: off, drafts: off}",
                *("  " + line for line in more)]

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                self.talk(connection)
            except OSError:
                return

    def say(self, connection, answer):
        """False where that was all."""
        if callable(answer):
            answer = answer(connection)
        if answer is CLOSE:
            return False
        connection.sendall(answer)
        return True

    def talk(self, connection):
        if not self.say(connection, self.greeting):
            return
        lines = connection.makefile("rb")
        for line in lines:
            tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
            self.heard.append(command)
            words = command.upper().split(" ")
            verb = " ".join(words[:2]) if words[0] == "UID" else words[0]
            if tag == "DONE":
                connection.sendall(idle_tag.encode() + b" OK done\r\n")
                continue
            if verb == "IDLE":
                idle_tag = tag
                if not self.say(connection, self.answers.get("IDLE", b"+ idling\r\n")):
                    return
                continue
            if verb == "APPEND":
                if not self.take_message(connection, lines, tag, command):
                    return
                continue
            if not self.say(connection, self.answers.get(verb, b"")):
                return
            connection.sendall(tag.encode() + b" OK done\r\n")

    def take_message(self, connection, lines, tag, command):
        """False where that was all."""
        def say(what):
            answer = self.answers[what]
            return self.say(connection, answer if callable(answer) or answer is CLOSE
                            else answer.replace(b"%", tag.encode()))
        size, at_once = re.search(r"{(\d+)(\+?)}$", command).groups()
        if not at_once and not say("APPEND"):
            return False
        if at_once or not callable(self.answers["APPEND"]) and self.answers["APPEND"].startswith(b"+"):
            self.appended.append(lines.read(int(size)))
            lines.readline()
            return say("APPENDED")
        return True

    def close(self):
        self.listener.close()
