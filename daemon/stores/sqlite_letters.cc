// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_letters.h"

namespace candour::stores {

base::Result<void> insert_letter(sqlite3* connection, const LetterRow& letter) {
  return Statement(connection,
                   "INSERT INTO letter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                   " ON CONFLICT DO UPDATE SET time = min(time, excluded.time)",
                   "stores.insert_letter")
      .bind(letter.key)
      .bind(letter.direction == Direction::sent ? "sent" : "received")
      .bind(letter.decision)
      .bind(letter.time)
      .bind(letter.kind)
      .bind(letter.asker)
      .bind(letter.name)
      .bind(letter.mailbox)
      .bind(letter.people_keys)
      .bind(letter.thread_keys)
      .bind(letter.subject_key)
      .run();
}

base::Result<std::vector<LetterRow>> letters_from(sqlite3* connection, base::Instant from) {
  Statement row(connection,
                "SELECT key, direction, decision, time, kind, asker, name, mailbox, people_keys,"
                " thread_keys, subject_key FROM letter l WHERE time >= ? AND (decision = ''"
                " OR EXISTS (SELECT 1 FROM outcome o WHERE o.id = l.decision AND o.kind IN"
                " ('delivered', 'resent', 'acknowledged', 'released')))"
                " ORDER BY time, direction, key",
                "stores.letters_from");
  row.bind(from);
  std::vector<LetterRow> letters;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return letters;
    LetterRow letter;
    letter.key = row.text();
    letter.direction = row.text() == "sent" ? Direction::sent : Direction::received;
    letter.decision = row.text();
    letter.time = row.time();
    letter.kind = row.text();
    letter.asker = row.text();
    letter.name = row.text();
    letter.mailbox = row.text();
    letter.people_keys = row.list();
    letter.thread_keys = row.list();
    letter.subject_key = row.text();
    letters.push_back(std::move(letter));
  }
}

base::Result<bool> insert_late_reply(Chain& chain, const LateReplyRow& late) {
  auto* connection = chain.connection();
  auto inserted = Statement(connection, "INSERT OR IGNORE INTO late_reply VALUES (?, ?, ?, ?)",
                            "stores.insert_late_reply")
                      .bind(late.key)
                      .bind(late.time)
                      .bind(late.action)
                      .bind(late.policy_version)
                      .run();
  if (!inserted) return inserted.error();
  if (sqlite3_changes(connection) == 0) return false;
  if (auto recorded = chain.record("late-reply", late.key); !recorded) return recorded.error();
  return true;
}

}  // namespace candour::stores
