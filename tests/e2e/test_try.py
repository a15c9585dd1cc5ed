# SPDX-License-Identifier: MPL-2.0
#
# The README's first command as a newcomer runs it, and what the README and the manual pages show.
import pathlib
import re
import shlex
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Newcomer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.once = subprocess.run([ROOT / "packaging/try", "--once"], cwd=ROOT, text=True, capture_output=True,
                                  timeout=3000)

    def test_try_once_sends_all_five_samples_as_they_should_go(self):
        self.assertEqual(self.once.returncode, 0, self.once.stdout + self.once.stderr)
        self.assertIn("All five went as they should.", self.once.stdout)
        self.assertEqual(self.once.stdout.count("The mail was not sent."), 4)

    def test_the_commands_of_the_readme_and_the_manual_run(self):
        texts = [(ROOT / name).read_text() for name in ("README.md", "packaging/man/candour.1")]
        shown = "\n".join(texts).replace("\\e\n", "").replace("\\\n", "")
        commands = {line.lstrip("$ ").strip() for line in shown.splitlines()
                    if re.match(r"(\$ )?candour check .*packaging/samples", line)}
        self.assertTrue(commands)
        for command in commands:
            words = shlex.split(command)
            done = subprocess.run([ROOT / "build/bin" / words[0], *words[1:]], cwd=ROOT, text=True,
                                  capture_output=True, timeout=60)
            self.assertIn(done.returncode, (0, 1), done.stderr)

    def test_programs_tell_every_option_of_their_manual(self):
        for name, page, command in (("candour", "candour.1", ["check"]), ("candour", "candour.1", ["findings"]),
                                    ("candour", "candour.1", ["replies"]), ("candour", "candour.1", ["replies", "close"]),
                                    *(("candour", "candour.1", ["account", each]) for each in ("add", "list", "check", "remove")),
                                    ("candourd", "candourd.8", []),
                                    ("candour-extract", "candour-extract.8", []),
                                    ("candour-native-host", "candour-native-host.1", [])):
            told = subprocess.run([ROOT / "build/bin" / name, *command, "--help"], text=True, capture_output=True,
                                  timeout=60).stdout
            manual = (ROOT / "packaging/man" / page).read_text().replace("\\-", "-")
            for option in re.findall(r"--[a-z-]+", told):
                if option not in ("--help", "--version"):
                    self.assertIn(option, manual, f"{name} {' '.join(command)} {option} is not in its manual")


if __name__ == "__main__":
    unittest.main()
