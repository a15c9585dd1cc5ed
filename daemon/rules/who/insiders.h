// SPDX-License-Identifier: MPL-2.0
//
// A letter's sentences with "<who>" where they speak of a councillor or officer who is not written
// to: by name, by office, or as "he" and "she" where the talk has been of one.
#pragma once

#include <vector>

#include "rules/correspondence.h"
#include "rules/language/plain_words.h"

namespace candour::rules {

struct AboutInsiders {
  PlainSentence words;
  std::vector<const people::Person*>
      people;            // whom it names, or means by "he"; unknown ones left out
  bool goes_on = false;  // names nobody, right behind a sentence about an insider
};

/// The sentences of what the sender wrote in one body. What others say in a sentence is left out of
/// it, and nobody is "he" in the next because of it.
std::vector<AboutInsiders> about_insiders(const ReadBody& body,
                                          const Correspondence& correspondence);

}  // namespace candour::rules
