// SPDX-License-Identifier: MPL-2.0

#include "base/time_zone.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

using namespace std::chrono;

std::string utc(const char* zone, local_days day, minutes time) {
  return to_string(TimeZone::named(zone)->instant_at(day + time));
}

TEST(TimeZone, KnowsSummerTime) {
  EXPECT_EQ(utc("Europe/London", local_days(2026y / January / 1), 8h), "2026-01-01T08:00:00Z");
  EXPECT_EQ(utc("Europe/London", local_days(2026y / July / 1), 8h), "2026-07-01T07:00:00Z");
  EXPECT_EQ(utc("America/New_York", local_days(2026y / July / 1), 8h), "2026-07-01T12:00:00Z");
}

TEST(TimeZone, TakesAnHourThatIsLeftOutForTheOneAfter) {
  const local_days change(2026y / March / 29);
  EXPECT_EQ(utc("Europe/London", change, 59min), "2026-03-29T00:59:00Z");
  EXPECT_EQ(utc("Europe/London", change, 1h), "2026-03-29T01:00:00Z");
  EXPECT_EQ(utc("Europe/London", change, 1h + 30min), "2026-03-29T01:30:00Z");
  EXPECT_EQ(utc("Europe/London", change, 2h), "2026-03-29T01:00:00Z");
}

TEST(TimeZone, TakesTheFirstOfAnHourThatComesTwice) {
  const local_days change(2026y / October / 25);
  EXPECT_EQ(utc("Europe/London", change, 59min), "2026-10-24T23:59:00Z");
  EXPECT_EQ(utc("Europe/London", change, 1h + 30min), "2026-10-25T00:30:00Z");
  EXPECT_EQ(utc("Europe/London", change, 2h), "2026-10-25T02:00:00Z");
}

TEST(TimeZone, TellsTheClockThere) {
  const auto london = *TimeZone::named("Europe/London");
  const Instant before = sys_days(2026y / October / 25) + 59min + 59s, after = before + 1s;
  EXPECT_EQ(london.offset(before), 60min);
  EXPECT_EQ(london.offset(after), 0min);
  EXPECT_EQ(london.local(before), local_days(2026y / October / 25) + 1h + 59min);
  EXPECT_EQ(london.local(after), local_days(2026y / October / 25) + 1h);
  const Instant long_ago = sys_days(1969y / December / 31) + 23h + 59min + 30s;
  EXPECT_EQ(TimeZone::named("UTC")->local(long_ago),
            local_days(1969y / December / 31) + 23h + 59min);
}

TEST(TimeZone, SaysWhichWasMeant) {
  EXPECT_EQ(TimeZone::named("Europe/Lundon").error().detail,
            "there is no time zone 'Europe/Lundon'; did you mean 'Europe/London'?");
  for (const char* name : {"", "London", "GMT+3:17", "Etc/Unknown", "Europe/London\n", "\xff"})
    EXPECT_FALSE(TimeZone::named(name)) << name;
  for (const char* name : {"UTC", "Europe/London", "Etc/GMT-1", "GB", "Europe/Belfast"})
    EXPECT_TRUE(TimeZone::named(name)) << name;
}

}  // namespace
}  // namespace candour::base
