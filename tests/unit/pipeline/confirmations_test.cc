// SPDX-License-Identifier: MPL-2.0

#include "pipeline/confirmations.h"

#include <gtest/gtest.h>

#include "support/failing_ledger.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;
using Answer = Confirmations::Answer;

class ConfirmationsTest : public testing::Test {
 protected:
  const base::Instant refused_at_{std::chrono::hours{480'000}};
  support::FailingLedger ledger_;
  Confirmations confirmations_{ledger_};
};

TEST_F(ConfirmationsTest, LetThroughBetweenFiveSecondsAndFifteenMinutes) {
  confirmations_.refused("digest", {"a"}, refused_at_);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 4999ms), Answer::too_soon);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 5s), Answer::confirmed);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 15min), Answer::confirmed);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 15min + 1ms), Answer::none);
}

TEST_F(ConfirmationsTest, DoNotCoverAFindingThatTheRefusalDidNotName) {
  confirmations_.refused("digest", {"a"}, refused_at_);
  EXPECT_EQ(confirmations_.look_up("digest", {"a", "b"}, refused_at_ + 10s), Answer::none);
}

TEST_F(ConfirmationsTest, CoverAMessageInWhichAFindingIsGone) {
  confirmations_.refused("digest", {"a", "b"}, refused_at_);
  EXPECT_EQ(confirmations_.look_up("digest", {"b"}, refused_at_ + 10s), Answer::confirmed);
}

TEST_F(ConfirmationsTest, AreNotPutOffByAResendThatCameTooEarly) {
  confirmations_.refused("digest", {"a"}, refused_at_);
  confirmations_.refused("digest", {"a"}, refused_at_ + 3s);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 6s), Answer::confirmed);
}

TEST_F(ConfirmationsTest, AreUsedOnce) {
  confirmations_.refused("digest", {"a"}, refused_at_);
  confirmations_.used("digest");
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 10s), Answer::none);
}

TEST_F(ConfirmationsTest, OutliveARestart) {
  confirmations_.refused("digest", {"a"}, refused_at_);
  Confirmations after_restart(ledger_);
  EXPECT_EQ(after_restart.look_up("digest", {"a"}, refused_at_ + 10s), Answer::confirmed);
}

TEST_F(ConfirmationsTest, WorkWithoutTheLedger) {
  ledger_.away = true;
  confirmations_.refused("digest", {"a"}, refused_at_);
  EXPECT_EQ(confirmations_.look_up("digest", {"a"}, refused_at_ + 10s), Answer::confirmed);
}

}  // namespace
}  // namespace candour::pipeline
