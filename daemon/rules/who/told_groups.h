// SPDX-License-Identifier: MPL-2.0
//
// Whether a mail says that the other political groups have been told: "The other groups have had
// the same note." A promise to tell them later says nothing.
#pragma once

#include "rules/correspondence.h"
#include "rules/who/political_groups.h"

namespace candour::rules {

/// In every version of the text; of the other groups together, or of each by name.
bool says_others_are_told(const Correspondence& correspondence, const PoliticalGroups& groups,
                          const PoliticalGroup& addressed);

}  // namespace candour::rules
