// SPDX-License-Identifier: MPL-2.0

#include "rules/language/clauses.h"

#include <algorithm>

namespace candour::rules {

namespace {

constexpr std::size_t longest_agent = 12;  // bytes: "the council "

bool ends_thought(std::string_view plain, std::size_t at) {
  const char c = plain[at];
  if (c != '.' && c != '!' && c != '?' && c != ';') return false;
  return at + 1 == plain.size() || plain[at + 1] == ' ' || plain[at + 1] == '\n';
}

// Where the next clause opens: behind a break's mark, with the words that made it one (", i
// think").
std::size_t opening_of(std::string_view text, const Match& found) {
  const bool comma = text[found.begin] == ',' && found.begin + 1 < found.end;
  return found.begin + (comma ? 2 : 1);
}

}  // namespace

// A full stop before a blank, since hurried writers begin sentences in lower case.
std::vector<Thought> thoughts_of(std::string_view plain) {
  std::vector<Thought> thoughts;
  for (std::size_t begin = 0; begin < plain.size();) {
    auto end = begin;
    while (end < plain.size() && !ends_thought(plain, end)) ++end;
    const bool asks = end < plain.size() && plain[end] == '?';
    const auto text = plain.substr(begin, end - begin);
    thoughts.push_back({text, begin, asks});
    begin = end + 1;
  }
  return thoughts;
}

Clause clause_round(std::string_view thought, const Match& match, const Phrases& phrases) {
  std::size_t begin = 0;
  while (true) {  // the last break before the match
    // "…, and the council accepts": who acts is part of the break, and of the match.
    const auto reach = std::min(match.end, match.begin + longest_agent);
    const auto head = thought.substr(begin, reach - begin);
    std::size_t last = 0;
    for (const auto& found : phrases.find("mood.clause-break", head)) {
      const bool overlaps = begin + found.end > match.begin;
      const auto opening = opening_of(head, found);
      if (begin + opening <= match.begin &&
          (!overlaps || head.substr(found.begin).starts_with(", and ")))
        last = std::max(last, opening);
    }
    if (last == 0) break;
    begin += last;
  }
  const auto tail = thought.substr(match.end);
  std::size_t end = thought.size();
  for (const auto& found : phrases.find("mood.clause-break", tail))
    end = std::min(end, match.end + found.begin);
  return {thought.substr(begin, match.begin - begin), thought.substr(begin, end - begin),
          thought.substr(match.begin)};
}

}  // namespace candour::rules
