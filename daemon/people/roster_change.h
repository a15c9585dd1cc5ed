// SPDX-License-Identifier: MPL-2.0
//
// What taking in another roster would change in this one, and doing it. Rows are known by name and
// role, whatever their order; how a date, an address or a blank is written is no difference.
#pragma once

#include <cstddef>
#include <vector>

#include "people/roster_document.h"

namespace candour::people {

struct RosterDifference {
  struct Changed {
    std::size_t row;  // of the roster as it is
    RosterRow before, after;
  };
  std::vector<RosterRow> added;
  std::vector<Changed> changed;
  std::vector<std::size_t> gone;  // rows of the roster as it is, ascending

  bool empty() const { return added.empty() && changed.empty() && gone.empty(); }
};

/// Whether who is not among the new rows leaves the roster.
enum class Others { go, stay };

RosterDifference difference(const std::vector<RosterRow>& now, const std::vector<RosterRow>& next,
                            Others others);

void apply(const RosterDifference& difference, RosterDocument& roster);

/// Whether two rows say the same.
bool says_the_same(const RosterRow& a, const RosterRow& b);

}  // namespace candour::people
