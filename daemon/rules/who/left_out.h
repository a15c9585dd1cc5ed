// SPDX-License-Identifier: MPL-2.0
//
// Members who rightly do not get a circulation: left out for a declared interest, as the text says;
// the writer of the papers; and who has them on paper.
#pragma once

#include <vector>

#include "rules/correspondence.h"
#include "rules/papers.h"
#include "rules/who/copied_people.h"

namespace candour::rules {

/// Whom of `missing` the mail excuses. What the text says must stand in every version of it.
Councillors rightly_left_out(const Correspondence& correspondence, const Councillors& missing,
                             const std::vector<Label>& labels);

}  // namespace candour::rules
