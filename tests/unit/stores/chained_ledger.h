// SPDX-License-Identifier: MPL-2.0
//
// A ledger on disk to tamper with, past everything that Candour does to its tables.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "ledger_rows.h"
#include "stores/sqlite.h"
#include "stores/sqlite_review.h"
#include "stores/sqlite_verify.h"
#include "support/temporary_folder.h"

namespace candour::stores {

class ChainedLedger : public testing::Test {
 protected:
  /// Six mails with their outcomes, "m1" to "m6", one of them unchecked; a false alarm, one that
  /// was withdrawn, and a late reply.
  void SetUp() override {
    const auto ledger = std::move(open_sqlite(file()).value());
    for (int i = 1; i <= 6; ++i) {
      auto row = decision("m" + std::to_string(i), i);
      row.sender_key = "sender-" + std::to_string(i);
      row.fingerprints = {"p:" + std::to_string(i), "p:0"};
      row.marked = true;
      row.findings.push_back(
          {"conduct-remark", "mild", "warn", {"person-" + std::to_string(i)}, {}});
      ASSERT_TRUE(ledger->record_decision(row));
      ASSERT_TRUE(ledger->record_outcome(outcome(row.id, OutcomeKind::held)));
      ASSERT_TRUE(ledger->record_outcome(outcome(row.id, OutcomeKind::released)));
    }
    ASSERT_TRUE(ledger->record_unchecked(
        {at_minute(7), "Helen Ward", "clerk-key", "m-7", "away", "uid 1000"}));
    ASSERT_TRUE(*ledger->record_late_reply({"letter", at_minute(8), "note", "0123456789ab"}));
    const auto review = std::move(open_sqlite_review(file()).value());
    ASSERT_TRUE(review->mark_false_alarm({"m1", 0}, {"It was agreed.", "helen", at_minute(9)}));
    ASSERT_TRUE(review->mark_false_alarm({"m2", 1}, {"A joke.", "helen", at_minute(9)}));
    ASSERT_TRUE(review->unmark_false_alarm({"m2", 1}));
  }

  std::filesystem::path file() const { return folder_.path() / "ledger.sqlite"; }

  void tamper(const std::string& sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &raw), SQLITE_OK);
    char* why = nullptr;
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &why), SQLITE_OK)
        << (why != nullptr ? why : "");
    sqlite3_free(why);
    sqlite3_close(raw);
  }

  std::string one(const std::string& sql) {
    sqlite3* raw = nullptr;
    sqlite3_stmt* row = nullptr;
    std::string value;
    sqlite3_open(file().c_str(), &raw);
    EXPECT_EQ(sqlite3_prepare_v2(raw, sql.c_str(), -1, &row, nullptr), SQLITE_OK) << sql;
    if (sqlite3_step(row) == SQLITE_ROW && sqlite3_column_text(row, 0) != nullptr)
      value = reinterpret_cast<const char*>(sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    sqlite3_close(raw);
    return value;
  }

  ChainReport verified(const std::optional<ChainHead>& known = {}) {
    auto report = verify_sqlite(file(), known);
    EXPECT_TRUE(report) << report.error().detail;
    return report ? std::move(*report) : ChainReport{};
  }

  void expect_whole() {
    const auto report = verified();
    EXPECT_FALSE(report.fault) << report.fault->told;
  }

  /// "HOW RECORD", of what is found first; "HOW event N" where no record is named.
  std::string found(const std::optional<ChainHead>& known = {}) {
    const auto report = verified(known);
    if (!report.fault) return "nothing";
    const auto& fault = *report.fault;
    const auto what = fault.record.empty() ? "event " + std::to_string(fault.event) : fault.record;
    return fault.how + ' ' + what;
  }

  support::TemporaryFolder folder_;
};

}  // namespace candour::stores
