# SPDX-License-Identifier: MPL-2.0
"""candour user: the console's users, their passwords typed at a terminal or given on standard input."""

import json
import os
import pathlib
import pty
import re
import stat
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES

PASSWORD, OTHER = "correct horse battery", "another four words here"
CONFIG = "policy: policy.yaml\ndata: ./data\n"


class UserCommand(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.config = self.folder / "candourd.yaml"
        self.config.write_text(CONFIG)
        (self.folder / "data").mkdir(mode=0o700)
        self.file = self.folder / "data/console-users"

    def user(self, *arguments, given=""):
        done = subprocess.run([BINARIES / "candour", "user", *arguments, "--config", self.config], input=given,
                              capture_output=True, text=True, timeout=120)
        for secret in (PASSWORD, OTHER):
            self.assertNotIn(secret, done.stdout + done.stderr)
        return done

    def added(self, name, role="reader"):
        done = self.user("add", name, "--role", role, given=PASSWORD + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)

    def listed(self):
        return [json.loads(line) for line in self.user("list", "--json").stdout.splitlines()]

    def at_a_terminal(self, *arguments, typed):
        """Returns the exit status and all that the terminal showed."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(BINARIES / "candour", ["candour", "user", *arguments, "--config", str(self.config)])
        shown = b""
        for line in typed:
            while not shown.endswith(b": "):
                shown += os.read(terminal, 1024)
            os.write(terminal, line.encode() + b"\n")
            shown += os.read(terminal, 1024)
        try:
            while piece := os.read(terminal, 1024):
                shown += piece
        except OSError:
            pass
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()

    def test_keeps_nothing_of_a_password_but_argon2ids_hash(self):
        done = self.user("add", "helen", "--role", "clerk", given=PASSWORD + "\n")
        self.assertEqual((done.returncode, done.stdout), (0, "helen: added, clerk\n"), done.stderr)
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        line = self.file.read_text().splitlines()[-1]
        self.assertRegex(line, r"^helen clerk [0-9a-f]{16} \$argon2id\$v=19\$m=65536,t=3,p=4\$[^ ]+$")
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(PASSWORD, path.read_text())

    def test_lists_who_there_is(self):
        self.assertIn("Nobody signs in with a password", self.user("list").stdout)
        self.added("tom")
        self.added("helen", "admin")
        self.assertEqual(self.listed(), [{"name": "helen", "role": "admin"}, {"name": "tom", "role": "reader"}])
        self.assertRegex(self.user("list").stdout, r"helen +admin\ntom +reader\n")
        self.assertNotIn("argon2", self.user("list").stdout)

    def test_changes_a_role_and_a_password_and_removes(self):
        self.added("helen")
        before = self.file.read_text()
        self.assertEqual(json.loads(self.user("role", "helen", "--role", "clerk", "--json").stdout),
                         {"name": "helen", "role": "clerk", "done": "has another role"})
        self.assertEqual(self.listed(), [{"name": "helen", "role": "clerk"}])
        self.assertEqual(self.user("password", "helen", given=OTHER + "\n").returncode, 0)
        self.assertNotEqual(re.search(r"helen \w+ (\w+)", before)[1], re.search(r"helen \w+ (\w+)", self.file.read_text())[1])
        self.assertEqual(self.user("remove", "helen").returncode, 0)
        self.assertEqual(self.listed(), [])

    def test_says_what_is_wrong_and_changes_nothing(self):
        self.added("helen")
        before = self.file.read_text()
        for arguments, given, words in (
                (("add", "helen"), PASSWORD, "There is a user helen already."),
                (("add", "tom"), "eleven char", "12 characters or more"),
                (("add", "tom@eastmere.example"), "Tom@eastmere.example", "is the user's name"),
                (("add", "Tom"), PASSWORD, "small letters"),
                (("add", "tom"), "", "no password"),
                (("password", "tom"), PASSWORD, "There is no user"),
                (("password", "helen"), "short", "12 characters or more"),
                (("remove", "tom"), "", "There is no user"),
                (("role", "tom", "--role", "admin"), "", "There is no user")):
            done = self.user(*arguments, given=given)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn(words, done.stderr, arguments)
            self.assertEqual(done.stdout, "")
        self.assertEqual(self.user("role", "helen", "--role", "boss").returncode, 2)
        self.assertEqual(self.user("role", "helen").returncode, 2)
        self.assertEqual(self.file.read_text(), before)

    def test_never_writes_over_a_file_that_it_cannot_read(self):
        self.added("helen")
        broken = self.file.read_text() + "tom reader hunter2hunter2\n"
        self.file.write_text(broken)
        for arguments in (("add", "ann"), ("remove", "helen"), ("password", "helen"), ("role", "helen", "--role", "admin"),
                          ("list",)):
            done = self.user(*arguments, given=OTHER + "\n")
            self.assertEqual(done.returncode, 2, arguments)
            self.assertRegex(done.stderr, r"console-users:4: a name, a role")
            self.assertIn("nothing was changed", done.stderr)
            self.assertNotIn("hunter2", done.stderr)
        self.assertEqual(self.file.read_text(), broken)

    def test_asks_twice_at_a_terminal_and_shows_nothing_of_it(self):
        status, shown = self.at_a_terminal("add", "helen", "--role", "clerk", typed=[PASSWORD, PASSWORD])
        self.assertEqual(status, 0, shown)
        self.assertIn("New password of helen:", shown)
        self.assertIn("The same again:", shown)
        self.assertNotIn(PASSWORD, shown)
        self.assertEqual(self.listed(), [{"name": "helen", "role": "clerk"}])

    def test_takes_no_password_that_was_typed_in_two_ways(self):
        status, shown = self.at_a_terminal("add", "helen", typed=[PASSWORD, OTHER])
        self.assertEqual(status, 1, shown)
        self.assertIn("the two are not the same", shown)
        self.assertFalse(self.file.exists())

    def test_loses_nobody_where_two_write_at_once(self):
        running = []
        for i in range(6):
            process = subprocess.Popen([BINARIES / "candour", "user", "add", f"user{i}", "--config", self.config],
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
            process.stdin.write(PASSWORD + "\n")
            process.stdin.close()
            running.append(process)
        self.assertEqual([process.wait(120) for process in running], [0] * 6)
        self.assertEqual(len(self.listed()), 6)


if __name__ == "__main__":
    unittest.main()
