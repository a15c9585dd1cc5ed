# SPDX-License-Identifier: MPL-2.0
"""candour completion: what a real bash offers when Tab is pressed behind the words typed so far."""

import pathlib
import subprocess
import tempfile
import unittest

from support.candourd import BINARIES

ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_candour
printf '%s\\n' "${COMPREPLY[@]}"
"""


def script(shell):
    done = subprocess.run([BINARIES / "candour", "completion", shell], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "script").write_text(script("bash"))
        (cls.folder / "eastmere town.yaml").touch()

    def offered(self, *words):
        done = subprocess.run(["bash", "-c", ASK, "ask", self.folder / "script", "candour", *words], cwd=self.folder,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "")
        return [line for line in done.stdout.splitlines() if line]

    def test_offers_the_commands_and_each_ones_own(self):
        self.assertIn("policy", self.offered(""))
        self.assertEqual(self.offered("pol"), ["policy"])
        self.assertLessEqual({"check", "diff", "replay", "apply", "history", "revert", "explain", "clauses"},
                             set(self.offered("policy", "")))
        self.assertEqual(self.offered("held", "rel"), ["release"])

    def test_offers_options_of_the_command_alone_those_of_its_groups_too(self):
        self.assertIn("--config", self.offered("roster", "check", "--"))
        self.assertEqual(self.offered("policy", "replay", "--da"), ["--days"])
        self.assertEqual(self.offered("doctor", "--da"), [])

    def test_offers_the_values_where_there_are_few(self):
        self.assertEqual(self.offered("summary", "--format", ""), ["text", "html", "pdf", "csv", "json"])
        self.assertEqual(self.offered("summary", "--format", "p"), ["pdf"])

    def test_offers_files_where_one_is_asked_for(self):
        self.assertEqual(self.offered("doctor", "--config", "east"), ["eastmere town.yaml"])
        self.assertEqual(self.offered("policy", "check", "east"), ["eastmere town.yaml"])

    def test_knows_every_command_there_is(self):
        told = subprocess.run([BINARIES / "candour", "--help"], capture_output=True, text=True, timeout=60).stdout
        commands = [line.split()[0] for line in told[told.index("Subcommands:"):].splitlines()[1:]
                    if line.startswith("  ") and line[2:3].strip()]
        self.assertGreater(len(commands), 10)
        self.assertLessEqual(set(commands), set(self.offered("")))

    def test_is_no_fault_to_zsh(self):
        self.assertIn("bashcompinit", script("zsh"))
        done = subprocess.run(["zsh", "-fc", 'eval "$1"; whence -w _candour', "zsh", script("zsh")], capture_output=True, text=True,
                              timeout=60)
        self.assertIn("function", done.stdout, done.stderr)

    def test_an_unknown_shell_is_told_which_there_are(self):
        done = subprocess.run([BINARIES / "candour", "completion", "fish"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("{bash,zsh}", done.stderr)


if __name__ == "__main__":
    unittest.main()
