// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_unchecked.h"

namespace candour::stores {

base::Result<void> insert_unchecked(Chain& chain, const UncheckedRow& mail) {
  auto* connection = chain.connection();
  auto inserted =
      Statement(connection,
                "INSERT OR IGNORE INTO unchecked (time, sender_key, message_key, sender_name,"
                " why, told_by) VALUES (?, ?, ?, ?, ?, ?)",
                "stores.insert_unchecked")
          .bind(mail.time)
          .bind(mail.sender_key)
          .bind(mail.message_key)
          .bind(mail.sender_name)
          .bind(mail.why)
          .bind(mail.told_by)
          .run();
  if (!inserted || sqlite3_changes(connection) == 0) return inserted;
  return chain.record("unchecked", std::to_string(sqlite3_last_insert_rowid(connection)));
}

base::Result<std::vector<UncheckedRow>> unchecked_mail(sqlite3* connection,
                                                       const ListFilter& filter) {
  Statement row(connection,
                "SELECT time, sender_key, message_key, sender_name, why, told_by FROM unchecked"
                " WHERE time >= ? AND time < ? ORDER BY time DESC LIMIT ?",
                "stores.unchecked_mail");
  row.bind(filter.from.value_or(base::Instant::min()))
      .bind(filter.to.value_or(base::Instant::max()))
      .bind(static_cast<std::int64_t>(filter.limit));
  std::vector<UncheckedRow> mails;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return mails;
    UncheckedRow mail;
    mail.time = row.time();
    mail.sender_key = row.text();
    mail.message_key = row.text();
    mail.sender_name = row.text();
    mail.why = row.text();
    mail.told_by = row.text();
    mails.push_back(std::move(mail));
  }
}

}  // namespace candour::stores
