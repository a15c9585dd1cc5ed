// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_tally.h"

#include <system_error>

#include "stores/sqlite.h"
#include "stores/sqlite_found.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {
namespace {

constexpr int busy_milliseconds = 3'000;

// The sent mail of a time, once, with its outcome.
std::string counted_mail() {
  return " FROM decision d LEFT JOIN outcome o ON o.id = d.id"
         " WHERE d.time >= ?1 AND d.time < ?2 AND d.direction = 'sent' AND NOT " +
         std::string(came_past_another_entrance) + " AND NOT " + std::string(came_again_later);
}

// Whether a finding `f` of the message `m` was judged to be none; on which of its comings does not
// matter. CROSS JOIN: by time first, of which there are few, not by rule.
constexpr std::string_view judged_to_be_none =
    "(EXISTS (SELECT 1 FROM false_alarm a WHERE a.id = f.id AND a.position = f.position)"
    " OR (m.content_digest <> '' AND EXISTS"
    " (SELECT 1 FROM decision b CROSS JOIN finding g ON g.id = b.id AND g.position = f.position"
    " CROSS JOIN false_alarm a ON a.id = g.id AND a.position = g.position"
    " WHERE b.time < m.time AND b.time >= m.time - 900000"
    " AND b.content_digest = m.content_digest AND g.rule = f.rule"
    " AND (m.content_digest NOT LIKE '(erased%' OR m.kind IS 'resent'))))";

// A read transaction: all counts see one state. It ends with the block.
class Snapshot {
 public:
  explicit Snapshot(sqlite3* connection)
      : connection_(connection), begun_(execute(connection, "BEGIN", "stores.tally")) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot() {
    if (begun_) static_cast<void>(execute(connection_, "ROLLBACK", "stores.tally"));
  }

  const base::Result<void>& begun() const { return begun_; }

 private:
  sqlite3* connection_;
  base::Result<void> begun_;
};

std::uint64_t count_in(Statement& row) {
  return static_cast<std::uint64_t>(row.number());
}

// Reads every row of a query about a time.
template <class Count, class Read>
base::Result<std::vector<Count>> counts(sqlite3* connection, const std::string& sql,
                                        base::Instant from, base::Instant to, Read read) {
  Statement row(connection, sql, "stores.tally");
  row.bind(from).bind(to);
  std::vector<Count> found;
  for (;;) {
    const auto another = row.step();
    if (!another) return another.error();
    if (!*another) return found;
    found.push_back(read(row));
  }
}

MailCount mail_count(Statement& row) {
  MailCount count;
  count.entrance = row.text();
  count.outcome = outcome_named(row.text());
  count.messages = count_in(row);
  count.with_findings = count_in(row);
  count.partly_unread = count_in(row);
  count.with_reason = count_in(row);
  return count;
}

/// Of one rule, action, entrance and outcome.
struct FindingCount {
  RuleCount messages;
  std::uint64_t findings = 0, false_alarms = 0;
};

FindingCount finding_count(Statement& row) {
  FindingCount count;
  count.messages.rule = row.text();
  count.messages.action = row.text();
  count.messages.entrance = row.text();
  count.messages.outcome = outcome_named(row.text());
  count.messages.messages = count_in(row);
  count.findings = count_in(row);
  count.false_alarms = count_in(row);
  return count;
}

UncheckedCount unchecked_count(Statement& row) {
  UncheckedCount count;
  count.why = row.text();
  count.messages = count_in(row);
  return count;
}

// By rule; sorted as they are counted.
void add_findings(const std::vector<FindingCount>& counts, Tally& tally) {
  for (const auto& count : counts) {
    tally.rules.push_back(count.messages);
    tally.findings += count.findings;
    if (count.false_alarms == 0) continue;
    auto& alarms = tally.false_alarms;
    if (alarms.empty() || alarms.back().rule != count.messages.rule)
      alarms.push_back({count.messages.rule, 0});
    alarms.back().findings += count.false_alarms;
  }
}

class SqliteTallies final : public Tallies {
 public:
  explicit SqliteTallies(Connection connection) : connection_(std::move(connection)) {}

  base::Result<Tally> tally(base::Instant from, base::Instant to) const override {
    const Snapshot snapshot(connection_.get());
    if (!snapshot.begun()) return snapshot.begun().error();
    auto tally = mail_and_unchecked(from, to);
    if (!tally) return tally;
    const auto findings = counts<FindingCount>(
        connection_.get(),
        "SELECT f.rule, f.action, m.entrance, m.kind, count(DISTINCT f.id), count(*), sum(" +
            std::string(judged_to_be_none) +
            ") FROM (SELECT d.id, d.time, d.content_digest, d.entrance,"
            " coalesce(o.kind, 'pending') AS kind" +
            counted_mail() +
            ") m JOIN finding f ON f.id = m.id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        from, to, finding_count);
    if (!findings) return findings.error();
    add_findings(*findings, *tally);
    return tally;
  }

  base::Result<Tally> tally_of_mail(base::Instant from, base::Instant to) const override {
    const Snapshot snapshot(connection_.get());
    if (!snapshot.begun()) return snapshot.begun().error();
    return mail_and_unchecked(from, to);
  }

 private:
  base::Result<Tally> mail_and_unchecked(base::Instant from, base::Instant to) const {
    Tally tally;
    auto mail =
        counts<MailCount>(connection_.get(),
                          "SELECT d.entrance, coalesce(o.kind, 'pending') AS kind, count(*),"
                          " sum(EXISTS (SELECT 1 FROM finding f WHERE f.id = d.id)),"
                          " sum(d.unchecked <> '[]'), sum(coalesce(o.reason, '') <> '')" +
                              counted_mail() + " GROUP BY 1, 2 ORDER BY 1, 2",
                          from, to, mail_count);
    if (!mail) return mail.error();
    tally.mail = std::move(*mail);
    auto unchecked = counts<UncheckedCount>(
        connection_.get(),
        "SELECT why, count(*) FROM unchecked WHERE time >= ?1 AND time < ?2 GROUP BY 1 ORDER BY 1",
        from, to, unchecked_count);
    if (!unchecked) return unchecked.error();
    tally.unchecked = std::move(*unchecked);
    return tally;
  }

  Connection connection_;
};

}  // namespace

base::Result<std::unique_ptr<Tallies>> open_sqlite_tallies(const std::filesystem::path& file) {
  std::error_code unseen;
  if (!std::filesystem::exists(file, unseen))
    return base::Error{base::Fault::malformed, "stores.open_tallies",
                       file.string() + ": there is no ledger; candourd makes it in its `data`"};
  // Brings the tables up to date.
  if (const auto ledger = open_sqlite(file); !ledger) return ledger.error();
  sqlite3* opened = nullptr;
  // Not SQLITE_OPEN_READONLY: the last reader of a WAL has to be able to clear it away.
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  auto named = [&](base::Error error) {
    error.detail = file.string() + ": " + error.detail;
    return error;
  };
  if (code != SQLITE_OK) return named(failure(opened, "stores.open_tallies"));
  sqlite3_busy_timeout(opened, busy_milliseconds);
  if (auto set = execute(opened, "PRAGMA query_only = ON", "stores.open_tallies"); !set)
    return named(set.error());
  return std::unique_ptr<Tallies>(std::make_unique<SqliteTallies>(std::move(connection)));
}

}  // namespace candour::stores
