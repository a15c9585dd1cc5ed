// SPDX-License-Identifier: MPL-2.0

#include "app/retention.h"

#include <gtest/gtest.h>

namespace candour::app {
namespace {

TEST(Retention, CountsMonthsByTheCalendar) {
  const auto from = [](const char* today, int months) {
    return base::to_string(kept_from(*base::parse_day(today), std::chrono::months(months)));
  };
  EXPECT_EQ(from("2026-11-23", 24), "2024-11-23");
  EXPECT_EQ(from("2026-03-31", 1), "2026-02-28");
  EXPECT_EQ(from("2024-03-31", 1), "2024-02-29");
  EXPECT_EQ(from("2024-02-29", 12), "2023-02-28");
  EXPECT_EQ(from("2026-01-15", 1), "2025-12-15");
}

}  // namespace
}  // namespace candour::app
