// SPDX-License-Identifier: MPL-2.0
//
// Numbers and days as people in Britain write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace candour::base {

/// "12,345"
std::string with_commas(std::uint64_t number);
/// "1 message", "2 messages"
std::string counted(std::uint64_t number, std::string_view one, std::string_view several);
/// "October", of 1 to 12.
std::string_view month_name(unsigned month);
/// "23 November 2026"
std::string day_words(Day day);

}  // namespace candour::base
