// SPDX-License-Identifier: MPL-2.0
//
// What can be wrong with a roster's cells, and odd about the whole: in words that say how to mend
// it. Where it stands is roster_csv.cc's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/roster.h"

namespace candour::people {

std::string in_quotes(std::string_view text);  // cut where it is long
/// "; did you mean '…'?", or nothing where no candidate is close.
std::string or_close(std::string_view word, const std::vector<std::string_view>& candidates);

std::string fault_of_role(std::string_view word);
/// Empty for a good address or pattern.
std::string fault_of_address(std::string_view address);

bool terms_overlap(const Term& a, const Term& b);

/// A list of a committee or group that nobody belongs to; probably misspelt.
struct ListNote {
  std::size_t list;  // its index in the roster
  std::string what;
};
std::vector<ListNote> notes_on_lists(const RosterFile& roster);

/// Two chairs at one time, where there are.
std::optional<std::string> note_on_chairs(const RosterFile& roster);

}  // namespace candour::people
