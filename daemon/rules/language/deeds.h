// SPDX-License-Identifier: MPL-2.0
//
// Deeds in a thought: who acts and what the verb does, together. A deed is found by its verb and
// what the verb needs to bind; the words before it tell whose it is ("the council will", "we
// have"). Whether it is meant at all is another question (moods.h).
#pragma once

#include <string_view>
#include <vector>

#include "rules/language/phrases.h"

namespace candour::rules {

/// The deeds in a thought by which the council binds itself, agent and object included.
std::vector<Match> council_deeds(const Wording& thought, const Phrases& phrases);

}  // namespace candour::rules
