// SPDX-License-Identifier: MPL-2.0
//
// Names of people and addresses of homes, known by their form alone: strangers stand in no roster.
#pragma once

#include <string>
#include <vector>

#include "base/unicode.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct NameNearby {
  base::Range place;               // of the reading's folded text
  std::vector<std::string> words;  // as in people::PersonName, without titles
  bool is_addressed = false;       // "Jane, here is …"
};

/// "Mrs Olive Hext", "Ron Caddy", "P J Dunphy", "Mr Aldous"; one capital word by itself only where
/// a comma, a bracket or a birth follows. range: of the reading's folded text.
std::vector<NameNearby> names_in(const ReadText& text, base::Range range);

/// "27 Saddlers Court", "Flat 2, The Old Bakery", "Church Lane", each just behind a person's name.
std::vector<base::Range> addresses_in(const ReadText& text, base::Range range);

}  // namespace candour::rules
