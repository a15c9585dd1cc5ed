// SPDX-License-Identifier: MPL-2.0
//
// What a sentence is known by where no pattern fits it: its words alone, in twos and threes, by
// their stems, and who stands before which word. Weights are learned for these traits
// (policies/learned/) by the very code that looks for them in a mail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"

namespace candour::rules {

struct Trait {
  std::uint64_t key = 0;
  base::Range place;  // bytes of the sentence
};

/// In the order of the sentence; one may come several times. Three words and fewer have none; of a
/// sentence without an end only the beginning is read.
///
/// sentence  levelled (plain_words.h)
std::vector<Trait> traits_of(std::string_view sentence);

/// The same traits by the names that a file of weights has for them: "will pay", "we .. cover",
/// "settl*".
std::vector<std::string> trait_names_of(std::string_view sentence);

/// The key of the trait of that name.
std::uint64_t trait_key(std::string_view name);

}  // namespace candour::rules
