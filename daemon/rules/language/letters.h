// SPDX-License-Identifier: MPL-2.0
//
// Text as the filter before RE2 sees it: only what tells words apart. The letters a to z, every
// digit as 0, the underscore, and one blank for any run of whatever else stands between words;
// so that "in  the\nChair's 25 chairs" is " in the chair s 00 chairs ". These words are RE2's \w,
// and a blank stands wherever its \b may match.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace candour::rules {

inline constexpr char blank_letter = ' ';

namespace letters {

consteval std::array<char, 256> table() {
  std::array<char, 256> table{};
  table.fill(blank_letter);
  for (std::size_t c = 0; c < 26; ++c) table['a' + c] = table['A' + c] = static_cast<char>('a' + c);
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = '0';
  table['_'] = '_';
  return table;
}

inline constexpr auto by_byte = table();

}  // namespace letters

/// The letter that a byte of a text stands for.
constexpr char letter_of(char c) {
  return letters::by_byte[static_cast<unsigned char>(c)];
}

/// Adds letters behind others: two blanks that meet are one.
inline void append_letters(std::string& letters, std::string_view more) {
  if (!letters.empty() && letters.back() == blank_letter && more.starts_with(blank_letter))
    more.remove_prefix(1);
  letters += more;
}

/// A text in letters, a blank at either end.
inline std::string as_letters(std::string_view text) {
  std::string letters(1, blank_letter);
  for (const char c : text) {
    const char letter = letter_of(c);
    append_letters(letters, {&letter, 1});
  }
  append_letters(letters, {&blank_letter, 1});
  return letters;
}

}  // namespace candour::rules
