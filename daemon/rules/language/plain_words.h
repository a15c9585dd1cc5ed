// SPDX-License-Identifier: MPL-2.0
//
// One sentence with the many ways of writing the same thing levelled out, so that the patterns for
// what it does stay few and readable: contractions and hurried spelling written in full ("we'll",
// "u" -> "we will", "you"), words that change nothing left out ("hereby", "formally"), others'
// longer quotations left out, the council as "the council" by whatever name, and any other council
// as "another council".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "rules/language/reading.h"

namespace candour::rules {

/// How a council is named in prose.
class CouncilName {
 public:
  explicit CouncilName(std::string_view name);  // "Eastmere Town Council"

  const std::vector<std::string>& place() const { return place_; }  // folded: {"eastmere"}
  const std::string& kind() const { return kind_; }                 // folded: "town"; may be empty
  const std::string& initials() const { return initials_; }         // "ETC", as written

 private:
  std::vector<std::string> place_;
  std::string kind_;
  std::string initials_;
};

/// For whom "I" stands.
enum class Writer { himself, the_council };

struct PlainSentence {
  std::string text;                  // words and punctuation; a line end only after a short line
  std::vector<base::Range> origins;  // for each byte of text, the word it came from in the folded
                                     // text of the reading

  /// The range of the reading's folded text for a range of `text`; not for an empty one.
  base::Range origin(std::size_t begin, std::size_t end) const {
    return {origins[begin].begin, origins[end - 1].end};
  }
};

PlainSentence plain_sentence(const ReadText& read, base::Range sentence, const CouncilName& council,
                             Writer writer);

}  // namespace candour::rules
