// SPDX-License-Identifier: MPL-2.0
//
// When the summary of a month falls due, and of which months it does: pure reckoning with the
// calendar and the clock of the council's place.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/calendar.h"
#include "base/month.h"
#include "base/time_zone.h"

namespace candour::watchers {

using base::Month;

struct SummarySchedule {
  unsigned day = 1;  // of the month after; in a shorter month, its last
  std::chrono::minutes time_of_day = std::chrono::hours(8);
  base::TimeZone zone;
};

base::Instant due_at(const SummarySchedule& schedule, Month month);

/// The last month whose summary has fallen due by then.
Month latest_due(const SummarySchedule& schedule, base::Instant now);

/// The next instant at which a summary falls due, of which month.
std::pair<base::Instant, Month> next_due(const SummarySchedule& schedule, base::Instant now);

/// A year and a month: what is older is not caught up on.
inline constexpr std::chrono::months most_months_at_once{13};

/// Months whose summaries are to be sent now, oldest first; none but the latest
/// most_months_at_once.
///
/// first    the earliest that is ever to be sent
/// settled  those that were sent, or are on their way; in any order
std::vector<Month> months_due(const SummarySchedule& schedule, base::Instant now, Month first,
                              const std::vector<Month>& settled);

}  // namespace candour::watchers
