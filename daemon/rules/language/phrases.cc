// SPDX-License-Identifier: MPL-2.0
//
// The filter tells which patterns may match at all. Where these are few, as nearly always, each is
// searched for by itself; where they are many, RE2::Set tells first, in one pass, which match.
// Patterns are checked when they are read and compiled at their first use, each by itself and those
// of a set together: of two thousand most never get there, and compiling them all takes longer than
// everything else a start does.

#include "rules/language/phrases.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <bit>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "base/text.h"
#include "rules/language/phrase_file.h"
#include "rules/language/phrase_filter.h"

namespace candour::rules {

namespace {

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);  // for the set's automaton; RE2's own 8 MB is for one pattern
  return options;
}

re2::StringPiece piece_of(std::string_view text) {
  return {text.data(), text.size()};
}

/// A pattern by itself.
class Expression {
 public:
  Expression(std::string written, std::string expanded)
      : written_(std::move(written)), expanded_(std::move(expanded)) {}

  bool matches(std::string_view text) const {
    return re2::RE2::PartialMatch(piece_of(text), expression());
  }

  /// The leftmost match.
  std::optional<Match> find(std::string_view text) const {
    re2::StringPiece place;
    if (!expression().Match(piece_of(text), 0, text.size(), re2::RE2::UNANCHORED, &place, 1))
      return std::nullopt;
    const auto begin = static_cast<std::size_t>(place.data() - text.data());
    return Match{begin, begin + place.size(), written_};
  }

 private:
  const re2::RE2& expression() const {
    std::call_once(compiled_,
                   [this] { expression_ = std::make_unique<re2::RE2>(expanded_, options()); });
    return *expression_;
  }

  std::string written_, expanded_;
  mutable std::once_flag compiled_;
  mutable std::unique_ptr<const re2::RE2> expression_;
};

// Bytes from which one question to RE2 costs less than to look a text over for it.
constexpr std::size_t long_text = 1000;
// … from which few patterns are better asked one by one: each is likely to match early.
constexpr std::size_t very_long_text = 100'000;

class CompiledSet {
 public:
  using Pattern = PhraseFilter::Pattern;

  CompiledSet(PhraseFilter::Set number, bool is_part)
      : number_(number), is_part_(is_part), together_(options(), re2::RE2::UNANCHORED) {}

  /// RE2's words where it does not take the pattern, else empty.
  std::string add(const PhrasePattern& pattern, PhraseFilter& filter) {
    std::string error;
    if (together_.Add(pattern.expanded, &error) < 0) return error;
    const auto number = static_cast<Pattern>(patterns_.size());
    if (is_part_ || !filter.add(number_, number, pattern.expanded)) unfiltered_.push_back(number);
    patterns_.emplace_back(pattern.written, pattern.expanded);
    return {};
  }

  bool any(const Wording& wording, const PhraseFilter& filter) const {
    const auto& text = wording.text;
    const auto asked = candidates(filter, wording.words);
    return asked.size() > few(text) && !is_part_ ? matches_any(text) : any_of(asked, text);
  }

  /// Without the filter.
  bool any(std::string_view text) const {
    return is_part_ ? any_of(all(), text) : matches_any(text);
  }

  std::vector<Match> find(const Wording& wording, const PhraseFilter& filter) const {
    const auto asked = candidates(filter, wording.words);
    return find(wording.text,
                asked.size() > few(wording.text) ? matching(wording.text, asked) : asked);
  }
  std::vector<Match> find(std::string_view text) const {
    // Which patterns match takes a pass to the very end, the first match of one mostly does not.
    const std::size_t few_in_all = text.size() > very_long_text ? 6 : 1;
    return find(text, patterns_.size() > few_in_all ? matching(text, all()) : all());
  }

 private:
  std::vector<Match> find(std::string_view text, const std::vector<Pattern>& asked) const {
    std::vector<Match> found;
    for (const auto pattern : asked)
      if (const auto match = expression(pattern).find(text)) found.push_back(*match);
    std::stable_sort(found.begin(), found.end(),
                     [](const Match& a, const Match& b) { return a.begin < b.begin; });
    return found;
  }

