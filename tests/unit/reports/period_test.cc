// SPDX-License-Identifier: MPL-2.0

#include "reports/period.h"

#include <gtest/gtest.h>

namespace candour::reports {
namespace {

TEST(Period, IsWholeMonthsByTheClockInBritain) {
  const auto october = period_of("2026-10", "2026-10");
  ASSERT_TRUE(october);
  EXPECT_EQ(base::to_string(october->begin()), "2026-09-30T23:00:00Z");  // summer time
  EXPECT_EQ(base::to_string(october->end()), "2026-11-01T00:00:00Z");
  EXPECT_EQ(october->words(), "October 2026");
  EXPECT_EQ(october->name(), "2026-10");
}

TEST(Period, MayCrossAYear) {
  const auto winter = period_of("2025-12", "2026-02");
  ASSERT_TRUE(winter);
  EXPECT_EQ(winter->words(), "December 2025 to February 2026");
  EXPECT_EQ(winter->months().size(), 3u);
  EXPECT_EQ(period_of("2026-04", "2026-06")->words(), "April to June 2026");
}

TEST(Period, TakesMonthsAlone) {
  for (const auto* wrong : {"2026-13", "2026-00", "2026", "October", "2026-1", "2026-10-01", ""})
    EXPECT_FALSE(period_of(wrong, "2026-12")) << wrong;
  EXPECT_NE(period_of("2026-10", "2026-09").error().detail.find("is before"), std::string::npos);
  EXPECT_TRUE(period_of("2024-01", "2026-12"));
  EXPECT_FALSE(period_of("2023-12", "2026-12"));
}

TEST(Period, OfTheTrendIsThirteenMonths) {
  const auto trend = year_and_month_to(*period_of("2026-01", "2026-01"));
  EXPECT_EQ(base::to_string(trend.first), "2025-01");
  EXPECT_EQ(trend.months().size(), 13u);
}

}  // namespace
}  // namespace candour::reports
