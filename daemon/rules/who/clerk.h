// SPDX-License-Identifier: MPL-2.0
//
// The clerk of a council on a day, whoever serves as acting clerk included.
#pragma once

#include <string>
#include <vector>

#include "people/roster.h"

namespace candour::rules {

/// "Helen Ward <clerk@eastmere-tc.gov.uk>"; empty where the roster has no clerk with an address.
std::string clerk_of(const people::Roster& roster, base::Day day);

/// Everybody who is clerk that day.
std::vector<const people::Person*> clerks_of(const people::Roster& roster, base::Day day);

}  // namespace candour::rules
