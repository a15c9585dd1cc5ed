// SPDX-License-Identifier: MPL-2.0
//
// What is worth a look in a roster that is no fault: each with its place and what to do.
#pragma once

#include <string>
#include <vector>

#include "people/roster.h"
#include "people/roster_document.h"

namespace candour::people {

struct RosterRemark {
  Place place;
  std::string what;
};

/// Councillors without an address, people whose terms are all over, lists that nobody is in.
std::vector<RosterRemark> remarks_on(const RosterDocument& document, const Roster& roster,
                                     base::Day today);

/// An address that is in no row and looks like a councillor's own.
struct ProposedAddress {
  std::string address;     // as it was written
  std::string councillor;  // his name in the roster
  std::string why;         // "it bears his name", "it is spelt like his name"
};

/// Nothing where the address is known, the council's own, or like nobody's alone.
///
/// name   the display name that came with it, or empty
std::optional<ProposedAddress> proposal_for(std::string_view name, std::string_view address,
                                            const Roster& roster, base::Day today);

}  // namespace candour::people
