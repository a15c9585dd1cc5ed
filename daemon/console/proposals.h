// SPDX-License-Identifier: MPL-2.0
//
// Addresses that may be a councillor's own, met in mail that passed or is held.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "console/page.h"
#include "console/roster_file.h"
#include "people/roster_remarks.h"

namespace candour::console {

struct Proposal {
  people::ProposedAddress address;
  std::optional<base::Instant>
      last;  // when mail with it came by; nothing: it is in held mail alone
};

/// The latest first, those of held mail alone behind; each address once.
std::vector<Proposal> proposals(const Sources& sources, base::Day today);

/// The index of a councillor's row: the first of that name.
std::optional<std::size_t> row_of(std::string_view councillor, const RosterOnDisk& roster);

}  // namespace candour::console
