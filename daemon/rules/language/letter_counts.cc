// SPDX-License-Identifier: MPL-2.0

#include "rules/language/letter_counts.h"

#include <algorithm>

#include "rules/language/letters.h"

namespace candour::rules {

void LetterCounts::add_sentence(std::string_view folded) {
  ++sentences_;
  const auto letters = as_letters(folded);
  for (std::size_t begin = 0; begin + 1 < letters.size();) {
    const auto end = letters.find(blank_letter, begin + 1);
    ++words_[letters.substr(begin, end + 1 - begin)];
    begin = end;
  }
}

void LetterCounts::finish() {
  std::vector<std::pair<std::string_view, double>> endings;
  for (const auto& [word, count] : words_)
    for (std::size_t at = 0; at + 1 < word.size(); ++at)
      endings.emplace_back(std::string_view(word).substr(at), count);
  std::sort(endings.begin(), endings.end());
  before_.push_back(0);
  for (const auto& [ending, count] : endings) {
    endings_.push_back(ending);
    before_.push_back(before_.back() + count);
  }
}

double LetterCounts::expected(std::string_view letters) const {
  double rarest = 1;
  for (std::size_t begin = 0; begin < letters.size();) {
    const auto end = std::min(letters.find(blank_letter, begin + 1), letters.size() - 1);
    const auto word = letters.substr(begin, end + 1 - begin);
    if (word != " ") rarest = std::min(rarest, expected_word(word));
    begin = std::max(end, begin + 1);
    if (begin + 1 >= letters.size() && letters.back() == blank_letter) break;
  }
  return rarest;
}

double LetterCounts::expected_word(std::string_view letters) const {
  constexpr double unmet = 0.5;  // letters of which the sample has none
  const auto first = std::lower_bound(endings_.begin(), endings_.end(), letters);
  const auto last = std::partition_point(
      first, endings_.end(), [&](std::string_view ending) { return ending.starts_with(letters); });
  const auto count = before_[static_cast<std::size_t>(last - endings_.begin())] -
                     before_[static_cast<std::size_t>(first - endings_.begin())];
  return (count + unmet) / sentences_;
}

}  // namespace candour::rules
