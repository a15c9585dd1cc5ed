// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_review.h"

#include <mutex>

#include "stores/sqlite_chain.h"
#include "stores/sqlite_connection.h"
#include "stores/sqlite_found.h"
#include "stores/sqlite_rows.h"
#include "stores/sqlite_transaction.h"
#include "stores/sqlite_unchecked.h"

namespace candour::stores {

namespace {

constexpr std::size_t most_unchecked = 100'000;

std::string entries_sql(std::string_view condition) {
  return "SELECT " + std::string(decision_columns) +
         ", o.time, o.kind, o.reply_code, o.reason, o.given_by FROM decision d"
         " LEFT JOIN outcome o ON o.id = d.id WHERE d.direction = 'sent' AND " +
         std::string(condition);
}

// Each condition stands there only where it is asked for: one that is always there and mostly true
// costs a look into another table for each of 100,000 messages. `rule` and `person` begin with the
// findings, which are few beside the messages.
std::string listed_sql(const ReviewFilter& filter) {
  std::string condition = "d.time >= ?1 AND d.time < ?2";
  if (filter.rule)
    condition += " AND d.id IN (SELECT id FROM finding WHERE rule = ?3)";
  else
    condition += " AND EXISTS (SELECT 1 FROM finding f WHERE f.id = d.id)";
  if (filter.person)
    condition +=
        " AND (d.sender_name = ?4 OR d.id IN (SELECT f.id FROM finding f, json_each(f.people) p"
        " WHERE p.value = ?4))";
  if (filter.outcome) condition += " AND ifnull(o.kind, 'pending') = ?5";
  if (filter.entrance) condition += " AND d.entrance = ?6";
  if (!filter.each_coming) condition += " AND NOT " + std::string(came_again_later);
  return entries_sql(condition) + " AND NOT " + std::string(came_past_another_entrance) +
         " ORDER BY d.time DESC, d.rowid DESC LIMIT ?7 OFFSET ?8";
}

ReviewEntry entry_from(Statement& row) {
  ReviewEntry entry;
  entry.decision = decision_from(row);
  entry.outcome.id = entry.decision.id;
  entry.outcome.time = row.time();
  entry.outcome.kind = outcome_named(row.text());
  entry.outcome.reply_code = static_cast<int>(row.number());
  entry.outcome.reason = row.text();
  entry.outcome.given_by = row.text();
  return entry;
}

base::Result<void> read_findings(Statement& row, ReviewEntry& entry) {
  row.reset();
  row.bind(entry.decision.id);
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return {};
    FindingRow finding;
    finding.rule = row.text();
    finding.grade = row.text();
    finding.action = row.text();
    finding.people = row.list();
    finding.evidence = evidence_from_json(row.text());
    entry.decision.findings.push_back(std::move(finding));
    FalseAlarm alarm{row.text(), row.text(), row.time()};
    entry.false_alarms.push_back(alarm.marked_by.empty() ? std::optional<FalseAlarm>()
                                                         : std::move(alarm));
  }
}

base::Result<std::vector<ReviewEntry>> read_entries(sqlite3* connection, Statement& row) {
  std::vector<ReviewEntry> entries;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) break;
    entries.push_back(entry_from(row));
  }
  Statement findings(connection,
                     "SELECT f.rule, f.grade, f.action, f.people, f.evidence, a.reason,"
                     " a.marked_by, a.time FROM finding f"
                     " LEFT JOIN false_alarm a ON a.id = f.id AND a.position = f.position"
                     " WHERE f.id = ? ORDER BY f.position",
                     "stores.findings");
  for (auto& entry : entries)
    if (auto read = read_findings(findings, entry); !read) return read.error();
  return entries;
}

base::Result<std::vector<ReviewEntry>> sent_messages(sqlite3* connection,
                                                     const ReviewFilter& filter) {
  Statement row(connection, listed_sql(filter), "stores.list");
  row.bind(filter.from.value_or(base::Instant::min()))
      .bind(filter.to.value_or(base::Instant::max()))
      .bind(filter.rule.value_or(""))
      .bind(filter.person.value_or(""))
      .bind(name_of(filter.outcome.value_or(OutcomeKind::pending)))
      .bind(filter.entrance.value_or(""))
      .bind(static_cast<std::int64_t>(filter.limit))
      .bind(static_cast<std::int64_t>(filter.offset));
  return read_entries(connection, row);
}

base::Result<std::optional<ReviewEntry>> sent_message(sqlite3* connection, std::string_view id) {
  Statement row(connection, entries_sql("d.id = ?"), "stores.find");
  row.bind(id);
  auto entries = read_entries(connection, row);
  if (!entries) return entries.error();
  if (entries->empty()) return std::optional<ReviewEntry>{};
  return std::optional(std::move(entries->front()));
}

