// SPDX-License-Identifier: MPL-2.0

#include "base/british_time.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

TEST(BritishDay, BeginsAnHourEarlierInSummer) {
  const auto day_at = [](Day day, int minutes) {
    return to_string(british_day(Instant(day) + std::chrono::minutes(minutes)));
  };
  const std::chrono::year of{2026};
  EXPECT_EQ(day_at(of / 1 / 12, 23 * 60 + 30), "2026-01-12");
  EXPECT_EQ(day_at(of / 7 / 20, 22 * 60 + 59), "2026-07-20");
  EXPECT_EQ(day_at(of / 7 / 20, 23 * 60), "2026-07-21");
}

TEST(BritishDay, FollowsTheNightsOfChange) {
  const auto half_past_eleven = [](Day day) {
    return to_string(british_day(Instant(day) + std::chrono::minutes(23 * 60 + 30)));
  };
  const std::chrono::year of{2026};
  EXPECT_EQ(half_past_eleven(of / 3 / 28), "2026-03-28");
  EXPECT_EQ(half_past_eleven(of / 3 / 29), "2026-03-30");
  EXPECT_EQ(half_past_eleven(of / 10 / 24), "2026-10-25");
  EXPECT_EQ(half_past_eleven(of / 10 / 25), "2026-10-25");
}

}  // namespace
}  // namespace candour::base
