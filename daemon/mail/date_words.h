// SPDX-License-Identifier: MPL-2.0
//
// Dates as mail clients print them above a quote; recognised, not understood.
#pragma once

#include <cstddef>
#include <string_view>

namespace candour::mail {

bool is_digit(char c);
bool has_digit(std::string_view text);

/// "10:12" anywhere in the text.
bool has_clock_time(std::string_view text);

/// How many bytes at the beginning are date words: "on tue, 3 mar 2026 at 10:12, ". English and
/// Welsh, in lower case.
std::size_t date_length(std::string_view lower);

/// The text without any of these characters at its end.
std::string_view without_end(std::string_view text, std::string_view characters);

}  // namespace candour::mail