base::Result<std::vector<HourCount>> tally_of(sqlite3* connection, base::Instant from,
                                              base::Instant to) {
  Statement row(connection,
                "SELECT d.time / 3600000, ifnull(o.kind, 'pending'),"
                " EXISTS (SELECT 1 FROM finding f WHERE f.id = d.id), d.unchecked <> '[]', count(*)"
                " FROM decision d LEFT JOIN outcome o ON o.id = d.id"
                " WHERE d.time >= ? AND d.time < ? AND d.direction = 'sent' AND NOT " +
                    std::string(came_past_another_entrance) + " GROUP BY 1, 2, 3, 4 ORDER BY 1",
                "stores.tally");
  row.bind(from).bind(to);
  std::vector<HourCount> tallies;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return tallies;
    HourCount tally;
    tally.hour = base::Instant{std::chrono::hours{row.number()}};
    tally.outcome = outcome_named(row.text());
    tally.found = row.number() != 0;
    tally.unread = row.number() != 0;
    tally.messages = static_cast<std::size_t>(row.number());
    tallies.push_back(tally);
  }
}

std::string name_of(const FindingPlace& finding) {
  return finding.decision + '.' + std::to_string(finding.position);
}

base::Result<void> insert_false_alarm(Chain& chain, const FindingPlace& finding,
                                      const FalseAlarm& alarm) {
  auto* connection = chain.connection();
  Transaction transaction(connection);
  if (auto begun = transaction.begin(); !begun) return begun;
  const auto position = static_cast<std::int64_t>(finding.position);
  Statement known(connection, "SELECT 1 FROM finding WHERE id = ? AND position = ?",
                  "stores.false_alarm");
  const auto there = known.bind(finding.decision).bind(position).step();
  if (!there) return there.error();
  if (!*there)
    return base::Error{base::Fault::refused, "stores.false_alarm",
                       "no such finding: " + finding.decision + "." + std::to_string(position)};
  known.reset();
  auto marked = Statement(connection, "INSERT OR REPLACE INTO false_alarm VALUES (?, ?, ?, ?, ?)",
                          "stores.false_alarm")
                    .bind(finding.decision)
                    .bind(position)
                    .bind(alarm.reason)
                    .bind(alarm.marked_by)
                    .bind(alarm.time)
                    .run();
  if (!marked) return marked;
  if (auto recorded = chain.record("false-alarm", name_of(finding)); !recorded) return recorded;
  return transaction.commit();
}

base::Result<void> delete_false_alarm(Chain& chain, const FindingPlace& finding) {
  auto* connection = chain.connection();
  Transaction transaction(connection);
  if (auto begun = transaction.begin(); !begun) return begun;
  auto unmarked = Statement(connection, "DELETE FROM false_alarm WHERE id = ? AND position = ?",
                            "stores.false_alarm")
                      .bind(finding.decision)
                      .bind(static_cast<std::int64_t>(finding.position))
                      .run();
  if (!unmarked || sqlite3_changes(connection) == 0) return unmarked;
  if (auto gone = chain.withdraw("false-alarm", name_of(finding)); !gone) return gone;
  return transaction.commit();
}

class SqliteReview final : public Review {
 public:
  explicit SqliteReview(Connection connection)
      : connection_(std::move(connection)), chain_(connection_.get()) {}

  base::Result<std::vector<ReviewEntry>> list(const ReviewFilter& filter) const override {
    const std::lock_guard lock(mutex_);
    return sent_messages(connection_.get(), filter);
  }

  base::Result<std::optional<ReviewEntry>> find(std::string_view decision) const override {
    const std::lock_guard lock(mutex_);
    return sent_message(connection_.get(), decision);
  }

  base::Result<std::vector<HourCount>> tally(base::Instant from, base::Instant to) const override {
    const std::lock_guard lock(mutex_);
    return tally_of(connection_.get(), from, to);
  }

  base::Result<std::vector<UncheckedRow>> unchecked(base::Instant from,
                                                    base::Instant to) const override {
    const std::lock_guard lock(mutex_);
    ListFilter filter;
    filter.from = from;
    filter.to = to;
    filter.limit = most_unchecked;
    return unchecked_mail(connection_.get(), filter);
  }

  base::Result<void> mark_false_alarm(const FindingPlace& finding,
                                      const FalseAlarm& alarm) override {
    const std::lock_guard lock(mutex_);
    return insert_false_alarm(chain_, finding, alarm);
  }

  base::Result<void> unmark_false_alarm(const FindingPlace& finding) override {
    const std::lock_guard lock(mutex_);
    return delete_false_alarm(chain_, finding);
  }

 private:
  mutable std::mutex mutex_;
  Connection connection_;
  Chain chain_;
};

}  // namespace

base::Result<std::unique_ptr<Review>> open_sqlite_review(const std::filesystem::path& file) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  return std::unique_ptr<Review>(std::make_unique<SqliteReview>(std::move(*connection)));
}

}  // namespace candour::stores
