// SPDX-License-Identifier: MPL-2.0

#include "rules/language/marked_words.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace candour::rules {

namespace {

// No pattern has it; as long as what it covers, so that places stay where they are.
constexpr char blot = '\x1f';
// A mail that says so much needs rewriting, not a longer list.
constexpr std::size_t most_places = 32;

void blot_out(std::string& text, const std::vector<Match>& matches) {
  for (const auto& match : matches)
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(match.begin),
              text.begin() + static_cast<std::ptrdiff_t>(match.end), blot);
}

// Blanks and marks that a pattern needs around the words are no part of them.
base::Range trimmed(std::string_view text, base::Range range) {
  static constexpr std::string_view edges = " \n.,;:!?()-";
  while (range.begin < range.end && edges.find(text[range.begin]) != edges.npos) ++range.begin;
  while (range.begin < range.end && edges.find(text[range.end - 1]) != edges.npos) --range.end;
  return range;
}

std::string without_extra_blanks(std::string_view text) {
  std::string words;
  for (const char c : base::folded(text)) {
    const bool blank = c == ' ' || c == '\n';
    if (blank && (words.empty() || words.back() == ' ')) continue;
    words += blank ? ' ' : c;
  }
  return words;
}

}  // namespace

PlainSentence words_of(const ReadText& read, base::Range range) {
  PlainSentence words;
  words.text = read.folded_text(range);
  words.origins.reserve(words.text.size());
  for (auto at = range.begin; at < range.end; ++at) words.origins.push_back({at, at + 1});
  return words;
}

void put_mark(PlainSentence& words, base::Range range, std::string_view mark) {
  if (range.begin >= range.end) return;
  const auto origin = words.origin(range.begin, range.end);
  words.text.replace(range.begin, range.end - range.begin, mark);
  const auto first = words.origins.begin() + static_cast<std::ptrdiff_t>(range.begin);
  const auto next =
      words.origins.erase(first, first + static_cast<std::ptrdiff_t>(range.end - range.begin));
  words.origins.insert(next, mark.size(), origin);
}

void take_out(PlainSentence& words, SetName set, const Phrases& phrases) {
  // A pattern's first match hides its next. Each round takes out one byte at least.
  for (auto found = phrases.find(set, words.text); !found.empty();
       found = phrases.find(set, words.text))
    blot_out(words.text, found);
}

std::vector<base::Range> places_of(std::string_view text, const std::vector<SetName>& sets,
                                   const Phrases& phrases) {
  std::vector<base::Range> places;
  for (const auto set : sets) {
    std::string rest(text);
    for (auto found = phrases.find(set, rest); !found.empty() && places.size() < most_places;
         found = phrases.find(set, rest)) {
      for (const auto& match : found) places.push_back(trimmed(text, {match.begin, match.end}));
      blot_out(rest, found);
    }
  }
  std::sort(places.begin(), places.end(),
            [](const base::Range& a, const base::Range& b) { return a.begin < b.begin; });
  std::vector<base::Range> apart;
  for (const auto& place : places) {
    if (!apart.empty() && place.begin <= apart.back().end)
      apart.back().end = std::max(apart.back().end, place.end);
    else
      apart.push_back(place);
  }
  return apart;
}

void Places::add(Evidence evidence) {
  if (places_.size() >= most_places) return;
  auto words = without_extra_blanks(evidence.text);
  if (std::find(known_.begin(), known_.end(), words) != known_.end()) return;
  known_.push_back(std::move(words));
  places_.push_back(std::move(evidence));
}

std::vector<Evidence> Places::take() {
  std::stable_sort(places_.begin(), places_.end(), [](const Evidence& a, const Evidence& b) {
    return std::tie(a.part, a.offset) < std::tie(b.part, b.offset);
  });
  return std::move(places_);
}

std::string in_quotes(const std::vector<Evidence>& places) {
  std::vector<std::string> quoted;
  quoted.reserve(places.size());
  for (const auto& place : places) quoted.push_back('"' + place.text + '"');
  return base::join_as_prose(quoted);
}

std::string known_by(const std::vector<Evidence>& clues) {
  if (clues.empty()) return {};
  return " No phrase that Candour knows says so by itself; it goes by the sentences it has learned "
         "from, and here by the words " +
         in_quotes(clues) + ".";
}

}  // namespace candour::rules
