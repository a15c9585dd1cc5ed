# SPDX-License-Identifier: MPL-2.0
#
# What tests in a real browser are run with.
import pathlib
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = ROOT / "build/console-tests"
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH")


def install():
    """Playwright and axe from npm, into build/. Skips where its registry cannot be reached."""
    if not shutil.which("npm") or not shutil.which("chromium"):
        raise unittest.SkipTest("npm or chromium is not there")
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests/e2e/console" / name, PLACE / name)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], cwd=PLACE,
                          capture_output=True, text=True, timeout=600)
    if done.returncode and any(word in done.stderr for word in OFFLINE):
        raise unittest.SkipTest("npm's registry cannot be reached")
    assert done.returncode == 0, done.stderr
