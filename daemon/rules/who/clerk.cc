// SPDX-License-Identifier: MPL-2.0

#include "rules/who/clerk.h"

#include <algorithm>

namespace candour::rules {

std::string clerk_of(const people::Roster& roster, base::Day day) {
  std::string clerk;
  for (const auto& person : roster.people())
    for (const auto& position : person.positions) {
      if (position.role != people::Role::clerk || !position.term.covers(day)) continue;
      if (position.emails.empty() || position.emails.front().starts_with('*')) continue;
      const auto found = person.name + " <" + position.emails.front() + ">";
      // Who acts for the clerk has a term; the clerk often none.
      if (position.term.start || position.term.end) return found;
      if (clerk.empty()) clerk = found;
    }
  return clerk;
}

std::vector<const people::Person*> clerks_of(const people::Roster& roster, base::Day day) {
  std::vector<const people::Person*> clerks;
  for (const auto& person : roster.people())
    if (std::any_of(person.positions.begin(), person.positions.end(),
                    [&](const people::Position& position) {
                      return position.role == people::Role::clerk && position.term.covers(day);
                    }))
      clerks.push_back(&person);
  return clerks;
}

}  // namespace candour::rules
