# SPDX-License-Identifier: MPL-2.0
#
# Twenty sessions send two thousand messages: none is lost, none doubled, all are in the ledger.
# CANDOUR_THREADS_ONLY: races show here if anywhere.
import collections
import re
import subprocess
import tempfile
import unittest

from support.candourd import Candourd
from support.next_hop import NextHop

SESSIONS, MESSAGES = 20, 2_000


class Load(unittest.TestCase):
    def test_no_message_is_lost_or_doubled(self):
        with tempfile.TemporaryDirectory() as folder, NextHop() as hop, Candourd(folder, hop.url) as candourd:
            subprocess.run(
                ["smtp-source", "-s", str(SESSIONS), "-m", str(MESSAGES), "-l", "3000", "-N", "-f",
                 "clerk@eastmere-tc.gov.uk", "-t", "resident@resident.example", f"127.0.0.1:{candourd.port}"],
                check=True, stdin=subprocess.DEVNULL, timeout=600)
            self.assertEqual(len(hop.messages), MESSAGES)
            ids = collections.Counter(re.search(rb"(?i)^Message-Id: *(\S+)", mail.content, re.M)[1]
                                      for mail in hop.messages)
            self.assertEqual(max(ids.values()), 1)
            counted = "select kind, count(*) from outcome group by kind"
            self.assertEqual(candourd.query(counted), [("delivered", MESSAGES)])
            self.assertEqual(candourd.query("select count(*) from decision"), [(MESSAGES,)])


if __name__ == "__main__":
    unittest.main()
