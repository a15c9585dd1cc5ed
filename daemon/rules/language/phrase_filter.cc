// SPDX-License-Identifier: MPL-2.0

#include "rules/language/phrase_filter.h"

#include <algorithm>
#include <optional>

namespace candour::rules {

namespace {

template <class Range>
void sort_once_each(Range& range) {
  std::sort(range.begin(), range.end());
  range.erase(std::unique(range.begin(), range.end()), range.end());
}

// Of a text of so many bytes each run is kept once: most stand there often.
constexpr std::size_t long_text = 1000;

class EachOnce {
 public:
  explicit EachOnce(std::size_t size) : met_(size) {}
  bool is_new(LetterAutomaton::Id run) {
    if (met_[run]) return false;
    return met_[run] = true;
  }

 private:
  std::vector<bool> met_;
};

bool cuts_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && letter_of(text[at - 1]) != blank_letter &&
         letter_of(text[at]) != blank_letter;
}

}  // namespace

bool PhraseFilter::add(Set set, Pattern pattern, std::string_view expanded) {
  const auto needed = reader_.needed_by(expanded);
  if (needed.empty()) return false;
  const auto lead = need_of(needed.front());
  const auto first = static_cast<std::uint32_t>(besides_.size());
  for (std::size_t i = 1; i < needed.size(); ++i) besides_.push_back(need_of(needed[i]));
  const auto last = static_cast<std::uint32_t>(besides_.size());
  led_.resize(automaton_.size());
  sets_.resize(automaton_.size());
  for (const auto run : needs_[lead].runs) {
    led_[run].push_back({set, pattern, first, last});
    sets_[run].set(set % sets_[run].size());
  }
  return true;
}

std::uint32_t PhraseFilter::need_of(const OneOf& one_of) {
  const auto number = static_cast<std::uint32_t>(needs_.size());
  const auto [known, is_new] = known_needs_.try_emplace(one_of, number);
  if (!is_new) return known->second;
  auto& need = needs_.emplace_back();
  for (const auto& letters : one_of) need.runs.push_back(automaton_.add(letters));
  return number;
}

void PhraseFilter::compile() {
  automaton_.compile();
  led_.resize(automaton_.size());
  sets_.resize(automaton_.size());
  known_needs_.clear();
  for (const auto number : besides_) {
    auto& need = needs_[number];
    need.has.resize(automaton_.size());
    for (const auto run : need.runs) need.has[run] = true;
  }
}

PhraseFilter::Words PhraseFilter::look_over(std::string_view text) const {
  Words words;
  if (text.size() > long_text) {
    EachOnce once(automaton_.size());
    automaton_.scan(text, [&](LetterAutomaton::Id run, std::size_t) {
      if (once.is_new(run)) add(run, words);
    });
    return words;
  }
  words.runs.reserve(text.size() / 2);
  automaton_.scan(text, [&](LetterAutomaton::Id run, std::size_t) { add(run, words); });
  return words;
}

PhraseFilter::Words PhraseFilter::look_over(std::string_view text,
                                            const std::vector<base::Range>& sentences,
                                            std::vector<Words>& of_sentences) const {
  Words words;
  EachOnce once(automaton_.size());
  std::optional<EachOnce> once_in_long;  // a mail may be one sentence of a million words
  of_sentences.resize(sentences.size());
  std::size_t i = 0;
  const auto enter = [&] {
    once_in_long.reset();
    if (i < sentences.size() && sentences[i].end - sentences[i].begin > long_text)
      once_in_long.emplace(automaton_.size());
  };
  enter();
  automaton_.scan(text, [&](LetterAutomaton::Id run, std::size_t at) {
    if (once.is_new(run)) add(run, words);
    for (; i < sentences.size() && at > sentences[i].end; enter()) ++i;
    // What began in the sentence before is one too many, and does no harm.
    if (i < sentences.size() && (!once_in_long || once_in_long->is_new(run)))
      add(run, of_sentences[i]);
  });
  for (i = 0; i < sentences.size(); ++i)
    if (cuts_word(text, sentences[i].begin) || cuts_word(text, sentences[i].end))
      of_sentences[i] =
          look_over(text.substr(sentences[i].begin, sentences[i].end - sentences[i].begin));
  return words;
}

void PhraseFilter::add(LetterAutomaton::Id run, Words& words) const {
  words.runs.push_back(run);
  words.sets |= sets_[run];
}

std::vector<PhraseFilter::Pattern> PhraseFilter::candidates(Set set, const Words& words) const {
  std::vector<Pattern> found;
  if (!words.sets[set % words.sets.size()]) return found;
  for (const auto run : words.runs) {
    if (!sets_[run][set % words.sets.size()]) continue;
    const auto& led = led_[run];
    const auto from = std::lower_bound(led.begin(), led.end(), set,
                                       [](const Led& a, Set b) { return a.set < b; });
    for (auto each = from; each != led.end() && each->set == set; ++each)
      if (has_all(words, *each)) found.push_back(each->pattern);
  }
  sort_once_each(found);
  return found;
}

bool PhraseFilter::has_all(const Words& words, const Led& led) const {
  return std::all_of(besides_.begin() + led.first, besides_.begin() + led.last,
                     [&](std::uint32_t need) {
                       const auto& has = needs_[need].has;
                       return std::any_of(words.runs.begin(), words.runs.end(),
                                          [&](LetterAutomaton::Id run) { return has[run]; });
                     });
}

}  // namespace candour::rules
