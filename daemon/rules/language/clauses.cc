// SPDX-License-Identifier: MPL-2.0

#include "rules/language/clauses.h"

#include <algorithm>

namespace candour::rules {

namespace {

bool ends_thought(std::string_view plain, std::size_t at) {
  const char c = plain[at];
  if (c != '.' && c != '!' && c != '?' && c != ';') return false;
  return at + 1 == plain.size() || plain[at + 1] == ' ' || plain[at + 1] == '\n';
}

}  // namespace

// A full stop before a blank, since hurried writers begin sentences in lower case.
std::vector<Thought> thoughts_of(std::string_view plain) {
  std::vector<Thought> thoughts;
  for (std::size_t begin = 0; begin < plain.size();) {
    auto end = begin;
    while (end < plain.size() && !ends_thought(plain, end)) ++end;
    const bool asks = end < plain.size() && plain[end] == '?';
    thoughts.push_back({plain.substr(begin, end - begin), begin, asks});
    begin = end + 1;
  }
  return thoughts;
}

Clause clause_round(std::string_view thought, const Match& match, const Phrases& phrases) {
  std::size_t begin = 0;
  while (true) {  // the last break before the match
    const auto head = thought.substr(begin, match.begin - begin);
    std::size_t last = 0;
    for (const auto& found : phrases.find("mood.clause-break", head))
      last = std::max(last, found.end);
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