  // Of more patterns all together are asked first.
  static std::size_t few(std::string_view text) { return text.size() < long_text ? 8 : 1; }

  const Expression& expression(Pattern pattern) const { return patterns_[pattern]; }

  /// Whether any pattern matches, and which do, asked of all together; nothing where they need too
  /// much memory for that: then each pattern still has its own.
  std::optional<bool> any_together(std::string_view text, std::vector<int>* hits = nullptr) const {
    std::call_once(compiled_, [this] { fits_memory_ = together_.Compile(); });
    if (!fits_memory_) return std::nullopt;
    re2::RE2::Set::ErrorInfo error{};
    const bool any = together_.Match(piece_of(text), hits, &error);
    if (!any && error.kind != re2::RE2::Set::kNoError) return std::nullopt;
    return any;
  }

  std::vector<Pattern> candidates(const PhraseFilter& filter,
                                  const PhraseFilter::Words& words) const {
    auto filtered = filter.candidates(number_, words);
    if (unfiltered_.empty()) return filtered;
    std::vector<Pattern> all;
    std::merge(filtered.begin(), filtered.end(), unfiltered_.begin(), unfiltered_.end(),
               std::back_inserter(all));
    return all;
  }

  std::vector<Pattern> all() const {
    std::vector<Pattern> patterns(patterns_.size());
    std::iota(patterns.begin(), patterns.end(), Pattern{0});
    return patterns;
  }

  bool any_of(const std::vector<Pattern>& asked, std::string_view text) const {
    return std::any_of(asked.begin(), asked.end(),
                       [&](Pattern pattern) { return expression(pattern).matches(text); });
  }

  bool matches_any(std::string_view text) const {
    const auto any = any_together(text);
    return any ? *any : any_of(all(), text);
  }

  /// Of those asked for the ones that match, as far as it can be told of all together.
  std::vector<Pattern> matching(std::string_view text, const std::vector<Pattern>& asked) const {
    std::vector<int> hits;
    if (is_part_ || !any_together(text, &hits)) return asked;
    std::vector<Pattern> found;
    for (const int hit : hits) found.push_back(static_cast<Pattern>(hit));
    std::sort(found.begin(), found.end());
    return found;
  }

  PhraseFilter::Set number_;
  bool is_part_;  // of other sets: hardly ever asked by itself, and neither filtered nor compiled
  std::deque<Expression> patterns_;  // in the order of the set's indices
  std::vector<Pattern> unfiltered_;  // those that need no words
  mutable std::once_flag compiled_;
  mutable bool fits_memory_ = false;
  mutable re2::RE2::Set together_;
};

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension, std::error_code& error) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

struct Phrases::Sets {
  std::map<std::string, CompiledSet> by_name;
  std::vector<std::pair<std::uint64_t, const CompiledSet*>> by_hash;  // a power of two; see index()
  std::map<std::string, Learned, std::less<>> learned;
  LetterCounts counts;
  PhraseFilter filter{counts};

  // The examples are such sentences as the patterns are held against.
  void count_words(const std::vector<PhraseSet>& sets) {
    for (const auto& set : sets)
      for (const auto& entry : set.entries)
        for (const auto* examples : {&entry.yes, &entry.no})
          for (const auto& example : *examples) counts.add_sentence(example.text);
    counts.finish();
  }

  void compile(const std::vector<PhraseSet>& sets, std::vector<std::string>& faults) {
    for (const auto& set : sets) {
      const auto number = static_cast<PhraseFilter::Set>(by_name.size());
      auto& compiled = by_name.try_emplace(set.name, number, set.is_part).first->second;
      for (const auto& entry : set.entries)
        for (const auto& pattern : entry.patterns)
          if (const auto error = compiled.add(pattern, filter); !error.empty())
            faults.push_back(pattern.place + ": " + error);
    }
    filter.compile();
    index();
  }

