// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_acknowledgements.h"

#include "base/digest.h"

namespace candour::stores {

namespace {

constexpr std::chrono::hours kept{24};

}  // namespace

base::Result<void> insert_acknowledgement(sqlite3* connection,
                                          const Acknowledgement& acknowledgement,
                                          std::string_view digest_key) {
  auto forgotten = Statement(connection, "DELETE FROM acknowledgement WHERE given_at < ?",
                             "stores.insert_acknowledgement")
                       .bind(acknowledgement.given_at - kept)
                       .run();
  if (!forgotten) return forgotten;
  return Statement(connection, "INSERT INTO acknowledgement VALUES (?, ?, ?, ?, ?, ?, ?)",
                   "stores.insert_acknowledgement")
      .bind(base::keyed_digest(digest_key, acknowledgement.id))
      .bind(acknowledgement.given_at)
      .bind(acknowledgement.sender_key)
      .bind(acknowledgement.recipient_keys)
      .bind(acknowledgement.finding_keys)
      .bind(acknowledgement.reason)
      .bind(acknowledgement.given_by)
      .run();
}

base::Result<std::optional<Acknowledgement>> remove_acknowledgement(sqlite3* connection,
                                                                    std::string_view id,
                                                                    std::string_view digest_key) {
  // One statement, so that two sessions with one id cannot both have it.
  Statement row(connection,
                "DELETE FROM acknowledgement WHERE id_digest = ?"
                " RETURNING given_at, sender_key, recipient_keys, finding_keys, reason, given_by",
                "stores.remove_acknowledgement");
  const auto found = row.bind(base::keyed_digest(digest_key, id)).step();
  if (!found) return found.error();
  if (!*found) return std::optional<Acknowledgement>{};
  Acknowledgement acknowledgement;
  acknowledgement.id = std::string(id);
  acknowledgement.given_at = row.time();
  acknowledgement.sender_key = row.text();
  acknowledgement.recipient_keys = row.list();
  acknowledgement.finding_keys = row.list();
  acknowledgement.reason = row.text();
  acknowledgement.given_by = row.text();
  if (const auto ended = row.run(); !ended) return ended.error();
  return std::optional(std::move(acknowledgement));
}

}  // namespace candour::stores
