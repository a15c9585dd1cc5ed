// SPDX-License-Identifier: MPL-2.0
//
// Days and instants. A day is a calendar day without a place; an instant is UTC.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace candour::base {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// What tells the time; tests pass their own.
using Clock = std::function<Instant()>;
Instant now();

/// "2026-07-20" (ISO 8601) or "20/07/2026" (as a British spreadsheet writes it); nothing else.
std::optional<Day> parse_day(std::string_view text);

std::string to_string(Day day);          // "2026-07-20"
std::string to_string(Instant instant);  // "2026-07-20T16:00:51Z"

}  // namespace candour::base
