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

/// "tue, 3 mar 2026 10:12:13 -0600": a date as programs write it into a header (RFC 5322 section
/// 3.3), and nobody by hand. A to Z in lower case.
bool is_date_of_a_program(std::string_view lower);

/// How many bytes at the beginning are date words: "on tue, 3 mar 2026 at 10:12, ". A to Z in lower
/// case. English, Welsh, and what else reaches a council.
std::size_t date_length(std::string_view lower);

/// Where the date begins that ends the text: "jane smith on tue, 3 mar 2026 10:12". Its size where
/// none does.
std::size_t closing_date(std::string_view lower);

/// The text without any of these characters at its end.
std::string_view without_end(std::string_view text, std::string_view characters);

}  // namespace candour::mail
