// SPDX-License-Identifier: MPL-2.0
//
// A piece of a pattern, with what it can stand for and what every match of it must hold.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/language/letter_counts.h"

namespace candour::rules {

/// Letters (letters.h) of which one run at least stands in every match of a pattern.
using OneOf = std::vector<std::string>;

struct PatternPiece {
  using Pointer = std::shared_ptr<const PatternPiece>;
  enum class Kind { strings, anything, sequence, choice, repeated };

  /// What may stand at a place, several of it: a letter of a word, what parts words, or nothing
  /// that is known (at the ends of a piece: it may be empty).
  enum Side : unsigned { unknown = 1, word = 2, apart = 4 };

  Kind kind = Kind::anything;
  std::vector<std::string> strings;  // in letters, all that it can stand for
  std::vector<Pointer> parts;        // of a sequence or choice, or what is repeated
  unsigned first = unknown, last = unknown;

  static Pointer of(std::vector<std::string> strings);
  static Pointer anything(unsigned sides);
  static Pointer sequence(std::vector<Pointer> parts);
  static Pointer choice(std::vector<Pointer> parts);
  static Pointer repeated(Pointer part, std::size_t least, std::size_t most);

  bool is_exact() const { return kind == Kind::strings; }

  /// What all holds for every match, the rarest first, where the piece stands between what may
  /// stand `before` and `behind` it.
  std::vector<OneOf> needed(unsigned before, unsigned behind, const LetterCounts& counts) const;

 private:
  std::vector<OneOf> needed_of_sequence(unsigned before, unsigned behind,
                                        const LetterCounts& counts) const;
  std::vector<OneOf> needed_of_choice(unsigned before, unsigned behind,
                                      const LetterCounts& counts) const;
};

}  // namespace candour::rules
