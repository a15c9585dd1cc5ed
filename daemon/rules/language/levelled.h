// SPDX-License-Identifier: MPL-2.0
//
// A text as the grammar reads it: each sentence levelled and cut into thoughts, once for all rules
// that ask what it does.
#pragma once

#include <vector>

#include "rules/language/clauses.h"
#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct LevelledText {
  struct Sentence {
    base::Range range;  // bytes of the reading's folded text
    PlainSentence plain;
    std::vector<Thought> thoughts;  // of `plain`
  };

  Writer writer = Writer::himself;
  std::vector<Sentence> sentences;
};

/// The ranges of a text, made anew; the text of each sentence stays where it is.
LevelledText level(const ReadText& read, const std::vector<base::Range>& sentences,
                   const CouncilName& council, Writer writer, const Phrases& phrases);
/// The same for this mail's council; the last that was asked for is kept.
const LevelledText& levelled(const ReadText& read, const std::vector<base::Range>& sentences,
                             const CouncilName& council, Writer writer, const Phrases& phrases);

}  // namespace candour::rules
