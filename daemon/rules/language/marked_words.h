// SPDX-License-Identifier: MPL-2.0
//
// Words with marks put in where somebody or something stands ("<you>" for the reader's name), so
// that patterns tell what is said whoever is meant; and what is found led back to its place.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"
#include "rules/language/reading.h"

namespace candour::rules {

/// The words of a range of a reading's folded text, as they stand.
PlainSentence words_of(const ReadText& read, base::Range range);

/// Puts a mark in place of a range of the words; an empty mark takes them out.
void put_mark(PlainSentence& words, base::Range range, std::string_view mark);

/// Takes out all that a set matches, so that nothing else matches there.
void take_out(PlainSentence& words, SetName set, const Phrases& phrases);

/// All places that the sets match, not only each pattern's first, in order; those that overlap are
/// one. Ranges of the text.
std::vector<base::Range> places_of(std::string_view text, const std::vector<SetName>& sets,
                                   const Phrases& phrases);
inline std::vector<base::Range> places_of(const PlainSentence& words,
                                          const std::vector<SetName>& sets,
                                          const Phrases& phrases) {
  return places_of(words.text, sets, phrases);
}

/// Evidence of one mail's bodies: the same words in the text and in the HTML version count once.
class Places {
 public:
  void add(Evidence evidence);
  bool empty() const { return places_.empty(); }
  std::size_t count() const { return places_.size(); }
  std::vector<Evidence> take();  // in the order of the mail

 private:
  std::vector<Evidence> places_;
  std::vector<std::string> known_;
};

/// `"Helen xx", "my love" and "hugs"`
std::string in_quotes(const std::vector<Evidence>& places);

/// Why words count that no pattern fits and that were learned from examples (learned.h), as the
/// sentence to end an explanation with; empty without clues.
std::string known_by(const std::vector<Evidence>& clues);

}  // namespace candour::rules
