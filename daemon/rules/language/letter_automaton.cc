// SPDX-License-Identifier: MPL-2.0

#include "rules/language/letter_automaton.h"

#include <utility>

namespace candour::rules {

LetterAutomaton::LetterAutomaton() : states_(1), longest_{none} {}

LetterAutomaton::Id LetterAutomaton::add(std::string_view letters) {
  std::uint32_t state = 0;
  for (const char c : letters) {
    const std::size_t column = columns[static_cast<unsigned char>(c)];
    if (states_[state].next[column] == 0) {
      states_[state].next[column] = static_cast<std::uint32_t>(states_.size());
      states_.emplace_back();
      longest_.push_back(none);
    }
    state = states_[state].next[column];
  }
  auto& id = longest_[state];
  if (id == none) {
    id = static_cast<Id>(shorter_.size());
    shorter_.push_back(none);
  }
  return id;
}

// From the shortest beginnings on: where a letter leads nowhere, it leads where it would from the
// longest ending of this beginning that is a beginning too.
void LetterAutomaton::compile() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{0, 0}};  // a state, and its ending's
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto [state, ending] = open[i];
    for (std::size_t column = 0; column < column_count; ++column) {
      const auto beyond = state == 0 ? 0 : states_[ending].next[column];
      auto& next = states_[state].next[column];
      if (next == 0) {
        next = beyond;
        continue;
      }
      open.emplace_back(next, beyond);
      auto& longest = longest_[next];
      if (longest == none)
        longest = longest_[beyond];
      else
        shorter_[longest] = longest_[beyond];
    }
  }
  for (auto& state : states_)
    for (auto& next : state.next)
      if (longest_[next] != none) next |= ends_run;
}

}  // namespace candour::rules
