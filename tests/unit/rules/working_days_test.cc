// SPDX-License-Identifier: MPL-2.0
//
// The calendars we ship against the rules of the Banking and Financial Dealings Act 1971, and
// counting by them.

#include "rules/working_days.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::rules {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::Monday;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;

const std::filesystem::path calendars = source_folder() + "/policies/calendars";

base::Day on(std::string_view text) {
  return base::parse_day(text).value();
}

/// Easter Sunday in the Gregorian calendar (Butcher's algorithm, Nature, 20 April 1876).
base::Day easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int of_march = h + l - 7 * m + 114;
  return sys_days{year{y} / month(static_cast<unsigned>(of_march / 31)) /
                  day(static_cast<unsigned>(of_march % 31 + 1))};
}

/// The holidays of a year by the Act. A day on a weekend is kept on the next that is free.
std::set<base::Day> by_statute(Region region, int y) {
  const year of{y};
  std::set<base::Day> holidays{easter(y) - days{2}, sys_days{of / 5 / Monday[1]},
                               sys_days{of / 5 / Monday[last]}};
  std::vector<base::Day> fixed{sys_days{of / 1 / 1}, sys_days{of / 12 / 25},
                               sys_days{of / 12 / 26}};
  if (region == Region::scotland) {
    holidays.insert(sys_days{of / 8 / Monday[1]});
    fixed.insert(fixed.begin() + 1, {sys_days{of / 1 / 2}, sys_days{of / 11 / 30}});
  } else {
    holidays.insert(easter(y) + days{1});
    holidays.insert(sys_days{of / 8 / Monday[last]});
  }
  if (region == Region::northern_ireland)
    fixed.insert(fixed.begin() + 1, {sys_days{of / 3 / 17}, sys_days{of / 7 / 12}});
  const auto is_weekend = [](base::Day each) { return weekday{each}.iso_encoding() > 5; };
  for (const auto each : fixed)
    if (!is_weekend(each)) holidays.insert(each);
  for (auto each : fixed) {
    if (!is_weekend(each)) continue;
    while (is_weekend(each) || holidays.contains(each)) each += days{1};
    holidays.insert(each);
  }
  return holidays;
}

/// Proclaimed for one year alone.
std::set<base::Day> proclaimed(Region region) {
  if (region == Region::scotland) return {on("2026-06-15")};  // the World Cup
  return {};
}

class Calendar : public testing::TestWithParam<std::pair<const char*, Region>> {};

TEST_P(Calendar, HoldsTheHolidaysOfTheActFrom2024To2030) {
  const auto region = GetParam().second;
  const auto calendar = WorkingDays::load(calendars, region);
  ASSERT_TRUE(calendar) << calendar.error().detail;
  EXPECT_EQ(base::to_string(calendar->first()), "2024-01-01");
  EXPECT_EQ(base::to_string(calendar->last()), "2030-12-31");
  auto expected = proclaimed(region);
  for (int y = 2024; y <= 2030; ++y) expected.merge(by_statute(region, y));
  EXPECT_EQ(calendar->bank_holidays(), expected);
}

INSTANTIATE_TEST_SUITE_P(Of, Calendar,
                         testing::Values(std::pair{"England", Region::england},
                                         std::pair{"Wales", Region::wales},
                                         std::pair{"Scotland", Region::scotland},
                                         std::pair{"NorthernIreland", Region::northern_ireland}),
                         [](const auto& row) { return row.param.first; });

/// As gov.uk published them.
TEST(Calendar, OfEnglandHasThePublishedDays) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  for (const auto* text : {"2024-03-29", "2024-04-01", "2025-04-18", "2025-05-05", "2026-04-03",
                           "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25",
                           "2026-12-28", "2027-03-29", "2027-12-27", "2027-12-28"})
    EXPECT_TRUE(england.is_bank_holiday(on(text))) << text;
  for (const auto* text : {"2026-01-02", "2026-03-17", "2026-06-15", "2026-08-03", "2026-12-24"})
    EXPECT_EQ(england.is_working_day(on(text)), true) << text;
}

