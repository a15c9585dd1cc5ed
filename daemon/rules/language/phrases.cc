// SPDX-License-Identifier: MPL-2.0
//
// A set is matched twice: RE2::Set tells in one pass which patterns match at all, and only those
// are searched for their places. Most mails match few, so the second pass seldom runs; what only it
// needs is compiled at its first use, since most of a thousand patterns never get there.

#include "rules/language/phrases.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <system_error>

#include "base/text.h"
#include "rules/language/phrase_file.h"

namespace candour::rules {

namespace {

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);  // for the set's automaton; RE2's own 8 MB is for one pattern
  return options;
}

/// A pattern by itself.
class Pattern {
 public:
  Pattern(std::string written, std::string expanded)
      : written_(std::move(written)), expanded_(std::move(expanded)) {}

  const std::string& written() const { return written_; }
  const std::string& expanded() const { return expanded_; }
  const re2::RE2& expression() const {
    std::call_once(compiled_,
                   [this] { expression_ = std::make_unique<re2::RE2>(expanded_, options()); });
    return *expression_;
  }

 private:
  std::string written_, expanded_;
  mutable std::once_flag compiled_;
  mutable std::unique_ptr<const re2::RE2> expression_;
};

class CompiledSet {
 public:
  CompiledSet() : together_(options(), re2::RE2::UNANCHORED) {}

  /// RE2's words where it does not take the pattern, else empty.
  std::string add(const PhrasePattern& pattern) {
    std::string error;
    if (together_.Add(pattern.expanded, &error) < 0) return error;
    patterns_.emplace_back(pattern.written, pattern.expanded);
    return {};
  }

  bool compile() { return together_.Compile(); }

  bool any(std::string_view text) const { return matches(text, nullptr); }

  std::vector<Match> find(std::string_view text) const {
    std::vector<int> hits;
    if (!matches(text, &hits)) return {};
    std::vector<Match> found;
    for (const int hit : hits) {
      const auto& pattern = patterns_[static_cast<std::size_t>(hit)];
      re2::StringPiece place;
      const re2::StringPiece searched(text.data(), text.size());
      if (!pattern.expression().Match(searched, 0, text.size(), re2::RE2::UNANCHORED, &place, 1))
        continue;
      const auto begin = static_cast<std::size_t>(place.data() - text.data());
      found.push_back({begin, begin + place.size(), pattern.written()});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Match& a, const Match& b) { return a.begin < b.begin; });
    return found;
  }

 private:
  bool matches(std::string_view text, std::vector<int>* hits) const {
    re2::RE2::Set::ErrorInfo error{};
    const re2::StringPiece searched(text.data(), text.size());
    if (together_.Match(searched, hits, &error)) return true;
    return error.kind != re2::RE2::Set::kNoError && matches_singly(searched, hits);
  }

  // Where the automaton of the whole set outgrew its memory, each pattern still has its own.
  bool matches_singly(const re2::StringPiece& text, std::vector<int>* hits) const {
    bool found = false;
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      if (!re2::RE2::PartialMatch(text, patterns_[i].expression())) continue;
      found = true;
      if (hits == nullptr) break;
      hits->push_back(static_cast<int>(i));
    }
    return found;
  }

  std::deque<Pattern> patterns_;  // in the order of the set's indices
  re2::RE2::Set together_;
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
  std::map<std::string, CompiledSet, std::less<>> by_name;
  std::map<std::string, Learned, std::less<>> learned;

  void compile(const std::vector<PhraseSet>& sets, std::vector<std::string>& faults) {
    for (const auto& set : sets) {
      auto& compiled = by_name[set.name];
      for (const auto& entry : set.entries)
        for (const auto& pattern : entry.patterns)
          if (const auto error = compiled.add(pattern); !error.empty())
            faults.push_back(pattern.place + ": " + error);
      if (!compiled.compile()) faults.push_back(set.name + ": the set needs too much memory");
    }
  }

  const CompiledSet& named(std::string_view name) const {
    const auto set = by_name.find(name);
    if (set == by_name.end()) throw std::logic_error("no phrases '" + std::string(name) + "'");
    return set->second;
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

  Phrases phrases;
  std::vector<std::string> faults;
  for (const auto& file : files) {
    const auto sets = read_phrase_file(file);
    if (sets)
      phrases.sets_->compile(*sets, faults);
    else if (sets.error().fault == base::Fault::malformed)
      faults.push_back(sets.error().detail);
    else
      return sets.error();
  }
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

bool Phrases::any(std::string_view set, std::string_view folded_text) const {
  return sets_->named(set).any(folded_text);
}

std::vector<Match> Phrases::find(std::string_view set, std::string_view folded_text,
                                 std::size_t limit) const {
  auto found = sets_->named(set).find(folded_text);
  if (found.size() > limit) found.resize(limit);
  return found;
}

const Learned* Phrases::learned(std::string_view act) const {
  const auto weights = sets_->learned.find(act);
  return weights == sets_->learned.end() ? nullptr : &weights->second;
}

}  // namespace candour::rules
