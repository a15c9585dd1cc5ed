// SPDX-License-Identifier: MPL-2.0
//
// Which patterns may match in a text at all, by the words that each needs (pattern_reader.h). A
// text is looked over once for all sets; what is then asked about it costs next to nothing where no
// pattern has the words it needs, as is nearly always so.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "rules/language/letter_automaton.h"
#include "rules/language/letter_counts.h"
#include "rules/language/pattern_reader.h"

namespace candour::rules {

class PhraseFilter {
 public:
  using Set = std::uint32_t;      // from 0 on
  using Pattern = std::uint32_t;  // within its set

  /// What a text has of the words that patterns need.
  struct Words {
    std::vector<LetterAutomaton::Id> runs;  // as often as they stand there
    // Sets of which a pattern may match. They share a bit where there are more: then too much is
    // asked, never too little.
    std::bitset<256> sets;
  };

  /// counts  of such sentences as texts have, to tell rare words by; finished
  explicit PhraseFilter(const LetterCounts& counts) : reader_(counts) {}

  /// Whether the pattern needs any words; one that needs none may match in every text, and is not
  /// among the candidates.
  bool add(Set set, Pattern pattern, std::string_view expanded);
  void compile();

  Words look_over(std::string_view text) const;
  /// The same for a text and for each of its sentences, in order and apart, in one pass.
  Words look_over(std::string_view text, const std::vector<base::Range>& sentences,
                  std::vector<Words>& of_sentences) const;
  /// The patterns of a set whose words all stand in a text, sorted.
  std::vector<Pattern> candidates(Set set, const Words& words) const;

 private:
  /// A pattern, beside a run of its rarest words.
  struct Led {
    Set set;
    Pattern pattern;
    std::uint32_t first, last;  // what else it needs, in `besides_`
  };
  /// Runs of which one must be there.
  struct Need {
    std::vector<LetterAutomaton::Id> runs;
    std::vector<bool> has;  // by run; filled where a pattern has it besides its rarest words
  };

  std::uint32_t need_of(const OneOf& one_of);
  void add(LetterAutomaton::Id run, Words& words) const;
  bool has_all(const Words& words, const Led& led) const;

  PatternReader reader_;
  LetterAutomaton automaton_;
  std::map<OneOf, std::uint32_t> known_needs_;  // until compile()
  std::vector<Need> needs_;
  std::vector<std::uint32_t> besides_;  // in `needs_`
  std::vector<std::vector<Led>> led_;   // by run; by set
  std::vector<std::bitset<256>> sets_;  // by run
};

}  // namespace candour::rules
