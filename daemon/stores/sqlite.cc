// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite.h"

#include <mutex>

#include "base/digest.h"
#include "stores/sqlite_acknowledgements.h"
#include "stores/sqlite_chain.h"
#include "stores/sqlite_connection.h"
#include "stores/sqlite_decisions.h"
#include "stores/sqlite_fingerprints.h"
#include "stores/sqlite_found.h"
#include "stores/sqlite_letters.h"
#include "stores/sqlite_notices.h"
#include "stores/sqlite_rows.h"
#include "stores/sqlite_sharing.h"
#include "stores/sqlite_statement.h"
#include "stores/sqlite_transaction.h"
#include "stores/sqlite_unchecked.h"

namespace candour::stores {

namespace {

// What counts as earlier mail (policies/rules.md): the next hop took it, or it stood in a mailbox.
constexpr std::string_view counts_as_earlier =
    "(d.direction = 'received' OR EXISTS (SELECT 1 FROM outcome o WHERE o.id = d.id AND o.kind IN"
    " ('delivered', 'resent', 'acknowledged', 'released')))";

class SqliteLedger final : public Ledger {
 public:
  SqliteLedger(Connection connection, std::string digest_key)
      : connection_(std::move(connection)),
        chain_(connection_.get()),
        digest_key_(std::move(digest_key)) {}

  const std::string& digest_key() const override { return digest_key_; }

  base::Result<void> record_decision(const DecisionRow& decision) override {
    const std::lock_guard lock(mutex_);
    return in_transaction([&] { return insert_decision(chain_, decision); });
  }

  base::Result<void> record_outcome(const OutcomeRow& outcome) override {
    const std::lock_guard lock(mutex_);
    // Not flushed by itself, but with the next decision: after a power cut it may be missing, and
    // the message then counts as `unknown`, which is what it is.
    const WithoutFlush without_flush(connection_.get());
    return in_transaction([&] { return insert_outcome(chain_, outcome); });
  }

  base::Result<Found> record_found(const DecisionRow& mail,
                                   const FolderPosition& position) override {
    const std::lock_guard lock(mutex_);
    return insert_found(chain_, mail, position);
  }

  base::Result<void> put_position(const FolderPosition& position) override {
    const std::lock_guard lock(mutex_);
    const WithoutFlush without_flush(connection_.get());
    return insert_position(connection_.get(), position);
  }

  base::Result<std::optional<FolderPosition>> find_position(std::string_view account,
                                                            std::string_view role) const override {
    const std::lock_guard lock(mutex_);
    return position_of(connection_.get(), account, role);
  }

  base::Result<std::optional<OutcomeKind>> outcome_elsewhere(
      std::string_view message_key) const override {
    const std::lock_guard lock(mutex_);
    return outcome_past_another_entrance(connection_.get(), message_key);
  }

  using Ledger::put_notice;
  base::Result<void> put_notice(const NoticeRow& notice,
                                const std::optional<MessagePlace>& instead_of) override {
    const std::lock_guard lock(mutex_);
    return insert_notice(connection_.get(), notice, instead_of);
  }

  base::Result<void> remove_notice(const MessagePlace& about) override {
    const std::lock_guard lock(mutex_);
    return delete_notice(connection_.get(), about);
  }

  base::Result<std::vector<NoticeRow>> notices(std::string_view account) const override {
    const std::lock_guard lock(mutex_);
    return notices_of(connection_.get(), account);
  }

  base::Result<std::vector<DecisionRow>> thread(
      const std::vector<std::string>& thread_keys) const override {
    if (thread_keys.empty()) return std::vector<DecisionRow>{};
    const std::lock_guard lock(mutex_);
    auto row = statement(earlier_sql("SELECT k.id FROM thread k WHERE k.key IN (SELECT value FROM"
                                     " json_each(?))"),
                         "stores.thread");
    row.bind(thread_keys);
    return read_earlier(row);
  }

