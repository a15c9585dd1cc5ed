# SPDX-License-Identifier: MPL-2.0
#
# A ledger as a busy council would have it after a while: invented messages, a tenth of them with a
# finding.
import json
import random
import time

RULES = ("silent-copy", "confidential-disclosure", "conduct-remark", "over-familiar", "unequal-circulation",
         "official-in-councillor-name")
PEOPLE = ("Jane Smith", "Robert Jones", "Aisha Khan")
SENDERS = ("Helen Ward", "Jane Smith", "")
DAY = 86_400_000


def fill(ledger, messages, days=30, seed=1):
    """ledger  an open sqlite3 connection, its tables made by candourd"""
    dice = random.Random(seed)
    now = int(time.time() * 1000)
    times = sorted(now - int(dice.random() * days * DAY) for _ in range(messages))  # as a ledger grows
    with ledger:
        for number, at in enumerate(times):
            key = f"{number:016x}"
            found = dice.random() < 0.1
            entrance = dice.choice(("smtp", "smtp", "smtp", "mailbox"))
            unread = '["attachment: encrypted"]' if dice.random() < 0.02 else "[]"
            ledger.execute("INSERT INTO decision VALUES (?, ?, 'sent', ?, 'Eastmere Town Council', '0123456789ab', ?, 'k', ?, "
                           "'[\"a\"]', '[]', 1, ?, 0, 0, ?, '[]', '')",
                           (key, at, entrance, "confirm" if found else "pass", dice.choice(SENDERS), f"m{number}", unread))
            if found:
                outside = dice.random() < 0.2
                people = json.dumps(["f" * 64 if outside else dice.choice(PEOPLE)])
                evidence = json.dumps([{"where": "text", "part": "1", "offset": dice.randrange(900), "length": 40}])
                ledger.execute("INSERT INTO finding VALUES (?, 0, ?, '', 'confirm', ?, ?)",
                               (key, dice.choice(RULES), people, evidence))
            if entrance == "smtp":
                kind = dice.choice(("refused", "resent", "acknowledged", "delivered")) if found else "delivered"
                reason = "She asked to be copied in." if kind == "acknowledged" else ""
                ledger.execute("INSERT INTO outcome VALUES (?, ?, ?, 250, ?, ?)", (key, at, kind, reason, "uid 1000" if reason else ""))
            else:
                ledger.execute("INSERT INTO outcome VALUES (?, ?, 'delivered', 0, '', '')", (key, at))