TEST(Calendar, OfTheWholeKingdomHasTheHolidaysOfEachPart) {
  const auto kingdom = WorkingDays::load_united_kingdom(calendars).value();
  for (const auto* text : {"2026-01-02", "2026-03-17", "2026-04-06", "2026-07-13", "2026-08-03",
                           "2026-08-31", "2026-11-30"})
    EXPECT_EQ(kingdom.is_working_day(on(text)), false) << text;
}

TEST(WorkingDays, AreNeitherSaturdayNorSundayNorABankHoliday) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  EXPECT_EQ(england.is_working_day(on("2026-07-18")), false);
  EXPECT_EQ(england.is_working_day(on("2026-07-19")), false);
  EXPECT_EQ(england.is_working_day(on("2026-07-20")), true);
  EXPECT_EQ(england.is_working_day(on("2026-08-31")), false);
}

TEST(WorkingDays, AreCountedFromTheDayAfter) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  EXPECT_EQ(england.after(on("2026-07-17"), 1), on("2026-07-20"));  // a Friday
  EXPECT_EQ(england.after(on("2026-07-18"), 1), on("2026-07-20"));  // the Saturday
  EXPECT_EQ(england.after(on("2026-12-24"), 1), on("2026-12-29"));
  EXPECT_EQ(england.on_or_after(on("2026-07-20")), on("2026-07-20"));
  EXPECT_EQ(england.on_or_after(on("2026-07-19")), on("2026-07-20"));
}

TEST(WorkingDays, AreNotToldBeyondTheYearsOfTheCalendar) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  EXPECT_EQ(england.is_working_day(on("2031-01-06")), std::nullopt);
  EXPECT_EQ(england.is_working_day(on("2023-12-29")), std::nullopt);
  EXPECT_EQ(england.after(on("2030-12-30"), 2), std::nullopt);
  EXPECT_EQ(england.after(on("2023-06-01"), 1), std::nullopt);
}

std::string fault_of(std::string_view yaml) {
  const support::TemporaryFolder folder;
  std::ofstream(folder.path() / "a.yaml") << yaml;
  const auto calendar = WorkingDays::load(folder.path(), Region::england);
  return calendar ? "" : calendar.error().detail;
}

TEST(CalendarFile, IsRefusedWithTheFaultsPlace) {
  EXPECT_EQ(fault_of("regions: [englnd]\nyears: [2024, 2025]\nbank-holidays: {2024-01-01: x}\n"),
            "a.yaml:1:11: unknown region 'englnd'; did you mean 'england'?");
  EXPECT_EQ(fault_of("regions: [england]\nyears: [2024, 2025]\nbank-holidays: {2026-01-01: x}\n"),
            "a.yaml:3:17: a day of these years expected, as 2026-12-28");
  EXPECT_EQ(fault_of("regions: [england]\nyears: [2025, 2024]\nbank-holidays: {}\n"),
            "a.yaml:2:8: two years expected, the first and the last");
  EXPECT_NE(fault_of("regions: [wales]\nyears: [2024, 2025]\nbank-holidays: {}\n").find("no cal"),
            std::string::npos);
  EXPECT_NE(fault_of("regions: [").find("a.yaml:1"), std::string::npos);
}

TEST(CalendarFile, ThatIsMissingIsUnavailable) {
  const auto calendar = WorkingDays::load("/nowhere", Region::england);
  ASSERT_FALSE(calendar);
  EXPECT_EQ(calendar.error().fault, base::Fault::unavailable);
}

TEST(WorkingDays, LeaveOutTheDaysOnWhichACouncilIsClosed) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  const auto council = england.without({on("2026-12-24"), on("2026-12-29")});
  EXPECT_EQ(council.after(on("2026-12-23"), 1), on("2026-12-30"));
  EXPECT_EQ(england.after(on("2026-12-23"), 1), on("2026-12-24"));
}

TEST(WorkingDays, AreCountedBothWays) {
  const auto england = WorkingDays::load(calendars, Region::england).value();
  EXPECT_EQ(england.count(on("2026-07-17"), on("2026-07-20")), 1);
  EXPECT_EQ(england.count(on("2026-07-20"), on("2026-07-17")), -1);
  EXPECT_EQ(england.count(on("2026-07-20"), on("2026-07-20")), 0);
  EXPECT_EQ(england.count(on("2026-12-24"), on("2026-12-29")), 1);
}

}  // namespace
}  // namespace candour::rules