  base::Result<std::vector<DecisionRow>> marked_with(const std::vector<std::string>& fingerprints,
                                                     std::size_t at_least) const override {
    if (fingerprints.empty()) return std::vector<DecisionRow>{};
    const std::lock_guard lock(mutex_);
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin_reading(); !begun) return begun.error();
    if (auto caught_up = kept_.catch_up(connection_.get()); !caught_up) return caught_up.error();
    auto found = sharing(connection_.get(), kept_, fingerprints, at_least);
    if (!found) return found.error();
    if (found->empty()) return std::vector<DecisionRow>{};
    std::vector<std::string> ids;
    for (const auto& [id, keys] : *found) ids.push_back(id);
    auto row = statement(earlier_sql("SELECT value FROM json_each(?)"), "stores.marked_with");
    row.bind(ids);
    auto rows = read_earlier(row);
    if (rows)
      for (auto& decision : *rows) decision.fingerprints = std::move((*found)[decision.id]);
    return rows;
  }

  base::Result<void> put_confirmation(const PendingConfirmation& pending) override {
    const std::lock_guard lock(mutex_);
    return statement("INSERT OR REPLACE INTO confirmation VALUES (?, ?, ?)", "stores.confirmation")
        .bind(pending.content_digest)
        .bind(pending.refused_at)
        .bind(pending.finding_keys)
        .run();
  }

  base::Result<std::optional<PendingConfirmation>> find_confirmation(
      std::string_view content_digest) const override {
    const std::lock_guard lock(mutex_);
    auto row =
        statement("SELECT refused_at, finding_keys FROM confirmation WHERE content_digest = ?",
                  "stores.find_confirmation");
    const auto found = row.bind(content_digest).step();
    if (!found) return found.error();
    if (!*found) return std::optional<PendingConfirmation>{};
    PendingConfirmation pending;
    pending.content_digest = std::string(content_digest);
    pending.refused_at = row.time();
    pending.finding_keys = row.list();
    return std::optional(std::move(pending));
  }

  base::Result<void> take_confirmation(std::string_view content_digest) override {
    const std::lock_guard lock(mutex_);
    return statement("DELETE FROM confirmation WHERE content_digest = ?",
                     "stores.take_confirmation")
        .bind(content_digest)
        .run();
  }

  base::Result<void> put_acknowledgement(const Acknowledgement& acknowledgement) override {
    const std::lock_guard lock(mutex_);
    return insert_acknowledgement(connection_.get(), acknowledgement, digest_key_);
  }

  base::Result<std::optional<Acknowledgement>> take_acknowledgement(std::string_view id) override {
    const std::lock_guard lock(mutex_);
    return remove_acknowledgement(connection_.get(), id, digest_key_);
  }

  base::Result<void> record_unchecked(const UncheckedRow& mail) override {
    const std::lock_guard lock(mutex_);
    return in_transaction([&] { return insert_unchecked(chain_, mail); });
  }

  base::Result<std::vector<UncheckedRow>> list_unchecked(const ListFilter& filter) const override {
    const std::lock_guard lock(mutex_);
    return unchecked_mail(connection_.get(), filter);
  }

  base::Result<void> put_letter(const LetterRow& letter) override {
    const std::lock_guard lock(mutex_);
    // It stands in a mailbox still, or comes with a decision that is flushed by itself.
    const WithoutFlush without_flush(connection_.get());
    return insert_letter(connection_.get(), letter);
  }

  base::Result<std::vector<LetterRow>> letters(base::Instant from) const override {
    const std::lock_guard lock(mutex_);
    return letters_from(connection_.get(), from);
  }

  base::Result<bool> record_late_reply(const LateReplyRow& late) override {
    const std::lock_guard lock(mutex_);
    bool added = false;
    auto inserted = in_transaction([&]() -> base::Result<void> {
      const auto late_reply = insert_late_reply(chain_, late);
      if (!late_reply) return late_reply.error();
      added = *late_reply;
      return {};
    });
    if (!inserted) return inserted.error();
    return added;
  }

