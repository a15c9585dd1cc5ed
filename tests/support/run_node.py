# SPDX-License-Identifier: MPL-2.0
#
# run_node.py FILE: runs one file of Node tests and writes how many passed to $CANDOUR_TALLY. Debian's
# Node packages are found whatever Node runs them.
import json
import os
import pathlib
import re
import subprocess
import sys

environment = dict(os.environ, NODE_PATH=os.environ.get("NODE_PATH", "/usr/share/nodejs"))
done = subprocess.run(["node", "--test", "--test-reporter=tap", sys.argv[1]], env=environment, text=True,
                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
print(done.stdout)
counts = {name: int(count) for name, count in re.findall(r"^# (pass|fail|skipped|cancelled) (\d+)$", done.stdout, re.MULTILINE)}
tally = {"passed": counts.get("pass", 0), "failed": counts.get("fail", 0) + counts.get("cancelled", 0),
         "skipped": counts.get("skipped", 0)}
if not any(tally.values()):  # a file that ran nothing proves nothing
    tally["failed"] = 1
if "CANDOUR_TALLY" in os.environ:
    pathlib.Path(os.environ["CANDOUR_TALLY"]).write_text(json.dumps(tally))
sys.exit(1 if done.returncode != 0 or tally["failed"] else 0)