  // Thousands of questions a mail, each by a name: its hash alone leads to the set.
  void index() {
    by_hash.resize(std::bit_ceil(4 * by_name.size() + 1));
    for (const auto& [name, set] : by_name) {
      const auto hash = SetName(name).hash;
      auto place = hash % by_hash.size();
      for (; by_hash[place].second != nullptr; place = (place + 1) % by_hash.size())
        if (by_hash[place].first == hash)
          throw std::logic_error("two sets have the hash of '" + name + "': rename it");
      by_hash[place] = {hash, &set};
    }
  }

  const CompiledSet& named(SetName name) const {
    const auto mask = by_hash.size() - 1;
    for (auto place = name.hash & mask; !by_hash.empty(); place = (place + 1) & mask) {
      const auto& [hash, set] = by_hash[place];
      if (set == nullptr) break;
      if (hash == name.hash) return *set;
    }
    throw std::logic_error("no phrases '" + std::string(name.text) + "'");
  }
};

Phrases::Phrases() : sets_(std::make_unique<Sets>()) {}
Phrases::Phrases(Phrases&&) noexcept = default;
Phrases& Phrases::operator=(Phrases&&) noexcept = default;
Phrases::~Phrases() = default;

base::Result<Phrases> Phrases::load(const std::filesystem::path& folder) {
  constexpr std::string_view where = "rules.phrases";
  std::error_code error;
  const auto files = files_in(folder, ".yaml", error);
  if (error)
    return base::Error{base::Fault::unavailable, where,
                       "cannot read " + folder.string() + ": " + error.message()};

  std::vector<PhraseSet> all;
  std::vector<std::string> faults;
  for (const auto& file : files) {
    auto sets = read_phrase_file(file);
    if (sets)
      std::move(sets->begin(), sets->end(), std::back_inserter(all));
    else if (sets.error().fault == base::Fault::malformed)
      faults.push_back(sets.error().detail);
    else
      return sets.error();
  }
  Phrases phrases;
  phrases.sets_->count_words(all);
  phrases.sets_->compile(all, faults);
  if (!faults.empty()) return base::Error{base::Fault::malformed, where, base::join(faults, "\n")};
  return phrases;
}

base::Result<Phrases> Phrases::load(const std::filesystem::path& folder,
                                    const std::filesystem::path& learned) {
  auto phrases = load(folder);
  if (!phrases) return phrases;
  std::error_code error;
  const auto files = files_in(learned, ".weights", error);
  if (error)
    return base::Error{base::Fault::unavailable, "rules.phrases",
                       "cannot read " + learned.string() + ": " + error.message()};
  for (const auto& file : files) {
    auto weights = Learned::load(file);
    if (!weights) return weights.error();
    phrases->sets_->learned.emplace(file.stem().string(), std::move(*weights));
  }
  return phrases;
}

PhraseFilter::Words Phrases::look_over(std::string_view folded_text) const {
  return sets_->filter.look_over(folded_text);
}

PhraseFilter::Words Phrases::look_over(std::string_view folded_text,
                                       const std::vector<base::Range>& sentences,
                                       std::vector<PhraseFilter::Words>& of_sentences) const {
  return sets_->filter.look_over(folded_text, sentences, of_sentences);
}

bool Phrases::any(SetName set, const Wording& wording) const {
  return sets_->named(set).any(wording, sets_->filter);
}

bool Phrases::any(SetName set, std::string_view folded_text) const {
  if (folded_text.size() >= long_text) return sets_->named(set).any(folded_text);
  return any(set, {folded_text, look_over(folded_text)});
}

std::vector<Match> Phrases::find(SetName set, const Wording& wording, std::size_t limit) const {
  auto found = sets_->named(set).find(wording, sets_->filter);
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::vector<Match> Phrases::find(SetName set, std::string_view folded_text,
                                 std::size_t limit) const {
  if (folded_text.size() < long_text)
    return find(set, {folded_text, look_over(folded_text)}, limit);
  auto found = sets_->named(set).find(folded_text);
  if (found.size() > limit) found.resize(limit);
  return found;
}

const Learned* Phrases::learned(std::string_view act) const {
  const auto weights = sets_->learned.find(act);
  return weights == sets_->learned.end() ? nullptr : &weights->second;
}

}  // namespace candour::rules
