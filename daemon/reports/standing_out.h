// SPDX-License-Identifier: MPL-2.0
//
// What stands out in a month, in sentences: drawn from the figures alone, and never more than they
// say.
#pragma once

#include <string>
#include <vector>

#include "reports/summary.h"

namespace candour::reports {

/// A few sentences, the most important first; at least one.
std::vector<std::string> standing_out(const Summary& summary);

/// "4 %", "under 1 %"; of nothing "0 %".
std::string share_words(std::uint64_t part, std::uint64_t whole);

}  // namespace candour::reports
