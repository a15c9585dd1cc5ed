// SPDX-License-Identifier: MPL-2.0
//
// A file with people, CSV or vCard, on its way into the roster: what it would change, and the
// roster that would come of it. Nothing is written here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/roster_change.h"

namespace candour::people {

/// The people of a file, as rows.
struct IncomingRoster {
  std::vector<RosterRow> rows;
  std::vector<std::string> left_out;  // contacts without a role; their names
};

/// Contacts of an address book that say no role keep that of their namesake in the roster, whose
/// addresses theirs are added to.
///
/// now    the roster as it is
/// role   for contacts that say none and are not in it; empty: they are left out
/// Errors as read_roster(), read_vcards()
base::Result<IncomingRoster> read_incoming(std::string_view bytes, std::string_view file,
                                           const std::vector<RosterRow>& now,
                                           std::string_view role);

struct NextRoster {
  RosterDifference difference;
  std::string bytes;               // of the whole file
  std::vector<std::string> notes;  // of read_roster()
};

/// The roster with such rows, checked.
/// Errors   malformed: what would come of it is no roster, as read_roster() says
base::Result<NextRoster> with_incoming(RosterDocument now, const std::vector<RosterRow>& rows,
                                       Others others, std::string_view file);

}  // namespace candour::people
