// SPDX-License-Identifier: MPL-2.0

#include "rules/who/political_groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "people/body_names.h"

namespace candour::rules {

PoliticalGroups::PoliticalGroups(const Correspondence& correspondence) {
  // Each spelling stands in many rows and is read once.
  std::map<std::string_view, std::size_t> by_cell;
  for (const auto* councillor : correspondence.roster.councillors(correspondence.day)) {
    const auto name = councillor->group_on(correspondence.day);
    const auto [known, is_new] = by_cell.try_emplace(name, no_group);
    if (is_new && people::is_political_group(name)) known->second = group_called(name);
    if (known->second != no_group) groups_[known->second].members.push_back(councillor);
  }
}

std::size_t PoliticalGroups::group_called(std::string_view name) {
  const auto group = std::find_if(groups_.begin(), groups_.end(), [&](const PoliticalGroup& known) {
    return people::same_body(known.name, name);
  });
  const auto index = static_cast<std::size_t>(group - groups_.begin());
  if (group == groups_.end()) groups_.push_back({std::string(name), {}});
  return index;
}

const PoliticalGroup* PoliticalGroups::only_one_of(const Councillors& councillors) const {
  const std::set<const people::Person*> wanted(councillors.begin(), councillors.end());
  const PoliticalGroup* only = nullptr;
  for (const auto& group : groups_) {
    const bool any = std::any_of(group.members.begin(), group.members.end(),
                                 [&](const auto* member) { return wanted.contains(member); });
    if (any && only != nullptr) return nullptr;
    if (any) only = &group;
  }
  return groups_.size() > 1 ? only : nullptr;
}

}  // namespace candour::rules
