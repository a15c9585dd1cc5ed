// SPDX-License-Identifier: MPL-2.0
//
// Small ASCII text functions that every folder needs. What must know Unicode is in unicode.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::base {

/// Without leading and trailing blanks, tabs, CR and LF.
std::string_view trim(std::string_view text);

/// Trimmed, and every run of blanks and line ends one blank.
std::string in_one_line(std::string_view text);

/// A to Z in lower case; all other bytes as they are.
std::string lower_ascii(std::string_view text);

/// Equal but for the case of A to Z.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// The fields between separators, untrimmed; one empty field for empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& words, std::string_view separator);

/// A list as prose: "A", "A and B", "A, B and C".
std::string join_as_prose(const std::vector<std::string>& words);

/// Outside text made safe for one log line or one terminal line: in double quotes, control
/// characters and quotes escaped, cut at `limit` bytes.
std::string quoted(std::string_view text, std::size_t limit = 200);

/// The candidate nearest to a misspelt word (edit distance of at most a third of its length),
/// or an empty view where nothing is close.
std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace candour::base
