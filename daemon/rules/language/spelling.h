// SPDX-License-Identifier: MPL-2.0
//
// A word as it is spelt in full: contractions, hurried and mistyped forms, and words that change
// nothing.
#pragma once

#include <string_view>

namespace candour::rules {

/// A word in full: `words`, and `rest` right behind it. Either may hold several words, or none.
struct PlainSpelling {
  std::string_view words;  // of the word as written, or for good
  std::string_view rest;
};

/// "we'll" -> "we" and " will", "pls" -> "please", "hereby" -> "".
///
/// word  folded; must outlive what is returned
PlainSpelling plain_spelling(std::string_view word);

/// What an apostrophe left out has made another word of: "ill" -> "i will", "well" -> "we will",
/// between these two words. Empty where the word means itself.
///
/// before, after  folded; empty where none stands there
std::string_view without_apostrophe(std::string_view before, std::string_view word,
                                    std::string_view after);

/// The verb in a 's that is none of genitive: "is" in "the council's paying", "has" in "the
/// council's agreed to it". Empty for a genitive: "the council's agreed budget".
///
/// next, after  the two words behind it, folded; empty where none stands there
std::string_view verb_in_genitive(std::string_view next, std::string_view after);

}  // namespace candour::rules
