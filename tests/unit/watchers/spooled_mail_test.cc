// SPDX-License-Identifier: MPL-2.0

#include "watchers/spooled_mail.h"

#include <gtest/gtest.h>

namespace candour::watchers {
namespace {

using namespace std::chrono_literals;
using stores::HeldStage;

TEST(SpooledMail, IsSentOnceItsNextTryHasCome) {
  const base::Instant now(1'780'000'000'000ms);
  stores::HeldMark mark;
  mark.stage = HeldStage::due;
  mark.next_try = now + 1min;
  EXPECT_FALSE(is_to_be_sent(mark, now));
  EXPECT_TRUE(is_to_be_sent(mark, now + 1min));
  for (const auto stage : {HeldStage::waiting, HeldStage::sending, HeldStage::unknown,
                           HeldStage::failed, HeldStage::sent, HeldStage::discarded}) {
    mark.stage = stage;
    EXPECT_FALSE(is_to_be_sent(mark, now + 1min)) << stores::name_of(stage);
  }
}

TEST(SpooledMail, DoesNotWaitForYearsWhereAWrongClockPutItOff) {
  const base::Instant now(1'780'000'000'000ms);
  stores::HeldMark mark;
  mark.stage = HeldStage::due;
  mark.next_try = now + 60min;
  EXPECT_FALSE(is_to_be_sent(mark, now));
  mark.next_try += 1ms;
  EXPECT_TRUE(is_to_be_sent(mark, now));
}

}  // namespace
}  // namespace candour::watchers
