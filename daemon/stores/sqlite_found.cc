// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_found.h"

#include "stores/sqlite_decisions.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace {

// Refused, yet in the folder of sent mail: it went another way, and is another sending. A mail
// whose outcome is still to come is under way here.
base::Result<bool> is_known(sqlite3* connection, const DecisionRow& mail) {
  Statement row(connection,
                "SELECT 1 FROM decision d LEFT JOIN outcome o ON o.id = d.id"
                " WHERE d.message_key = ?1"
                " AND (?1 <> '' OR (d.content_digest = ?2 AND d.time = ?3))"
                " AND (?4 = 'received' OR d.direction = 'sent')"
                " AND coalesce(o.kind, 'pending') NOT IN ('refused', 'rejected', 'held')"
                " LIMIT 1",
                "stores.is_known");
  return row.bind(mail.message_key)
      .bind(mail.content_digest)
      .bind(mail.time)
      .bind(mail.direction == Direction::sent ? "sent" : "received")
      .step();
}

}  // namespace

base::Result<Found> insert_found(Chain& chain, const DecisionRow& mail,
                                 const FolderPosition& position) {
  auto* connection = chain.connection();
  // All of it stands in the mailbox still: what a power cut takes is found there again.
  const WithoutFlush without_flush(connection);
  Transaction transaction(connection);
  if (auto begun = transaction.begin(); !begun) return begun.error();
  const auto known = is_known(connection, mail);
  if (!known) return known.error();
  if (!*known) {
    if (auto inserted = insert_decision(chain, mail); !inserted) return inserted.error();
    if (mail.direction == Direction::sent)
      if (auto inserted =
              insert_outcome(chain, {mail.id, mail.time, OutcomeKind::delivered, 0, ""});
          !inserted)
        return inserted.error();
  }
  if (auto put = insert_position(connection, position); !put) return put.error();
  if (auto committed = transaction.commit(); !committed) return committed.error();
  return *known ? Found::known : Found::recorded;
}

base::Result<void> insert_position(sqlite3* connection, const FolderPosition& position) {
  return Statement(connection, "INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?, ?, ?, ?)",
                   "stores.put_position")
      .bind(position.account)
      .bind(position.role)
      .bind(std::int64_t{position.uid_validity})
      .bind(std::int64_t{position.last_uid})
      .bind(static_cast<std::int64_t>(position.highest_modseq))
      .bind(position.since)
      .bind(std::int64_t{position.first_look_to})
      .run();
}

base::Result<std::optional<FolderPosition>> position_of(sqlite3* connection,
                                                        std::string_view account,
                                                        std::string_view role) {
  Statement row(connection,
                "SELECT uid_validity, last_uid, highest_modseq, since, first_look_to FROM folder"
                " WHERE account = ? AND role = ?",
                "stores.find_position");
  const auto found = row.bind(account).bind(role).step();
  if (!found) return found.error();
  if (!*found) return std::optional<FolderPosition>{};
  FolderPosition position;
  position.account = account;
  position.role = role;
  position.uid_validity = static_cast<std::uint32_t>(row.number());
  position.last_uid = static_cast<std::uint32_t>(row.number());
  position.highest_modseq = static_cast<std::uint64_t>(row.number());
  position.since = row.time();
  position.first_look_to = static_cast<std::uint32_t>(row.number());
  return std::optional(std::move(position));
}

base::Result<std::optional<OutcomeKind>> outcome_past_another_entrance(
    sqlite3* connection, std::string_view message_key) {
  Statement row(connection,
                "SELECT coalesce(o.kind, 'pending') FROM decision d"
                " LEFT JOIN outcome o ON o.id = d.id"
                " WHERE d.message_key = ? AND d.message_key <> '' AND d.entrance <> 'mailbox'"
                " AND d.direction = 'sent'"
                " AND coalesce(o.kind, 'pending') NOT IN ('refused', 'rejected', 'held')"
                " ORDER BY d.time DESC LIMIT 1",
                "stores.outcome_elsewhere");
  const auto found = row.bind(message_key).step();
  if (!found) return found.error();
  if (!*found) return std::optional<OutcomeKind>{};
  return std::optional(outcome_named(row.text()));
}

}  // namespace candour::stores
