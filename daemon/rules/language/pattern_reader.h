// SPDX-License-Identifier: MPL-2.0
//
// What every match of a pattern must hold, in letters (letters.h). Most patterns need words that
// hardly any sentence has; who knows the words of a sentence need not ask RE2 for those patterns.
// This reads RE2's syntax far enough to say so, and says nothing where it does not understand: then
// RE2 is asked.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/letter_counts.h"
#include "rules/language/pattern_piece.h"

namespace candour::rules {

class PatternReader {
 public:
  explicit PatternReader(const LetterCounts& counts) : counts_(counts) {}

  /// What all holds for every match of the pattern, the rarest first; none: nothing is known.
  std::vector<OneOf> needed_by(std::string_view pattern);

 private:
  class Parser;

  const LetterCounts& counts_;
  // Groups, by their text: the same few make up most of all patterns.
  std::map<std::string, PatternPiece::Pointer, std::less<>> known_;
};

}  // namespace candour::rules
