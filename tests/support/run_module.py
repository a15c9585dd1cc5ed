# SPDX-License-Identifier: MPL-2.0
#
# run_module.py FILE: runs one file of unittest tests and writes how many passed to $CANDOUR_TALLY.
import json
import os
import pathlib
import sys
import unittest

path = pathlib.Path(sys.argv[1]).resolve()
sys.path[:0] = [str(path.parent), str(path.parent.parent)]
suite = unittest.defaultTestLoader.loadTestsFromName(path.stem)
result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
tally = {"passed": result.testsRun - failed - len(result.skipped), "failed": failed,
         "skipped": len(result.skipped)}
if "CANDOUR_TALLY" in os.environ:
    pathlib.Path(os.environ["CANDOUR_TALLY"]).write_text(json.dumps(tally))
sys.exit(1 if failed else 0)
