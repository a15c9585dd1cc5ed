// SPDX-License-Identifier: MPL-2.0

#include "base/calendar.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

TEST(ParseDay, ReadsIsoAndBritishDates) {
  const Day day{std::chrono::year{2026} / 7 / 20};
  EXPECT_EQ(parse_day("2026-07-20"), day);
  EXPECT_EQ(parse_day("20/07/2026"), day);
}

TEST(ParseDay, RejectsWhatIsNoDay) {
  for (const auto* text : {"", "2026-02-30", "2026-7-20", "20.07.2026", "+026-07-20", "07/20/2026"})
    EXPECT_FALSE(parse_day(text)) << text;
}

TEST(ToString, WritesAnInstantInUtc) {
  const Instant instant{std::chrono::milliseconds{1'784'563'251'000}};
  EXPECT_EQ(to_string(instant), "2026-07-20T16:00:51Z");
}

}  // namespace
}  // namespace candour::base
