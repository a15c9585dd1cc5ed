// SPDX-License-Identifier: MPL-2.0
//
// In what mood a deed stands. What is hoped, asked, denied, told of others or of a meeting, and
// what the council's own later decision must first allow, is not done by saying it. The words for
// each mood are policies/phrases/mood.yaml.
#pragma once

#include <string_view>

#include "rules/language/clauses.h"
#include "rules/language/phrases.h"

namespace candour::rules {

enum class Speech {
  statement,  // "the council agreed to pay": may be the report of a meeting
  call,       // "please proceed", an answer: stays what it is, whatever the clause tells beside it
};

/// Whether the words round a deed take it back.
///
/// same_words_otherwise  the set of what the deed's words mean where they do nothing
bool is_taken_back(const Thought& thought, const Match& deed, Speech speech,
                   SetName same_words_otherwise, const Phrases& phrases);

/// Whether the thought hangs on what the council has yet to decide.
bool awaits_own_decision(const Thought& thought, const Phrases& phrases);

}  // namespace candour::rules
