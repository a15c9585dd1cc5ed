// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_notices.h"

#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace {

// A notice about sent mail is never taken back by us; after that long nobody asks for it.
constexpr std::chrono::days kept{90};

NoticeState state_named(std::string_view name) {
  for (const auto state : {NoticeState::under_way, NoticeState::standing, NoticeState::unwanted})
    if (name_of(state) == name) return state;
  return NoticeState::due;
}

base::Result<void> forget_old(sqlite3* connection, base::Instant now) {
  return Statement(connection,
                   "DELETE FROM notice WHERE role = 'sent' AND state = 'standing' AND time < ?",
                   "stores.forget_notices")
      .bind(now - kept)
      .run();
}

base::Result<void> insert(sqlite3* connection, const NoticeRow& notice) {
  return Statement(connection,
                   "INSERT OR REPLACE INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   "stores.put_notice")
      .bind(notice.about.account)
      .bind(notice.about.role)
      .bind(std::int64_t{notice.about.uid_validity})
      .bind(std::int64_t{notice.about.uid})
      .bind(name_of(notice.state))
      .bind(notice.time)
      .bind(notice.concerns)
      .bind(notice.says)
      .bind(notice.message_id)
      .bind(notice.digest)
      .bind(std::int64_t{notice.inbox_uid_validity})
      .bind(std::int64_t{notice.inbox_uid})
      .run();
}

}  // namespace

base::Result<void> insert_notice(sqlite3* connection, const NoticeRow& notice,
                                 const std::optional<MessagePlace>& instead_of) {
  Transaction transaction(connection);
  if (auto begun = transaction.begin(); !begun) return begun;
  if (auto forgotten = forget_old(connection, notice.time); !forgotten) return forgotten;
  if (instead_of)
    if (auto removed = delete_notice(connection, *instead_of); !removed) return removed;
  if (auto inserted = insert(connection, notice); !inserted) return inserted;
  return transaction.commit();
}

base::Result<void> delete_notice(sqlite3* connection, const MessagePlace& about) {
  return Statement(connection,
                   "DELETE FROM notice"
                   " WHERE account = ? AND role = ? AND uid_validity = ? AND uid = ?",
                   "stores.remove_notice")
      .bind(about.account)
      .bind(about.role)
      .bind(std::int64_t{about.uid_validity})
      .bind(std::int64_t{about.uid})
      .run();
}

base::Result<std::vector<NoticeRow>> notices_of(sqlite3* connection, std::string_view account) {
  Statement row(connection,
                "SELECT role, uid_validity, uid, state, time, concerns, says, message_id, digest,"
                " inbox_uid_validity, inbox_uid FROM notice WHERE account = ? ORDER BY time, uid",
                "stores.notices");
  row.bind(account);
  std::vector<NoticeRow> notices;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return notices;
    auto& notice = notices.emplace_back();
    notice.about.account = account;
    notice.about.role = row.text();
    notice.about.uid_validity = static_cast<std::uint32_t>(row.number());
    notice.about.uid = static_cast<std::uint32_t>(row.number());
    notice.state = state_named(row.text());
    notice.time = row.time();
    notice.concerns = row.text();
    notice.says = row.text();
    notice.message_id = row.text();
    notice.digest = row.text();
    notice.inbox_uid_validity = static_cast<std::uint32_t>(row.number());
    notice.inbox_uid = static_cast<std::uint32_t>(row.number());
  }
}

}  // namespace candour::stores
