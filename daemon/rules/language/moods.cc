// SPDX-License-Identifier: MPL-2.0

#include "rules/language/moods.h"

namespace candour::rules {

namespace {

// What makes "pay" a "pay a visit" stands near it.
constexpr std::size_t idiom_bytes = 120;

}  // namespace

bool is_taken_back(const Thought& thought, const Match& deed, Speech speech,
                   SetName same_words_otherwise, const Phrases& phrases) {
  const auto clause = clause_round(thought.text, deed, phrases);
  return phrases.any("mood.embedded", clause.before) ||
         (speech == Speech::statement && phrases.any("mood.report", clause.whole)) ||
         phrases.any(same_words_otherwise, clause.from_match.substr(0, idiom_bytes));
}

bool awaits_own_decision(const Thought& thought, const Phrases& phrases) {
  return phrases.any("mood.own-decision", thought.wording());
}

}  // namespace candour::rules
