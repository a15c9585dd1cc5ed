# SPDX-License-Identifier: MPL-2.0
#
# Many plugins at once, all asking of one daemon: drafts, files, acknowledgements. CANDOUR_THREADS_ONLY: races
# show here if anywhere.
import concurrent.futures
import pathlib
import tempfile
import unittest

from support.candourd import Candourd
from support.local_api import digest, over_socket
from support.next_hop import NextHop
from support.smtp_client import RawClient

CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"


class Load(unittest.TestCase):
    def test_each_gets_its_own_answers(self):
        hop = NextHop()
        self.addCleanup(hop.close)
        with tempfile.TemporaryDirectory() as folder, Candourd(pathlib.Path(folder) / "council", hop.url) as candourd:
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                for done in [pool.submit(self.write_and_send, candourd, number) for number in range(24)]:
                    done.result()
            self.assertEqual(candourd.query("SELECT kind, count(*) FROM outcome GROUP BY kind"), [("acknowledged", 24)])

    def write_and_send(self, candourd, number):
        api = over_socket(candourd)
        text, file = f"Dear Bob,\n\nBench {number} is mended.\n", f"file {number}\n".encode()
        draft = {"from": CLERK, "to": [BOB], "bcc": [JANE], "subject": f"Bench {number}", "text": text,
                 "attachments": [{"name": "bench.txt", "type": "text/plain", "sha256": digest(file)}]}
        self.assertEqual(api.assess(draft).status, 409)
        self.assertEqual(api.upload(file).status, 201)
        for _ in range(3):
            seen = api.assess(draft)
        given = api.acknowledge(seen)
        self.assertEqual(api.status().status, 200)
        with RawClient(candourd.port, timeout=120) as client:
            client.greet()
            client.envelope(CLERK, (BOB, JANE))
            sent = client.message(f"From: {CLERK}\r\nTo: {BOB}\r\nSubject: Bench {number}\r\n"
                                  f"X-Candour-Ack: {given['id']}\r\n\r\n" + text.replace("\n", "\r\n"))
        self.assertEqual(sent[:3], "250", sent)
        api.close()


if __name__ == "__main__":
    unittest.main()
