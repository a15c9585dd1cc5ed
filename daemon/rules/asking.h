// SPDX-License-Identifier: MPL-2.0
//
// Whether a letter that came in wants an answer from an officer, of what kind, and from whom it is;
// and whether a letter that goes out only says that the other has come. Read from one mail's header
// and words (policies/phrases/asking.yaml); which letter answers which is in paired_letters.h.
#pragma once

#include <optional>

#include "rules/correspondence.h"
#include "rules/late_reply.h"

namespace candour::rules {

/// Councillors by the roster; residents are whoever is no officer, no adviser, no public body, not
/// the press, and does not write for a firm.
Asker asker_of(const Correspondence& correspondence);

/// What a letter wants, if it is one that officers owe an answer: from a person, to an officer
/// among To and not to many, and asking for something in the writer's own words.
std::optional<Asked> asked_in(const Correspondence& correspondence);

/// "We have received your letter": all that a sent letter says.
bool only_acknowledges(const Correspondence& correspondence);

}  // namespace candour::rules