  base::Result<std::vector<LedgerEntry>> list(const ListFilter& filter) const override {
    const std::lock_guard lock(mutex_);
    const auto rule = filter.rule.value_or("");
    auto row = statement(
        "SELECT " + std::string(decision_columns) +
            ", o.time, o.kind, o.reply_code, o.reason, o.given_by FROM decision d"
            " LEFT JOIN outcome o ON o.id = d.id"
            " WHERE d.time >= ?1 AND d.time < ?2 AND d.direction = 'sent' AND NOT " +
            std::string(came_past_another_entrance) +
            " AND (?3 = 0 OR EXISTS (SELECT 1 FROM finding f WHERE f.id = d.id))"
            " AND (?4 = '' OR EXISTS (SELECT 1 FROM finding f WHERE f.id = d.id AND f.rule = ?4))"
            " ORDER BY d.time DESC, d.rowid DESC LIMIT ?5",
        "stores.list");
    row.bind(filter.from.value_or(base::Instant::min()))
        .bind(filter.to.value_or(base::Instant::max()))
        .bind(filter.findings_only ? 1 : 0)
        .bind(rule)
        .bind(static_cast<std::int64_t>(filter.limit));
    std::vector<LedgerEntry> entries;
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) break;
      LedgerEntry entry;
      entry.decision = decision_from(row);
      entry.outcome.id = entry.decision.id;
      entry.outcome.time = row.time();
      entry.outcome.kind = outcome_named(row.text());
      entry.outcome.reply_code = static_cast<int>(row.number());
      entry.outcome.reason = row.text();
      entry.outcome.given_by = row.text();
      entries.push_back(std::move(entry));
    }
    for (auto& entry : entries)
      if (auto read = read_findings(entry.decision); !read) return read.error();
    return entries;
  }

 private:
  /// What is written, with its event in the journal: both or neither.
  template <class Write>
  base::Result<void> in_transaction(Write write) {
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin(); !begun) return begun;
    if (auto written = write(); !written) return written;
    return transaction.commit();
  }

  Statement statement(std::string_view sql, std::string_view where) const {
    return Statement(connection_.get(), sql, where);
  }

  // Decisions that count as earlier mail, with the ids that a query gives.
  static std::string earlier_sql(std::string_view ids) {
    return "SELECT " + std::string(decision_columns) +
           ", (SELECT f.count FROM fingerprinted f WHERE f.id = d.id) FROM decision d WHERE d.id"
           " IN (" +
           std::string(ids) + ") AND " + std::string(counts_as_earlier) +
           " ORDER BY d.time, d.rowid";
  }

  base::Result<std::vector<DecisionRow>> read_earlier(Statement& row) const {
    std::vector<DecisionRow> rows;
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) break;
      rows.push_back(decision_from(row));
      rows.back().fingerprint_count = static_cast<std::size_t>(row.number());
    }
    auto key = statement("SELECT key FROM thread WHERE id = ?", "stores.keys");
    for (auto& decision : rows)
      if (auto read = read_thread_keys(key, decision); !read) return read.error();
    return rows;
  }

  static base::Result<void> read_thread_keys(Statement& key, DecisionRow& decision) {
    key.reset();
    key.bind(decision.id);
    for (;;) {
      const auto found = key.step();
      if (!found) return found.error();
      if (!*found) return {};
      decision.thread_keys.push_back(key.text());
    }
  }

  base::Result<void> read_findings(DecisionRow& decision) const {
    auto row = statement(
        "SELECT rule, grade, action, people, evidence FROM finding WHERE id = ? ORDER BY position",
        "stores.findings");
    row.bind(decision.id);
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
      decision.findings.push_back(std::move(finding));
    }
  }

  mutable std::mutex mutex_;
  Connection connection_;
  Chain chain_;
  std::string digest_key_;
  mutable KeptFingerprints kept_;
};

base::Result<std::string> digest_key_of(sqlite3* connection) {
  auto made = Statement(connection, "INSERT OR IGNORE INTO meta VALUES ('digest-key', ?)",
                        "stores.digest_key")
                  .bind(base::random_hex(32))
                  .run();
  if (!made) return made.error();
  Statement row(connection, "SELECT value FROM meta WHERE name = 'digest-key'",
                "stores.digest_key");
  const auto found = row.step();
  if (!found) return found.error();
  return row.text();
}

}  // namespace

base::Result<std::unique_ptr<Ledger>> open_sqlite(const std::filesystem::path& file) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  auto key = digest_key_of(connection->get());
  if (!key) return key.error();
  return std::unique_ptr<Ledger>(
      std::make_unique<SqliteLedger>(std::move(*connection), std::move(*key)));
}

}  // namespace candour::stores
