// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_decisions.h"

#include "stores/sqlite_fingerprints.h"
#include "stores/sqlite_rows.h"

namespace candour::stores {

namespace {

base::Result<void> insert_message(sqlite3* connection, const DecisionRow& decision) {
  return Statement(
             connection,
             "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "stores.decision")
      .bind(decision.id)
      .bind(decision.time)
      .bind(decision.direction == Direction::sent ? "sent" : "received")
      .bind(decision.entrance)
      .bind(decision.council)
      .bind(decision.policy_version)
      .bind(decision.verdict)
      .bind(decision.sender_key)
      .bind(decision.sender_name)
      .bind(decision.visible_keys)
      .bind(decision.blind_keys)
      .bind(decision.recipients_known ? 1 : 0)
      .bind(decision.message_key)
      .bind(decision.marked ? 1 : 0)
      .bind(decision.released ? 1 : 0)
      .bind(decision.unchecked)
      .bind(decision.exceptions)
      .bind(decision.content_digest)
      .run();
}

base::Result<void> insert_threads(sqlite3* connection, const DecisionRow& decision) {
  Statement row(connection, "INSERT OR IGNORE INTO thread VALUES (?, ?)", "stores.key");
  for (const auto& key : decision.thread_keys) {
    row.reset();
    if (auto inserted = row.bind(key).bind(decision.id).run(); !inserted) return inserted;
  }
  return {};
}

base::Result<void> insert_findings(sqlite3* connection, const DecisionRow& decision) {
  std::int64_t position = 0;
  for (const auto& finding : decision.findings) {
    auto inserted =
        Statement(connection, "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?)", "stores.finding")
            .bind(decision.id)
            .bind(position++)
            .bind(finding.rule)
            .bind(finding.grade)
            .bind(finding.action)
            .bind(finding.people)
            .bind(evidence_json(finding.evidence))
            .run();
    if (!inserted) return inserted;
  }
  return {};
}

}  // namespace

base::Result<void> insert_decision(Chain& chain, const DecisionRow& decision) {
  auto* connection = chain.connection();
  if (auto inserted = insert_message(connection, decision); !inserted) return inserted;
  if (auto inserted = insert_threads(connection, decision); !inserted) return inserted;
  if (auto inserted = insert_fingerprints(connection, decision); !inserted) return inserted;
  if (auto inserted = insert_findings(connection, decision); !inserted) return inserted;
  return chain.record("decision", decision.id);
}

base::Result<void> insert_outcome(Chain& chain, const OutcomeRow& outcome) {
  auto inserted =
      Statement(chain.connection(), "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)",
                "stores.outcome")
          .bind(outcome.id)
          .bind(outcome.time)
          .bind(name_of(outcome.kind))
          .bind(outcome.reply_code)
          .bind(outcome.reason)
          .bind(outcome.given_by)
          .run();
  if (!inserted) return inserted;
  return chain.record("outcome", outcome.id);
}

}  // namespace candour::stores
