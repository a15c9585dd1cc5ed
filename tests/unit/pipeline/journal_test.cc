// SPDX-License-Identifier: MPL-2.0

#include "pipeline/journal.h"

#include <gtest/gtest.h>

#include "support/failing_ledger.h"

namespace candour::pipeline {
namespace {

stores::DecisionRow decision(const std::string& id) {
  stores::DecisionRow row;
  row.id = id;
  return row;
}

class JournalTest : public testing::Test {
 protected:
  std::size_t recorded() const { return ledger_.list({.findings_only = false})->size(); }
  support::FailingLedger ledger_;
  Journal journal_{ledger_};
};

TEST_F(JournalTest, WritesAtOnceWhileTheLedgerIsThere) {
  EXPECT_TRUE(journal_.write(decision("one")));
  EXPECT_EQ(recorded(), 1u);
  EXPECT_EQ(journal_.arrears().waiting, 0u);
}

TEST_F(JournalTest, WritesWhatWaitedInOrderOnceTheLedgerIsBack) {
  ledger_.away = true;
  EXPECT_FALSE(journal_.write(decision("one")));
  EXPECT_FALSE(journal_.write(
      stores::OutcomeRow{"one", base::now(), stores::OutcomeKind::delivered, 250, ""}));
  EXPECT_EQ(journal_.arrears().waiting, 2u);
  ledger_.away = false;
  EXPECT_TRUE(journal_.write(decision("two")));
  EXPECT_EQ(journal_.arrears().waiting, 0u);
  const auto entries = ledger_.list({.findings_only = false});
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ(entries->back().outcome.kind, stores::OutcomeKind::delivered);
}

TEST_F(JournalTest, CountsWhatItHadToDrop) {
  ledger_.away = true;
  for (int i = 0; i < 10'003; ++i) EXPECT_FALSE(journal_.write(decision(std::to_string(i))));
  EXPECT_EQ(journal_.arrears().waiting, 10'000u);
  EXPECT_EQ(journal_.arrears().dropped, 3u);
}

}  // namespace
}  // namespace candour::pipeline
