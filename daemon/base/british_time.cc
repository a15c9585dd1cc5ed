// SPDX-License-Identifier: MPL-2.0

#include "base/british_time.h"

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

}  // namespace candour::base
