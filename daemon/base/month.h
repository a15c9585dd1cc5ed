// SPDX-License-Identifier: MPL-2.0
//
// A month of a year, as it is written and as people say it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace candour::base {

using Month = std::chrono::year_month;

/// "2026-10"
std::string to_string(Month month);
/// text  as to_string writes it; nothing for any other form
std::optional<Month> parse_month(std::string_view text);
/// "October 2026"
std::string month_words(Month month);

}  // namespace candour::base
