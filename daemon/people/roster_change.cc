// SPDX-License-Identifier: MPL-2.0

#include "people/roster_change.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/calendar.h"
#include "base/text.h"
#include "people/person_name.h"
#include "people/roster.h"

namespace candour::people {

namespace {

std::string day_of(std::string_view cell) {
  const auto day = base::parse_day(cell);
  return day ? base::to_string(*day) : std::string(cell);
}

std::set<std::string> addresses_of(std::string_view cell) {
  std::set<std::string> addresses;
  while (!cell.empty()) {
    const auto end = cell.find_first_of(";, \t\r\n");
    if (end != 0) addresses.insert(normalised(cell.substr(0, end)));
    cell.remove_prefix(end == cell.npos ? cell.size() : end + 1);
  }
  return addresses;
}

std::vector<std::string> committees_of(std::string_view cell) {
  std::vector<std::string> committees;
  for (const auto committee : base::split(cell, ';'))
    if (const auto name = base::trim(committee); !name.empty()) committees.emplace_back(name);
  std::ranges::sort(committees);
  return committees;
}

std::string role_key(std::string_view role) {
  const auto known = role_named(role);
  return known ? std::string(name_of(*known)) : base::lower_ascii(role);
}

std::string key_of(const RosterRow& row) {
  return person_key(row.name) + "\n" + role_key(row.role);
}

}  // namespace

bool says_the_same(const RosterRow& a, const RosterRow& b) {
  return a.name == b.name && role_key(a.role) == role_key(b.role) &&
         addresses_of(a.emails) == addresses_of(b.emails) && a.group == b.group &&
         committees_of(a.committees) == committees_of(b.committees) &&
         day_of(a.term_start) == day_of(b.term_start) && day_of(a.term_end) == day_of(b.term_end);
}

RosterDifference difference(const std::vector<RosterRow>& now, const std::vector<RosterRow>& next,
                            Others others) {
  std::map<std::string, std::vector<std::size_t>> known;  // rows not met yet
  for (std::size_t i = 0; i < now.size(); ++i) known[key_of(now[i])].push_back(i);
  RosterDifference difference;
  std::vector<const RosterRow*> without_twin;
  // Those that say the same first: of two terms in one office the other is the changed one.
  for (const auto& row : next) {
    auto& rows = known[key_of(row)];
    const auto twin =
        std::ranges::find_if(rows, [&](auto i) { return says_the_same(now[i], row); });
    if (twin == rows.end())
      without_twin.push_back(&row);
    else
      rows.erase(twin);
  }
  for (const auto* row : without_twin) {
    auto& rows = known[key_of(*row)];
    if (rows.empty()) {
      difference.added.push_back(*row);
      continue;
    }
    difference.changed.push_back({rows.front(), now[rows.front()], *row});
    rows.erase(rows.begin());
  }
  if (others == Others::stay) return difference;
  for (const auto& [key, rows] : known)
    difference.gone.insert(difference.gone.end(), rows.begin(), rows.end());
  std::ranges::sort(difference.gone);
  return difference;
}

void apply(const RosterDifference& difference, RosterDocument& roster) {
  for (const auto& changed : difference.changed) roster.replace(changed.row, changed.after);
  for (auto row = difference.gone.rbegin(); row != difference.gone.rend(); ++row)
    roster.remove(*row);
  for (const auto& row : difference.added) roster.add(row);
}

}  // namespace candour::people
