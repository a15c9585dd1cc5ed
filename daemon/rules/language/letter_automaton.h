// SPDX-License-Identifier: MPL-2.0
//
// Finds many runs of letters (letters.h) in one pass over a text: the automaton of Aho and Corasick
// (1975), each step written out.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "rules/language/letters.h"

namespace candour::rules {

class LetterAutomaton {
 public:
  using Id = std::uint32_t;  // of a run, from 0 on

  LetterAutomaton();

  /// A run's number; the same for the same run.
  Id add(std::string_view letters);
  /// Once all runs are known.
  void compile();
  std::size_t size() const { return shorter_.size(); }

  /// Calls found(id, at) wherever a run ends in a text, as often as it stands there; `at` is the
  /// place of its last letter, or, where that is a blank, of the byte behind the word.
  template <class Found>
  void scan(std::string_view text, const Found& found) const {
    const auto* const states = states_.data();
    std::uint32_t state = 0;
    const auto step = [&](std::size_t column, std::size_t at) {
      state = states[state & ~ends_run].next[column];
      if ((state & ends_run) == 0) return;
      for (auto id = longest_[state & ~ends_run]; id != none; id = shorter_[id]) found(id, at);
    };
    step(blank_column, 0);
    std::size_t before = blank_column;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t column = columns[static_cast<unsigned char>(text[at])];
      if (column == blank_column && before == blank_column) continue;
      step(column, at);
      before = column;
    }
    if (before != blank_column) step(blank_column, text.size());
  }

 private:
  static constexpr Id none = std::numeric_limits<Id>::max();
  static constexpr std::size_t blank_column = 0;
  static constexpr std::size_t column_count = 29;  // the blank, a to z, 0 and _

  /// Which beginning of a run a text ends with: where each next letter leads.
  struct State {
    std::array<std::uint32_t, column_count> next{};  // 0: nowhere, until compile()
  };
  // Marks a state at which a run ends; set by compile().
  static constexpr std::uint32_t ends_run = 1u << 31;

  static constexpr auto columns = [] {
    std::array<std::uint8_t, 256> columns_by_byte{};
    for (std::size_t byte = 0; byte < columns_by_byte.size(); ++byte) {
      const char letter = letters::by_byte[byte];
      std::size_t column = 28;  // '_'
      if (letter == blank_letter)
        column = blank_column;
      else if (letter == '0')
        column = 27;
      else if (letter != '_')
        column = static_cast<std::size_t>(letter - 'a') + 1;
      columns_by_byte[byte] = static_cast<std::uint8_t>(column);
    }
    return columns_by_byte;
  }();

  std::vector<State> states_;
  std::vector<Id> longest_;  // by state: run that ends there
  std::vector<Id> shorter_;  // by run: the longest other one that it ends with
};

}  // namespace candour::rules
