// SPDX-License-Identifier: MPL-2.0
//
// What sentences do: bind the council, give an instruction in its name, speak for it, or none of
// these. The grammar stands in policies/phrases/: obligation.yaml, instruction.yaml, official.yaml
// and mood.yaml. Which of its sets count for whom is here.
#pragma once

#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"
#include "rules/language/reading.h"

namespace candour::rules {

enum class Deed {
  obligation,
  instruction,
  either,    // one of the two: what was learned does not tell which
  official,  // speaks for the council, and binds it to nothing
};

struct Act {
  Deed deed = Deed::obligation;
  base::Range words;     // bytes of the reading's folded text
  base::Range sentence;  // … the sentence they stand in
  // By which words it is known where no pattern fits and the deed was learned from examples; empty
  // where the grammar knows it.
  std::vector<base::Range> clues{};
};

/// To whom the words go.
enum class Audience {
  council,      // its own councillors and officers alone: a request among colleagues binds nobody
  authorities,  // outside it only public bodies, which a council asks and does not instruct
  public_,      // anybody else
};

/// Whose affairs "we" and "please go ahead" are about.
enum class Affairs { council, perhaps_private };

/// All that decides what a sentence does, beyond its words.
struct Situation {
  const CouncilName& council;
  Writer writer = Writer::himself;
  Audience audience = Audience::public_;
  Affairs affairs = Affairs::council;
  // Whether what was learned from councils' mail is asked where the grammar knows nothing.
  bool asks_learned = false;
};

/// The acts of a text that bind or instruct, in order; at most one a sentence.
///
/// sentences  ranges of read.folded.text
std::vector<Act> binding_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                              const Situation& situation, const Phrases& phrases);

/// The sentences that speak for the council.
std::vector<Act> official_acts(const ReadText& read, const std::vector<base::Range>& sentences,
                               const Situation& situation, const Phrases& phrases);

}  // namespace candour::rules
