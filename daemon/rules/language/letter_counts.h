// SPDX-License-Identifier: MPL-2.0
//
// How often letters stand in sentences, by a sample of them: what is rare tells patterns apart.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace candour::rules {

class LetterCounts {
 public:
  /// Counts each word of a sentence; before any question.
  void add_sentence(std::string_view folded);
  void finish();

  /// How often these letters (letters.h) may be expected in a sentence: as often as the rarest of
  /// their words, or of their pieces of words.
  double expected(std::string_view letters) const;

 private:
  double expected_word(std::string_view letters) const;

  double sentences_ = 100;  // a few to begin with, that have none of the words
  std::map<std::string, double, std::less<>> words_;  // with a blank at either end
  std::vector<std::string_view> endings_;             // of the words, all lengths, sorted
  std::vector<double> before_;  // how often those before the ending of this number were met
};

}  // namespace candour::rules
