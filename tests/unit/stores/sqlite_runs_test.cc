// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_runs.h"

#include <gtest/gtest.h>

#include "stores/sqlite_connection.h"
#include "stores/sqlite_erase.h"
#include "stores/sqlite_verify.h"
#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

base::Instant minute(int number) {
  return base::Instant{std::chrono::minutes{1'000'000 + number}};
}

class KeptRuns : public testing::Test {
 protected:
  std::unique_ptr<Runs> opened() const { return std::move(open_sqlite_runs(file_).value()); }

  support::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "ledger.sqlite";
};

TEST_F(KeptRuns, EndWhenTheyAreEnded) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(0)));
  ASSERT_TRUE(runs->still_alive(minute(1)));
  ASSERT_TRUE(runs->end(minute(2)));
  const auto list = runs->list().value();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].began, minute(0));
  EXPECT_EQ(list[0].ended, minute(2));
  EXPECT_FALSE(list[0].goes_on);
}

TEST_F(KeptRuns, EndWithTheirLastSignWhereTheyWereKilled) {
  {
    const auto killed = opened();
    ASSERT_TRUE(killed->begin(minute(0)));
    ASSERT_TRUE(killed->still_alive(minute(1)));
    EXPECT_TRUE(killed->list().value().at(0).goes_on);
  }
  const auto next = opened();
  ASSERT_TRUE(next->begin(minute(60)));
  const auto list = next->list().value();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].ended, minute(1));
  EXPECT_FALSE(list[0].goes_on);
  EXPECT_EQ(list[1].began, minute(60));
}

TEST_F(KeptRuns, AreTwoWhereTheMachineSleptBetween) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(0)));
  ASSERT_TRUE(runs->still_alive(minute(90)));
  const auto list = runs->list().value();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].ended, minute(0));
  EXPECT_EQ(list[1].began, minute(90));
}

TEST_F(KeptRuns, AreTwoWhereTheClockWasPutBack) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(100)));
  ASSERT_TRUE(runs->still_alive(minute(101)));
  ASSERT_TRUE(runs->still_alive(minute(41)));
  const auto list = runs->list().value();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].ended, minute(101));
  EXPECT_EQ(list[1].began, minute(41));
}

TEST_F(KeptRuns, GoOnAsANewOneWhereAnotherProgramTookThemForEnded) {
  const auto first = opened();
  ASSERT_TRUE(first->begin(minute(0)));
  const auto second = opened();
  ASSERT_TRUE(second->begin(minute(1)));
  ASSERT_TRUE(first->still_alive(minute(2)));
  EXPECT_EQ(first->list().value().size(), 3u);
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
}

TEST_F(KeptRuns, AreNotEndedByAProgramThatBeganNone) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(0)));
  ASSERT_TRUE(opened()->end(minute(1)));
  EXPECT_TRUE(runs->list().value().at(0).goes_on);
}

TEST_F(KeptRuns, AreHeldByTheLedgersChain) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(0)));
  ASSERT_TRUE(runs->still_alive(minute(1)));
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
  ASSERT_TRUE(runs->end(minute(2)));
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
  const auto connection = std::move(open_connection(file_).value());
  ASSERT_TRUE(execute(connection.get(), "UPDATE run SET ended = ended + 3600000", "test"));
  const auto report = verify_sqlite(file_, {});
  ASSERT_TRUE(report->fault);
  EXPECT_EQ(report->fault->how, "changed");
}

TEST_F(KeptRuns, StandRetentionAndTheChainStillHolds) {
  const auto runs = opened();
  ASSERT_TRUE(runs->begin(minute(0)));
  ASSERT_TRUE(runs->end(minute(1)));
  ASSERT_TRUE(runs->begin(minute(2)));
  const auto erased = erase_older(file_, minute(50), "test", Trial::no);
  ASSERT_TRUE(erased);
  EXPECT_EQ(erased->records, 1);
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
  ASSERT_TRUE(runs->still_alive(minute(3)));
  ASSERT_TRUE(runs->end(minute(4)));
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
}

}  // namespace
}  // namespace candour::stores
