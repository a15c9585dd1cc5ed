// SPDX-License-Identifier: MPL-2.0
//
// Pieces behind one another that can stand for few strings grow together. A word is known whole
// where what stands beside it is no part of it.

#include "rules/language/pattern_piece.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "rules/language/letters.h"

namespace candour::rules {

namespace {

constexpr std::size_t most_strings = 8;         // of pieces that grow together
constexpr std::size_t most_alternatives = 400;  // that stand for one another
constexpr std::size_t most_repeats = 16;        // that are written out
constexpr std::size_t longest_one_of = 600;     // runs; past it hardly a text has none of them
constexpr std::size_t longest_run = 12;         // letters; a longer one tells no more
constexpr std::size_t shortest_run = 2;
constexpr std::size_t most_needed = 4;  // of a pattern; more cost more than they spare
constexpr double telling = 0.2;         // expected in a sentence, of what is needed besides
constexpr double too_often = 0.6;       // expected in a sentence

using Side = PatternPiece::Side;
using Strings = std::vector<std::string>;

unsigned side_of(char letter) {
  return letter == blank_letter ? Side::apart : Side::word;
}

template <class Range>
void sort_once_each(Range& range) {
  std::sort(range.begin(), range.end());
  range.erase(std::unique(range.begin(), range.end()), range.end());
}

bool parts_words(unsigned beside) {
  return (beside & (Side::unknown | Side::word)) == 0;
}

/// A string between what may stand beside it; nothing where it says too little.
std::optional<std::string> run_of(std::string_view string, unsigned before, unsigned behind) {
  std::string run;
  if (parts_words(before)) run += blank_letter;
  append_letters(run, string);
  if (parts_words(behind)) append_letters(run, {&blank_letter, 1});
  if (run.size() > longest_run) run.resize(longest_run);
  const auto blanks = std::count(run.begin(), run.end(), blank_letter);
  if (run.size() - static_cast<std::size_t>(blanks) < shortest_run) return std::nullopt;
  return run;
}

std::optional<OneOf> one_of(const Strings& strings, unsigned before, unsigned behind) {
  OneOf runs;
  runs.reserve(strings.size());
  for (const auto& string : strings) {
    auto run = run_of(string, before, behind);
    if (!run) return std::nullopt;
    runs.push_back(std::move(*run));
  }
  sort_once_each(runs);
  return runs;
}

double expected(const OneOf& one_of, const LetterCounts& counts) {
  double sum = 0;
  for (const auto& run : one_of) sum += counts.expected(run);
  return sum;
}

/// The rarest few, each once, without those that nearly every sentence fulfils.
std::vector<OneOf> rarest(std::vector<OneOf> needed, const LetterCounts& counts) {
  sort_once_each(needed);
  std::vector<std::pair<double, OneOf>> ranked;
  for (auto& one_of : needed) {
    if (one_of.size() > longest_one_of) continue;
    if (const auto often = expected(one_of, counts); often < too_often)
      ranked.emplace_back(often, std::move(one_of));
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > most_needed) ranked.resize(most_needed);
  while (ranked.size() > 1 && ranked.back().first > telling) ranked.pop_back();
  needed.clear();
  for (auto& [often, one_of] : ranked) needed.push_back(std::move(one_of));
  return needed;
}

/// What stands beside a place: of pieces that may be empty, what stands beyond them as well.
void look_past(unsigned piece, unsigned& beside) {
  beside = (piece & Side::unknown) != 0 ? beside | (piece & ~unsigned{Side::unknown}) : piece;
}

}  // namespace

PatternPiece::Pointer PatternPiece::of(Strings strings) {
  auto piece = std::make_shared<PatternPiece>();
  piece->kind = Kind::strings;
  sort_once_each(strings);
  piece->strings = std::move(strings);
  piece->first = piece->last = 0;
  for (const auto& string : piece->strings) {
    piece->first |= string.empty() ? unsigned{unknown} : side_of(string.front());
    piece->last |= string.empty() ? unsigned{unknown} : side_of(string.back());
  }
  return piece;
}

PatternPiece::Pointer PatternPiece::anything(unsigned sides) {
  auto piece = std::make_shared<PatternPiece>();
  piece->first = piece->last = sides;
  return piece;
}

// Neighbours whose strings are few grow together.
PatternPiece::Pointer PatternPiece::sequence(std::vector<Pointer> parts) {
  std::vector<Pointer> grown;
  for (auto& part : parts) {
    const bool grows = !grown.empty() && grown.back()->is_exact() && part->is_exact() &&
                       grown.back()->strings.size() * part->strings.size() <= most_strings;
    if (!grows) {
      grown.push_back(std::move(part));
      continue;
    }
    Strings strings;
    for (const auto& head : grown.back()->strings)
      for (const auto& tail : part->strings) append_letters(strings.emplace_back(head), tail);
    grown.back() = of(std::move(strings));
  }
  if (grown.empty()) return of({""});
  if (grown.size() == 1) return grown.front();
  auto piece = std::make_shared<PatternPiece>();
  piece->kind = Kind::sequence;
  for (auto part = grown.rbegin(); part != grown.rend(); ++part)
    look_past((*part)->first, piece->first);
  for (const auto& part : grown) look_past(part->last, piece->last);
  piece->parts = std::move(grown);
  return piece;
}

PatternPiece::Pointer PatternPiece::choice(std::vector<Pointer> parts) {
  if (parts.size() == 1) return parts.front();
  Strings strings;
  auto piece = std::make_shared<PatternPiece>();
  piece->kind = Kind::choice;
  piece->first = piece->last = 0;
  bool exact = true;
  for (const auto& part : parts) {
    piece->first |= part->first;
    piece->last |= part->last;
    exact = exact && part->is_exact();
    strings.insert(strings.end(), part->strings.begin(), part->strings.end());
  }
  if (exact && strings.size() <= most_alternatives) return of(std::move(strings));
  piece->parts = std::move(parts);
  return piece;
}

PatternPiece::Pointer PatternPiece::repeated(Pointer part, std::size_t least, std::size_t most) {
  if (least == 1 && most == 1) return part;
  const bool blanks =
      part->is_exact() && std::all_of(part->strings.begin(), part->strings.end(),
                                      [](const auto& string) { return string == " "; });
  // Any number of blanks parts words as one does.
  if (blanks) return of(least == 0 ? Strings{"", " "} : Strings{" "});
  if (least == 0 && most == 1 && part->is_exact()) {
    auto strings = part->strings;
    strings.emplace_back();
    return of(std::move(strings));
  }
  auto piece = std::make_shared<PatternPiece>();
  piece->kind = least == 0 ? Kind::anything : Kind::repeated;
  piece->first = part->first | (least == 0 ? unsigned{unknown} : 0);
  piece->last = part->last | (least == 0 ? unsigned{unknown} : 0);
  if (least > 1 && part->is_exact() && part->strings.size() == 1) {
    std::vector<Pointer> row(std::min(least, most_repeats), part);
    if (most > row.size()) row.push_back(anything(part->first | part->last | unknown));
    return sequence(std::move(row));
  }
  piece->parts.push_back(std::move(part));
  return piece;
}

std::vector<OneOf> PatternPiece::needed(unsigned before, unsigned behind,
                                        const LetterCounts& counts) const {
  switch (kind) {
    case Kind::strings:
      if (auto runs = one_of(strings, before, behind)) return rarest({std::move(*runs)}, counts);
      break;
    case Kind::anything:
      break;
    case Kind::repeated:  // behind the first of them another may stand
      return parts.front()->needed(before, behind | first, counts);
    case Kind::sequence:
      return needed_of_sequence(before, behind, counts);
    case Kind::choice:
      return needed_of_choice(before, behind, counts);
  }
  return {};
}

std::vector<OneOf> PatternPiece::needed_of_sequence(unsigned before, unsigned behind,
                                                    const LetterCounts& counts) const {
  std::vector<unsigned> after(parts.size(), behind);
  for (auto i = parts.size() - 1; i > 0; --i) {
    after[i - 1] = after[i];
    look_past(parts[i]->first, after[i - 1]);
  }
  std::vector<OneOf> all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto needed = parts[i]->needed(before, after[i], counts);
    std::move(needed.begin(), needed.end(), std::back_inserter(all));
    look_past(parts[i]->last, before);
  }
  return rarest(std::move(all), counts);
}

// One of the rarest runs of each, one of the second rarest of each, and so on.
std::vector<OneOf> PatternPiece::needed_of_choice(unsigned before, unsigned behind,
                                                  const LetterCounts& counts) const {
  std::vector<OneOf> all;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const auto needed = parts[part]->needed(before, behind, counts);
    if (part == 0) all.resize(needed.size());
    all.resize(std::min(all.size(), needed.size()));
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i].insert(all[i].end(), needed[i].begin(), needed[i].end());
  }
  for (auto& one_of : all) sort_once_each(one_of);
  return rarest(std::move(all), counts);
}

}  // namespace candour::rules
