// SPDX-License-Identifier: MPL-2.0

#include "people/roster_remarks.h"

#include <algorithm>

#include "base/text.h"
#include "people/naming.h"
#include "people/person_name.h"
#include "people/roster_checks.h"

namespace candour::people {

namespace {

const Person* person_of(const Roster& roster, const RosterRow& row) {
  const auto key = person_key(row.name);
  for (const auto& person : roster.people())
    if (person_key(person.name) == key) return &person;
  return nullptr;
}

bool has_address(const Person& person) {
  return std::ranges::any_of(person.positions,
                             [](const Position& position) { return !position.emails.empty(); });
}

bool serves(const Person& person, base::Day day) {
  return std::ranges::any_of(person.positions, [&](const Position& position) {
    return position.term.covers(day) || (position.term.start && *position.term.start > day);
  });
}

// "jane.smith2023" as "jane smith"; empty where it cannot be a whole name.
std::string name_in(std::string_view local) {
  std::string words;
  std::size_t parts = 0;
  bool in_word = false;
  for (const char c : local) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter && !in_word && ++parts > 1) words += ' ';
    if (letter) words += c;
    in_word = letter;
  }
  return parts > 1 ? words : std::string();
}

}  // namespace

std::vector<RosterRemark> remarks_on(const RosterDocument& document, const Roster& roster,
                                     base::Day today) {
  std::vector<RosterRemark> remarks;
  std::vector<const Person*> told;
  for (std::size_t i = 0; i < document.rows().size(); ++i) {
    const auto& row = document.rows()[i];
    const auto* person = person_of(roster, row);
    if (base::equals_ignoring_case(row.role, "list")) {
      const auto list = std::ranges::find(roster.lists(), row.name, &List::name);
      if (list != roster.lists().end() && roster.members(*list, today).empty())
        remarks.push_back({document.place_of(i),
                           "the list " + in_quotes(row.name) +
                               " stands for nobody today; mend its committees or group, or those "
                               "of its members"});
      continue;
    }
    if (person == nullptr || std::ranges::find(told, person) != told.end()) continue;
    told.push_back(person);
    if (!serves(*person, today))
      remarks.push_back({document.place_of(i),
                         "the terms of " + person->name +
                             " are over; mail to this address counts as an outsider's. Give a new "
                             "term, or leave it so"});
    else if (person->is_councillor_on(today) && !has_address(*person))
      remarks.push_back(
          {document.place_of(i), "councillor " + person->name +
                                     " has no address; mail to and from this person is not known "
                                     "as a councillor's"});
  }
  return remarks;
}

std::optional<ProposedAddress> proposal_for(std::string_view name, std::string_view address,
                                            const Roster& roster, base::Day today) {
  const auto key = normalised(address);
  const auto at = key.find('@');
  if (at == key.npos || !fault_of_address(key).empty()) return {};
  const auto standing = roster.identify(key, today);
  if (standing.kind != Standing::Kind::third_party || standing.person != nullptr) return {};
  // A former councillor's address is known, though he is nobody now.
  for (const auto& person : roster.people())
    for (const auto& position : person.positions)
      if (std::ranges::find(position.emails, key) != position.emails.end()) return {};
  if (const auto* person = named_by(name, roster, today); person != nullptr)
    return ProposedAddress{std::string(base::trim(address)), person->name, "it bears the name"};
  if (const auto words = name_in(std::string_view(key).substr(0, at)); !words.empty())
    if (const auto* person = named_by(words, roster, today); person != nullptr)
      return ProposedAddress{std::string(base::trim(address)), person->name,
                             "it is spelt like the name"};
  return {};
}

}  // namespace candour::people
