# SPDX-License-Identifier: MPL-2.0
"""An X server that shows nothing to anybody (Xvfb), with a window manager, which hands the keyboard from window to window.

    screen = Screen(folder)
    subprocess.Popen(program, env={"DISPLAY": screen.display, …})
    screen.picture("all-of-it.png")
"""

import os
import pathlib
import struct
import subprocess
import zlib

WIDTH, HEIGHT = 1280, 960


class Screen:
    def __init__(self, folder):
        """folder: for the picture that Xvfb keeps, and for what both programs have to say."""
        self.folder = pathlib.Path(folder)
        self.log = open(self.folder / "screen.log", "wb")
        reading, writing = os.pipe()
        self.server = self._run(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(self.folder),
                                 "-nolisten", "tcp", "-noreset"], pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as said:
            self.display = ":" + said.readline().strip()  # a free one, once it is ready
        if self.display == ":":
            raise RuntimeError(f"Xvfb did not start:\n{(self.folder / 'screen.log').read_text()}")
        self.window_manager = self._run(["openbox"], env=dict(os.environ, DISPLAY=self.display))

    def _run(self, command, **options):
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, **options)

    def picture(self, file):
        """The whole screen, as PNG."""
        width, height, rows = self._rows()
        packed = zlib.compress(b"".join(b"\0" + row for row in rows))
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # eight bits of red, green and blue each
        pathlib.Path(file).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))))

    def _rows(self):
        """From X's own form of picture (XWDFile.h): 25 numbers, a name, colours of 12 octets, then four octets a pixel."""
        picture = (self.folder / "Xvfb_screen0").read_bytes()
        header_octets, _, _, _, width, height, *_, row_octets = struct.unpack(">13I", picture[:52])
        colours = struct.unpack(">I", picture[76:80])[0]
        begin = header_octets + 12 * colours
        for_each_row = (picture[at:at + 4 * width] for at in range(begin, begin + height * row_octets, row_octets))
        return width, height, [red_green_blue(row) for row in for_each_row]

    def close(self):
        for process in (self.window_manager, self.server):
            process.terminate()
            process.wait()
        self.log.close()


def red_green_blue(row):
    turned = bytearray(len(row) // 4 * 3)
    for place, octet in enumerate((2, 1, 0)):  # blue comes first there
        turned[place::3] = row[octet::4]
    return bytes(turned)
