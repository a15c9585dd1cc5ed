// SPDX-License-Identifier: MPL-2.0
//
// What two texts have word for word in common, told without fingerprints: whether a hit is one.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "reuses.h"

namespace candour::bench {

/// Letters and digits only, small, whatever stands between them.
inline Words plain_words(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) c = std::isalnum(byte) == 0 ? ' ' : static_cast<char>(std::tolower(byte));
  }
  return words_of(plain);
}

/// The most words that stand in both in a row. Takes time with the product of their lengths.
inline Words longest_copied(const Words& one, const Words& other) {
  std::vector<std::size_t> above(other.size() + 1), row(other.size() + 1);
  std::size_t longest = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    for (std::size_t j = 0; j < other.size(); ++j) {
      row[j + 1] = one[i] == other[j] ? above[j] + 1 : 0;
      if (row[j + 1] <= longest) continue;
      longest = row[j + 1];
      end = i + 1;
    }
    std::swap(above, row);
  }
  const auto last = one.begin() + static_cast<std::ptrdiff_t>(end);
  return {last - static_cast<std::ptrdiff_t>(longest), last};
}

}  // namespace candour::bench
