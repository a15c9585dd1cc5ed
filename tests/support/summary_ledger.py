# SPDX-License-Identifier: MPL-2.0
#
# A ledger as a council would have it after years: invented messages, letters and their answers, alarms that were none,
# mail that went out unchecked. Nothing in it is random but for a seed.
import json
import random
import sqlite3

RULES = ("silent-copy", "confidential-disclosure", "conduct-remark", "over-familiar", "unequal-circulation",
         "official-in-councillor-name", "need-to-know")
PEOPLE = ("Jane Smith", "Robert Jones", "Aisha Khan")
SENDERS = ("Helen Ward", "Jane Smith", "")
REASONS = ("She asked to be copied in.", "The committee agreed to it.", "Sent to the wrong list first.")
DAY = 86_400_000


def make(file, messages, begin, end, seed=1, letters=None):
    """A ledger of such messages, sent between two times (seconds since 1970).

    file     one that candourd or candour has made, so that its tables are there
    letters  as many that want an answer; by default one for every twenty messages
    """
    dice = random.Random(seed)
    letters = messages // 20 if letters is None else letters
    ledger = sqlite3.connect(file)
    times = sorted(dice.randrange(int(begin * 1000), int(end * 1000)) for _ in range(messages))  # as a ledger grows
    with ledger:
        for number, at in enumerate(times):
            put_message(ledger, dice, number, at)
        for number in range(messages // 500):
            at = dice.randrange(int(begin * 1000), int(end * 1000))
            ledger.execute("INSERT INTO unchecked (time, sender_key, message_key, sender_name, why, told_by) "
                           "VALUES (?, 'k', ?, '', ?, 'uid 1000')",
                           (at, f"u{number}", dice.choice(("away", "slow", "refused"))))
        for number in range(letters):
            put_letter(ledger, dice, number, dice.randrange(int(begin * 1000), int(end * 1000)))
    ledger.close()


def put_message(ledger, dice, number, at):
    """One message; one that was asked about and came again stands there twice."""
    key = f"{number:016x}"
    found = dice.random() < 0.1
    entrance = dice.choice(("smtp", "smtp", "smtp", "mailbox"))
    unread = '["attachment: encrypted"]' if dice.random() < 0.02 else "[]"
    ledger.execute("INSERT INTO decision VALUES (?, ?, 'sent', ?, 'Eastmere Town Council', '0123456789ab', ?, 'k', ?, "
                   "'[\"a\"]', '[]', 1, ?, 0, 0, ?, '[]', ?)",
                   (key, at, entrance, "confirm" if found else "pass", dice.choice(SENDERS), f"m{number}", unread, f"c{number}"))
    for position, rule in enumerate(dice.sample(RULES, dice.choice((1, 1, 1, 2))) if found else ()):
        outside = dice.random() < 0.2
        people = json.dumps(["f" * 64 if outside else dice.choice(PEOPLE)])
        evidence = json.dumps([{"where": "text", "part": "1", "offset": dice.randrange(900), "length": 40}])
        ledger.execute("INSERT INTO finding VALUES (?, ?, ?, '', 'confirm', ?, ?)", (key, position, rule, people, evidence))
        if dice.random() < 0.05:
            ledger.execute("INSERT INTO false_alarm VALUES (?, ?, 'It was none.', 'uid 1000', ?)", (key, position, at + DAY))
    if entrance == "smtp":
        kind = dice.choice(("refused", "resent", "acknowledged", "delivered", "held", "released")) if found else "delivered"
        reason = dice.choice(REASONS) if kind == "acknowledged" else ""
        ledger.execute("INSERT INTO outcome VALUES (?, ?, ?, 250, ?, ?)",
                       (key, at, kind, reason, "uid 1000" if reason else ""))
        if kind == "resent":
            put_refusal_before(ledger, key, at)
    else:
        ledger.execute("INSERT INTO outcome VALUES (?, ?, 'delivered', 0, '', '')", (key, at))


def put_refusal_before(ledger, key, at):
    """It came a minute before, and its sender was asked."""
    before = f"r{key}"
    columns = ", ".join(name for _, name, *_ in ledger.execute("PRAGMA table_info(decision)") if name not in ("id", "time"))
    ledger.execute(f"INSERT INTO decision (id, time, {columns}) SELECT ?, ?, {columns} FROM decision WHERE id = ?",
                   (before, at - 60_000, key))
    ledger.execute("INSERT INTO finding SELECT ?, position, rule, grade, action, people, evidence FROM finding WHERE id = ?",
                   (before, key))
    ledger.execute("INSERT INTO outcome VALUES (?, ?, 'refused', 550, '', '')", (before, at - 60_000))


def put_letter(ledger, dice, number, at):
    thread, person = f"{number:064x}", f"{number:060x}face"
    asker = dice.choice(("resident", "resident", "resident", "councillor"))
    name = dice.choice(PEOPLE) if asker == "councillor" else ""
    ledger.execute("INSERT INTO letter VALUES (?, 'received', '', ?, 'enquiry', ?, ?, 'clerk', ?, ?, ?)",
                   (f"l{number}", at, asker, name, json.dumps([person]), json.dumps([thread]), f"s{number}"))
    if dice.random() < 0.9:
        ledger.execute("INSERT INTO letter VALUES (?, 'sent', '', ?, 'answer', '', '', 'clerk', ?, ?, ?)",
                       (f"a{number}", at + int(dice.expovariate(1 / 5) * DAY) + 1, json.dumps([person]),
                        json.dumps([f"{number:063x}a", thread]), f"s{number}"))
