# SPDX-License-Identifier: MPL-2.0
"""Thunderbird's remote control, in its own words: frames "LENGTH:JSON" over a socket (protocol 3).

    remote = Marionette(2828)
    remote.run("return Services.appinfo.version")     # JavaScript in the program's own context
"""

import base64
import json
import pathlib
import socket
import time


class Fault(Exception):
    """What Thunderbird answered in place of a value."""


def until(what, condition, seconds=30):
    deadline = time.monotonic() + seconds
    while True:
        try:
            if value := condition():
                return value
        except Fault:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.05)


class Marionette:
    def __init__(self, port, timeout=60):
        deadline = time.monotonic() + timeout
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
                self.buffer = b""
                self._read()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.15)
        self.last_id = 0
        self.send("WebDriver:NewSession", unhandledPromptBehavior="ignore")
        self.send("WebDriver:SetTimeouts", script=60_000, implicit=0, pageLoad=30_000)
        self.send("Marionette:SetContext", value="chrome")

    def _read(self):
        while b":" not in self.buffer:
            self._more()
        length, _, rest = self.buffer.partition(b":")
        self.buffer = rest
        while len(self.buffer) < int(length):
            self._more()
        frame, self.buffer = self.buffer[:int(length)], self.buffer[int(length):]
        return json.loads(frame)

    def _more(self):
        piece = self.socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("Thunderbird closed the connection")
        self.buffer += piece

    def send(self, command, **parameters):
        self.last_id += 1
        frame = json.dumps([0, self.last_id, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(frame), frame))
        _, _, fault, result = self._read()
        if fault:
            raise Fault(f"{command}: {fault['error']}: {fault['message']}")
        return result

    def run(self, script, *arguments):
        """Runs the body of an async function, its parameters in `args`; its value comes back as JSON would."""
        wrapped = ("const done = arguments[arguments.length - 1];"
                   f"(async args => {{ {script} }})(Array.prototype.slice.call(arguments, 0, -1))"
                   ".then(value => done({value: value === undefined ? null : value}),"
                   " error => done({fault: String(error) + '\\n' + (error && error.stack)}));")
        answer = self.send("WebDriver:ExecuteAsyncScript", script=wrapped, args=list(arguments),
                           newSandbox=True, sandbox="system")["value"]
        if "fault" in answer:
            raise Fault(answer["fault"])
        return answer.get("value")

    def install(self, add_on):
        return self.send("Addon:Install", path=str(pathlib.Path(add_on).resolve()), temporary=True)["value"]

    def quit(self):
        try:
            self.send("Marionette:Quit", flags=["eForceQuit"])
        except (Fault, OSError):
            pass
        self.socket.close()

    @staticmethod
    def save_picture(data_url, file):
        pathlib.Path(file).write_bytes(base64.b64decode(data_url.partition(",")[2]))
