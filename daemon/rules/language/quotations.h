// SPDX-License-Identifier: MPL-2.0
//
// Where somebody's words stand between quotation marks, by their form alone: whose words they are
// is for others to tell.
#pragma once

#include <string_view>
#include <vector>

#include "base/unicode.h"

namespace candour::rules {

/// The quotations in folded text, in order, with their marks. A single mark may be an
/// apostrophe, so that one may open inside another.
std::vector<base::Range> quotations_in(std::string_view text);

/// The sentence that leads to a quotation: "Councillor Smith said:".
std::string_view lead_in(std::string_view text, base::Range quotation);

/// What follows one on its line: ", she added."
std::string_view follow_up(std::string_view text, base::Range quotation);

}  // namespace candour::rules
