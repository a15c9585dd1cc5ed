// SPDX-License-Identifier: MPL-2.0

#include "watchers/summary_schedule.h"

#include <gtest/gtest.h>

namespace candour::watchers {
namespace {

using namespace std::chrono;

SummarySchedule schedule(unsigned of_month = 1, minutes time = 8h,
                         const char* zone = "Europe/London") {
  return {of_month, time, *base::TimeZone::named(zone)};
}

base::Instant at(sys_days day, minutes time) {
  return day + time;
}

std::string due(const SummarySchedule& when, Month month) {
  return base::to_string(due_at(when, month));
}

std::vector<std::string> names(const std::vector<Month>& months) {
  std::vector<std::string> names;
  for (const auto month : months) names.push_back(base::to_string(month));
  return names;
}

TEST(SummarySchedule, FallsDueOnTheFirstOfTheMonthAfterByTheClockThere) {
  EXPECT_EQ(due(schedule(), 2026y / October), "2026-11-01T08:00:00Z");
  EXPECT_EQ(due(schedule(), 2026y / June), "2026-07-01T07:00:00Z");
  EXPECT_EQ(due(schedule(), 2026y / December), "2027-01-01T08:00:00Z");
}

TEST(SummarySchedule, TakesTheLastDayOfAShorterMonth) {
  EXPECT_EQ(due(schedule(31), 2026y / January), "2026-02-28T08:00:00Z");
  EXPECT_EQ(due(schedule(31), 2028y / January), "2028-02-29T08:00:00Z");
  EXPECT_EQ(due(schedule(31), 2026y / March), "2026-04-30T07:00:00Z");
  EXPECT_EQ(due(schedule(31), 2026y / November), "2026-12-31T08:00:00Z");
  EXPECT_EQ(due(schedule(30), 2026y / January), "2026-02-28T08:00:00Z");
}

TEST(SummarySchedule, FallsDueOnceWhereAnHourDoesNotExistOrExistsTwice) {
  EXPECT_EQ(due(schedule(29, 90min), 2026y / February), "2026-03-29T01:30:00Z");
  const auto twice = schedule(25, 90min);
  EXPECT_EQ(due(twice, 2026y / September), "2026-10-25T00:30:00Z");
  const sys_days day(2026y / October / 25);
  EXPECT_EQ(latest_due(twice, at(day, 29min)), 2026y / August);
  EXPECT_EQ(latest_due(twice, at(day, 30min)), 2026y / September);
  EXPECT_EQ(latest_due(twice, at(day, 90min)), 2026y / September);
}

TEST(SummarySchedule, LooksAtTheDateOfItsPlaceWhereUtcHasAnother) {
  // 1 July, 00:30 in London is 30 June, 23:30 UTC; 1 July in Kiritimati begins 14 hours early.
  const auto midnight = schedule(1, 0min);
  EXPECT_EQ(due(midnight, 2026y / June), "2026-06-30T23:00:00Z");
  EXPECT_EQ(latest_due(midnight, at(sys_days(2026y / June / 30), 23h)), 2026y / June);
  EXPECT_EQ(latest_due(midnight, at(sys_days(2026y / June / 30), 22h + 59min)), 2026y / May);
  const auto early = schedule(1, 8h, "Pacific/Kiritimati");
  EXPECT_EQ(due(early, 2026y / June), "2026-06-30T18:00:00Z");
  EXPECT_EQ(latest_due(early, at(sys_days(2026y / June / 30), 18h)), 2026y / June);
  const auto late = schedule(31, 23h + 59min, "Pacific/Pago_Pago");
  EXPECT_EQ(due(late, 2026y / April), "2026-06-01T10:59:00Z");
  EXPECT_EQ(latest_due(late, at(sys_days(2026y / June / 1), 10h)), 2026y / March);
  EXPECT_EQ(latest_due(late, at(sys_days(2026y / June / 1), 11h)), 2026y / April);
}

TEST(SummarySchedule, IsDueFromItsMinuteOn) {
  const sys_days first(2026y / November / 1);
  EXPECT_EQ(latest_due(schedule(), at(first, 7h + 59min)), 2026y / September);
  EXPECT_EQ(latest_due(schedule(), at(first, 8h)), 2026y / October);
  EXPECT_EQ(next_due(schedule(), at(first, 7h)).second, 2026y / October);
  const auto [instant, month] = next_due(schedule(), at(first, 8h));
  EXPECT_EQ(base::to_string(instant), "2026-12-01T08:00:00Z");
  EXPECT_EQ(month, 2026y / November);
}

TEST(SummarySchedule, AgreesWithItselfAtEveryHourOfManyYears) {
  for (const unsigned of_month : {1u, 15u, 28u, 31u})
    for (const char* zone : {"Europe/London", "UTC", "Pacific/Apia"}) {
      const auto when = schedule(of_month, 90min, zone);
      Month known = latest_due(when, sys_days(2025y / January / 1));
      for (base::Instant now = sys_days(2025y / January / 1); now < sys_days(2029y / January / 1);
           now += 1h) {
        const auto latest = latest_due(when, now);
        ASSERT_LE(due_at(when, latest), now);
        ASSERT_GT(due_at(when, latest + months(1)), now);
        ASSERT_TRUE(latest == known || latest == known + months(1)) << base::to_string(now);
        known = latest;
      }
    }
}

TEST(SummarySchedule, CatchesUpOnWhatWasMissed) {
  const auto now = at(sys_days(2027y / February / 10), 9h);
  EXPECT_EQ(names(months_due(schedule(), now, 2026y / October, {2026y / October})),
            (std::vector<std::string>{"2026-11", "2026-12", "2027-01"}));
  EXPECT_EQ(names(months_due(schedule(), now, 2026y / October,
                             {2026y / October, 2027y / January, 2026y / December})),
            (std::vector<std::string>{"2026-11"}));
}

TEST(SummarySchedule, HasNothingDueBeforeTheFirstOrWhereTheClockWasSetBack) {
  const auto now = at(sys_days(2026y / November / 23), 9h);
  EXPECT_TRUE(months_due(schedule(), now, 2026y / November, {}).empty());
  EXPECT_TRUE(months_due(schedule(), now - days(60), 2026y / October, {2026y / October}).empty());
  EXPECT_TRUE(
      months_due(schedule(), now, 2026y / September, {2026y / October, 2026y / September}).empty());
}

TEST(SummarySchedule, CatchesUpOnAYearAndAMonthAtMost) {
  const auto due = months_due(schedule(), at(sys_days(2036y / May / 2), 9h), 2026y / October, {});
  ASSERT_EQ(due.size(), 13u);
  EXPECT_EQ(due.front(), 2035y / April);
  EXPECT_EQ(due.back(), 2036y / April);
}

}  // namespace
}  // namespace candour::watchers
