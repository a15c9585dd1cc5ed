// SPDX-License-Identifier: MPL-2.0
//
// The last 30 days in figures, as a picture and as a table.
#pragma once

#include <map>
#include <vector>

#include "console/markup.h"
#include "stores/review.h"

namespace candour::console {

inline constexpr std::chrono::days month_days{30};

struct Counts {
  std::size_t checked = 0;  // messages
  std::size_t found = 0;    // of them with findings
  std::size_t asked = 0;    // refused with a question
  std::size_t resent = 0, with_reason = 0, held = 0;
  std::size_t unread = 0;     // something of it could not be looked into
  std::size_t unchecked = 0;  // nobody looked at it
};

struct Month {
  Counts whole;
  std::map<base::Day, Counts> days;  // 30 in a row, by the calendar in Britain
};

/// Where its first day begins, at the latest.
base::Instant month_start(base::Instant now);

Month month_of(const std::vector<stores::HourCount>& tallies,
               const std::vector<stores::UncheckedRow>& unchecked, base::Instant now);

Markup month_figures(const Month& month);
Markup month_picture(const Month& month);  // SVG
Markup month_table(const Month& month);

}  // namespace candour::console
