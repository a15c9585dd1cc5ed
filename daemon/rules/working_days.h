// SPDX-License-Identifier: MPL-2.0
//
// Working days and bank holidays. The holidays are read from policies/calendars/*.yaml, so that an
// admin can read them and an update can add a proclaimed one:
//
//   regions: [england, wales]
//   source: Banking and Financial Dealings Act 1971, …
//   years: [2024, 2030]            first and last, both whole
//   bank-holidays:
//     2024-01-01: New Year's Day
//
// Good Friday and Christmas Day are listed with them, though they are holidays by common law.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::rules {

enum class Region { england, wales, scotland, northern_ireland };

std::optional<Region> region_named(std::string_view name);  // "northern-ireland"
std::vector<std::string_view> region_names();

/// Which days somebody works: none is a Saturday, a Sunday or a bank holiday.
class WorkingDays {
 public:
  /// first, last  the days that the holidays are known for; beyond them nothing is told
  WorkingDays(std::set<base::Day> holidays, base::Day first, base::Day last)
      : holidays_(std::move(holidays)), first_(first), last_(last) {}

  /// The working days of one part of the United Kingdom.
  ///
  /// folder   policies/calendars
  /// Errors   malformed: "england-and-wales.yaml:7:3: …", or no file is for the region
  ///          unavailable: a file cannot be read
  static base::Result<WorkingDays> load(const std::filesystem::path& folder, Region region);
  /// Days that are bank holidays in no part of it, by which requests for information are counted
  /// (Freedom of Information Act 2000 section 10(6)).
  static base::Result<WorkingDays> load_united_kingdom(const std::filesystem::path& folder);

  /// The same with further days off.
  WorkingDays without(const std::set<base::Day>& closed) const;

  bool is_bank_holiday(base::Day day) const { return holidays_.contains(day); }
  /// Nothing beyond the years that the calendar knows.
  std::optional<bool> is_working_day(base::Day day) const;
  /// The count-th working day after a day that need not be one itself; 1 is the next.
  std::optional<base::Day> after(base::Day day, int count) const;
  /// The day itself, or else the next working day.
  std::optional<base::Day> on_or_after(base::Day day) const;
  /// How many there are after a day up to another, that one included; negative where the other went
  /// before.
  int count(base::Day after, base::Day up_to) const;

  const std::set<base::Day>& bank_holidays() const { return holidays_; }
  base::Day first() const { return first_; }
  base::Day last() const { return last_; }

 private:
  std::set<base::Day> holidays_;
  base::Day first_, last_;
};

}  // namespace candour::rules
