// SPDX-License-Identifier: MPL-2.0
//
// Committees and political groups by the names people give them: "Planning", "the Planning
// Committee", "Pwyllgor Cynllunio", "F&GP"; "Lib Dems". The roster has one name of each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::people {

/// A committee's name without the word that says what it is, folded: "planning" for "Planning
/// Committee", "events" for "Events Working Group".
std::string subject_of_body(std::string_view name);
/// Whether the name says what it is: "Events Working Group", but not "Planning".
bool says_its_kind(std::string_view name);

/// What a text may call a committee beside a word that says what it is: folded, in English and in
/// Welsh, with "and" or "&", as initials ("f&gp"); what the roster calls it first.
std::vector<std::string> names_of_body(std::string_view name);

/// Whether a roster's group is one of councillors who stand together. Independents and those
/// without a group are not.
bool is_political_group(std::string_view group);
/// What a text may call a political group and its members: folded, "liberal democrats", "lib dem".
std::vector<std::string> names_of_group(std::string_view group);

}  // namespace candour::people
