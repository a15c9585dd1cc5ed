// SPDX-License-Identifier: MPL-2.0
//
// The roster's columns, and what is no roster at all.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace candour::people {

inline constexpr std::array<std::string_view, 7> roster_columns{
    "name", "role", "emails", "group", "committees", "term_start", "term_end"};

/// A column's name as people type it: "Term start" is term_start.
std::string roster_column(std::string_view header);

/// Why the bytes of a file cannot be a roster, and what to do; nothing where they may be.
std::optional<std::string> why_no_roster(std::string_view csv);

}  // namespace candour::people
