// SPDX-License-Identifier: MPL-2.0

#include "base/british_time.h"

#include <cstdio>

namespace candour::base {

using namespace std::chrono;

minutes british_offset(sys_time<minutes> local) {
  const auto of = year_month_day(floor<days>(local)).year();
  const auto starts = sys_days(of / March / Sunday[last]) + hours(1);
  const auto ends = sys_days(of / October / Sunday[last]) + hours(2);
  return local >= starts && local < ends ? hours(1) : hours(0);
}

Day british_day(Instant instant) {
  // Taking UTC for the clock there is wrong for an hour at the changes, in which no day begins.
  const auto utc = floor<minutes>(instant);
  return floor<days>(utc + british_offset(utc));
}

std::string british_moment(Instant instant) {
  static constexpr const char* months[] = {"January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December"};
  const auto utc = std::chrono::floor<std::chrono::minutes>(instant);
  const auto summer = utc + std::chrono::hours(1);
  const auto local = british_offset(summer).count() > 0 ? summer : utc;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{local - day};
  char text[64];
  std::snprintf(text, sizeof text, "%u %s %d at %02d:%02d", static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
  return text;
}

}  // namespace candour::base
