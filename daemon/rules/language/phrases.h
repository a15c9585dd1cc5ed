// SPDX-License-Identifier: MPL-2.0
//
// The patterns rules look for, read from policies/phrases/*.yaml so that an admin can read and
// extend them. RE2 alone matches them: linear time, whatever a mail holds. A file maps set names to
// lists of RE2 patterns; patterns see folded text (base/unicode.h), so they are written in lower
// case with plain quotes, dashes and blanks. A blank in a pattern stands for any run of blanks and
// line ends, so that a wrapped sentence matches too (`\ ` is one blank). `{name}` in a pattern
// stands for the set `name` of the same file, as alternatives; `{name+ing}`, `{name+s}` and
// `{name+ed}` for the same in a form of the verb that each of them begins with.
//
//   # policies/phrases/statement.yaml
//   confidence: ["(strictly )?confidential", "in confidence"]
//   release:
//     - find: ["no longer {confidence}", "may now be published"]
//       yes: ["These figures may now be published."]
//       no: ["May this be published?"]
//
// An entry is a pattern, or a map: `find` has its pattern or patterns, `yes` sentences that they
// match, `no` sentences that no entry of the set matches. The daemon skips the examples; a test
// holds the files we ship to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/language/learned.h"
#include "rules/language/phrase_filter.h"

namespace candour::rules {

/// A match, in bytes of the text that was searched.
struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view pattern;  // as written in the file, for explanation
};

/// The name of a set, "statement.release", and its hash: of a name in the source the compiler's
/// work.
struct SetName {
  constexpr SetName() = default;  // no set
  template <std::size_t size>
  consteval SetName(const char (&name)[size]) : SetName(std::string_view(name, size - 1)) {}
  // 64-bit FNV-1a.
  constexpr SetName(std::string_view name) : text(name) {
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }

  constexpr bool empty() const { return text.empty(); }

  std::string_view text;
  std::uint64_t hash = 0xcbf29ce484222325;
};

/// A text that was looked over once for all sets, and what of it patterns need. Whoever asks for
/// several sets in one text keeps both.
struct Wording {
  std::string_view text;
  const PhraseFilter::Words& words;
};

class Phrases {
 public:
  Phrases();
  Phrases(Phrases&&) noexcept;
  Phrases& operator=(Phrases&&) noexcept;
  ~Phrases();

  /// Reads every *.yaml of a folder.
  /// Errors   malformed: "statement.yaml:4:5: …", with RE2's own words for a bad pattern
  ///          unavailable: the folder cannot be read
  static base::Result<Phrases> load(const std::filesystem::path& folder);
  /// … and with them what was learned where no pattern fits: every *.weights of `learned`.
  /// Errors   as Learned::load()
  static base::Result<Phrases> load(const std::filesystem::path& folder,
                                    const std::filesystem::path& learned);

  PhraseFilter::Words look_over(std::string_view folded_text) const;
  /// The same for a text and its sentences, in one pass.
  PhraseFilter::Words look_over(std::string_view folded_text,
                                const std::vector<base::Range>& sentences,
                                std::vector<PhraseFilter::Words>& of_sentences) const;

  /// Whether any pattern of the set "file.name" ("statement.release") matches somewhere.
  /// A set that no file has is our bug: std::logic_error.
  bool any(SetName set, const Wording& wording) const;
  bool any(SetName set, std::string_view folded_text) const;
  /// The leftmost match of each pattern that matches, by begin; at most `limit`.
  std::vector<Match> find(SetName set, const Wording& wording, std::size_t limit = 16) const;
  std::vector<Match> find(SetName set, std::string_view folded_text, std::size_t limit = 16) const;

  /// What "binding.weights" holds for "binding"; nothing where phrases alone were loaded.
  const Learned* learned(std::string_view act) const;

 private:
  struct Sets;
  std::unique_ptr<Sets> sets_;
};

}  // namespace candour::rules
