# SPDX-License-Identifier: MPL-2.0
#
# The ledger's chain, as the real candourd writes it while mail goes through its proxy: `candour ledger verify` names what
# was done to it by hand, and finds nothing where nothing was done, whatever was killed.
import random
import signal
import smtplib
import threading
import time
import unittest

from support.ledger_case import JANE, TOM, Ledger


class Verify(Ledger):
    def test_names_what_was_done_by_hand(self):
        self.daemon.start()
        self.send(1, 6)
        self.send(7, 7, to=(TOM, JANE), refused=True)
        whole = self.verified()
        self.assertTrue(whole["sound"])
        self.assertEqual((whole["records"], whole["sealed"]), (16, 0))
        head = self.head()
        self.assertEqual(head, whole["head"])
        self.send(8, 9)
        self.daemon.finish()
        self.verified("--head", head)
        ids = self.ids()
        untouched = (self.folder / "data/ledger.sqlite").read_bytes()
        decision = f"where id = '{ids[3]}'"
        columns = [row[1] for row in self.daemon.query("pragma table_info(decision)") if row[1] != "id"]
        for how, statements in {
            "changed": [f"update decision set verdict = 'block' {decision}"],
            "removed": [f"delete from decision {decision}", f"delete from finding {decision}"],
            "inserted": [f"insert into decision select 'ffffffffffffffff', {', '.join(columns)} from decision {decision}"],
            "swapped": [f"update decision set id = 'x' {decision}",
                        f"update decision set id = '{ids[3]}' where id = '{ids[5]}'",
                        f"update decision set id = '{ids[5]}' where id = 'x'"],
        }.items():
            with self.subTest(how):
                for sql in statements:
                    self.daemon.execute(sql)
                fault = self.verified(status=1)["fault"]
                self.assertEqual(fault["how"], how, fault)
                self.assertIn("ffffffffffffffff" if how == "inserted" else ids[3], fault["record"])
                told = self.candour("ledger", "verify").stdout
                self.assertIn(fault["told"], told)
                (self.folder / "data/ledger.sqlite").write_bytes(untouched)
                self.verified()

    def test_a_tail_that_was_cut_shows_by_the_head(self):
        self.daemon.start()
        self.send(1, 3)
        head = self.head()
        # Ended in order it would note its end behind that tail.
        self.daemon.process.kill()
        self.daemon.process.wait()
        last = self.ids()[-1]
        number = self.daemon.query(f"select number from journal where kind = 'decision' and subject = '{last}'")[0][0]
        for table in ("decision", "outcome", "finding"):
            self.daemon.execute(f"delete from {table} where id = ?", (last,))
        self.daemon.execute("delete from opening where subject = ?", (last,))
        self.daemon.execute("delete from journal where number >= ?", (number,))
        self.assertTrue(self.verified()["sound"])
        self.assertEqual(self.verified("--head", head, status=1)["fault"]["how"], "cut")
        self.assertEqual(self.candour("ledger", "verify", "--head", "soon").returncode, 2)

    def test_holds_after_the_daemon_was_killed_while_it_wrote(self):
        dice = random.Random(8)
        sent = 0
        for _ in range(4):
            self.daemon.start()
            stop = threading.Event()

            def send():
                nonlocal sent
                try:
                    while not stop.is_set():
                        sent += 1
                        self.send(sent, sent)
                except (OSError, smtplib.SMTPException):
                    pass
            writers = [threading.Thread(target=send) for _ in range(3)]
            for writer in writers:
                writer.start()
            time.sleep(0.3 + dice.random() / 2)
            self.daemon.process.send_signal(signal.SIGKILL)
            self.daemon.process.wait()
            stop.set()
            for writer in writers:
                writer.join()
            self.assertTrue(self.verified()["sound"])
        self.daemon.start()
        self.send(10_001, 10_003)
        report = self.verified()
        self.assertTrue(report["sound"])
        self.assertGreater(report["records"], 20)

    def test_a_ledger_without_a_chain_is_sealed_and_that_is_said(self):
        self.daemon.start()
        self.send(1, 3)
        self.daemon.finish()
        self.take_chain_away()
        result = self.candour("ledger", "verify")
        self.assertEqual(result.returncode, 2)
        self.assertIn("has no chain yet", result.stderr)
        self.daemon.start()
        self.send(4, 5)
        report = self.verified()
        self.assertEqual((report["sealed"], report["records"]), (6, 12))
        self.assertIn("6 records stood there before the chain began", self.candour("ledger", "verify").stdout)


if __name__ == "__main__":
    unittest.main()
