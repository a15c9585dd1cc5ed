// SPDX-License-Identifier: MPL-2.0
//
// The clock in Britain, where summer time is an hour ahead of UTC from the last Sunday of March to
// that of October (the Summer Time Order 2002).
#pragma once

#include <chrono>
#include <string>

#include "base/calendar.h"

namespace candour::base {

/// How far British clocks are ahead of UTC, by the clock there.
std::chrono::minutes british_offset(std::chrono::sys_time<std::chrono::minutes> local);

/// "20 July 2026 at 17:00", by the clock there.
std::string british_moment(Instant instant);

/// The day that it is in Britain.
Day british_day(Instant instant);

}  // namespace candour::base
