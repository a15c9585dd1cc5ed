# SPDX-License-Identifier: MPL-2.0
"""Users with passwords in a real Chromium: signing in, the users' pages and one's own password, in two widths, light and
dark, and by keyboard."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from support.browser import PLACE, ROOT, install
from support.candourd import BINARIES, Candourd
from support.certificates import Certificates

PASSWORD = "correct horse battery"


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        pictures = pathlib.Path(os.environ.get("CANDOUR_SCREENSHOTS", folder.name))
        pictures.mkdir(parents=True, exist_ok=True)
        certificates = Certificates(pathlib.Path(folder.name) / "certificates")
        council = pathlib.Path(folder.name) / "council"
        candourd = Candourd(council, "sandbox:outbox", console=[
            "listen: 127.0.0.1:0", "host: localhost", f"certificate: {certificates.certificate}", f"key: {certificates.key}"])
        with candourd:
            subprocess.run([BINARIES / "candour", "user", "add", "helen", "--role", "admin", "--config", council / "candourd.yaml"],
                           input=PASSWORD + "\n", text=True, check=True, capture_output=True, timeout=60)
            origin = "https://localhost:" + candourd.console.split(":")[1]
            done = subprocess.run(["node", ROOT / "tests/e2e/console/visit-users.mjs", PLACE, origin, pictures], text=True,
                                  capture_output=True, timeout=600, env=os.environ | {"PASSWORD": PASSWORD})
            assert done.returncode == 0, done.stderr + done.stdout
        cls.told = json.loads(done.stdout)

    def test_finds_no_fault_of_wcag_22_aa(self):
        self.assertEqual(self.told["faults"], [])

    def test_never_scrolls_sideways(self):
        self.assertEqual(self.told["overflows"], [])

    def test_has_nothing_to_complain_of_and_fetches_nothing_from_outside(self):
        self.assertEqual(self.told["problems"], [])

    def test_signs_in_by_name_and_password_alone(self):
        self.assertEqual(self.told["sent_to"], "/sign-in")
        self.assertIn("The name or the password is not right.", self.told["wrong"])
        self.assertEqual((self.told["kept_name"], self.told["kept_password"]), ("helen", ""))
        self.assertEqual(self.told["cookies"], [{"name": "__Host-candour-session", "httpOnly": True, "secure": True,
                                                 "sameSite": "Strict", "path": "/"}])

    def test_adds_a_user_and_says_what_is_wrong(self):
        self.assertIn("12 characters or more", self.told["too_short"])
        self.assertRegex(self.told["users"], r"helen\s+admin\s+tom\s+reader")

    def test_changes_ones_own_password(self):
        self.assertIn("Your password was changed.", self.told["changed"])
        self.assertEqual(self.told["left"], "/sign-in")

    def test_offers_a_clerk_what_is_his(self):
        self.assertEqual(self.told["menu_of_a_clerk"].split("\n"), ["Today", "Findings", "Held mail", "Rules"])
        self.assertIn("You are signed in as tom, a clerk.", self.told["not_his"])


if __name__ == "__main__":
    unittest.main()
