// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>
#include <vector>

#include "engine/assessment.h"

namespace candour::engine {

/// Judges the same mail with other recipients.
using Judge = std::function<std::vector<Judged>(const rules::Correspondence&)>;

/// Leaves out what would not mend: fixes of recipients after which the finding still stands,
/// another is raised, or nobody is left to write to. What a fix of words comes to cannot be told
/// before the words are there.
void offer_what_mends(std::vector<Judged>& findings, const rules::Correspondence& correspondence,
                      const Judge& judge);

}  // namespace candour::engine
