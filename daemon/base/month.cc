// SPDX-License-Identifier: MPL-2.0

#include "base/month.h"

#include "base/calendar.h"
#include "base/english.h"

namespace candour::base {

std::string to_string(Month month) {
  return to_string(Day{month / 1}).substr(0, 7);
}

std::optional<Month> parse_month(std::string_view text) {
  const auto day = text.size() == 7 ? parse_day(std::string(text) + "-01") : std::nullopt;
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{*day};
  return Month{date.year(), date.month()};
}

std::string month_words(Month month) {
  return std::string(month_name(static_cast<unsigned>(month.month()))) + " " +
         std::to_string(static_cast<int>(month.year()));
}

}  // namespace candour::base
