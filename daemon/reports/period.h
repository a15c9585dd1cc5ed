// SPDX-License-Identifier: MPL-2.0
//
// What a summary is about: whole months by the calendar and the clock in Britain.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/month.h"
#include "base/result.h"

namespace candour::reports {

using base::Month;

struct Period {
  Month first, last;  // inclusive

  /// The first month's first moment in Britain, and that of the month behind the last.
  base::Instant begin() const;
  base::Instant end() const;
  std::vector<Month> months() const;
  /// "October 2026", "April to June 2026", "December 2025 to February 2026"
  std::string words() const;
  /// "2026-10", "2026-04 to 2026-06"
  std::string name() const;
};

/// first, last  "2026-10"
/// Errors       malformed: not a month, the last before the first, or more than `most_months`
base::Result<Period> period_of(std::string_view first, std::string_view last);
inline constexpr int most_months = 36;

/// The thirteen months that end with the period's last.
Period year_and_month_to(const Period& period);

}  // namespace candour::reports
