// SPDX-License-Identifier: MPL-2.0
//
// A sentence cut finer: into thoughts, as hurried writers string them together, and the clause
// round a place in one.
#pragma once

#include <string_view>
#include <vector>

#include "rules/language/phrases.h"

namespace candour::rules {

/// One thought of a sentence that runs on: "ok thats agreed. start monday".
struct Thought {
  std::string_view text;
  std::size_t begin = 0;  // bytes into the plain sentence
  bool asks = false;
  PhraseFilter::Words words{};

  Wording wording() const { return {text, words}; }
};

/// Not yet looked over for phrases.
std::vector<Thought> thoughts_of(std::string_view plain);

struct Clause {
  std::string_view before;  // … the match
  std::string_view whole;
  std::string_view from_match;  // … to the end of the thought
};

Clause clause_round(std::string_view thought, const Match& match, const Phrases& phrases);

}  // namespace candour::rules
