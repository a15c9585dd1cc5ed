# SPDX-License-Identifier: MPL-2.0
#
# A name server on a loopback port that knows some SRV and MX records and nothing else.
import socket
import struct
import threading

SRV, MX = 33, 15


def name(text):
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\0"


class FakeDns:
    """records  {("_imaps._tcp.eastmere-tc.gov.uk", SRV): [(0, 0, 993, "mail.example")]}, or (MX): [(10, "mx.example")]"""

    def __init__(self, records):
        self.records, self.asked = records, []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.place = "127.0.0.1:%d" % self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                question, client = self.socket.recvfrom(4096)
            except OSError:
                return
            self.socket.sendto(self.answer(question), client)

    def answer(self, question):
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1:at + 1 + question[at]].decode())
            at += 1 + question[at]
        kind, = struct.unpack("!H", question[at + 1:at + 3])
        asked = (".".join(labels), kind)
        self.asked.append(asked)
        records = self.records.get(asked, [])
        whole = struct.pack("!2sHHHHH", question[:2], 0x8180 if records else 0x8183, 1, len(records), 0, 0)
        whole += question[12:at + 5]
        for *numbers, host in records:
            rest = struct.pack("!%dH" % len(numbers), *numbers) + name(host)
            whole += struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(rest)) + rest
        return whole

    def stop(self):
        self.socket.close()
