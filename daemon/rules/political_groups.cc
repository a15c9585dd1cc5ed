// SPDX-License-Identifier: MPL-2.0

#include "rules/political_groups.h"

#include <algorithm>

#include "people/body_names.h"

namespace candour::rules {

PoliticalGroups::PoliticalGroups(const Correspondence& correspondence) {
  for (const auto* councillor : correspondence.roster.councillors(correspondence.day)) {
    const auto name = councillor->group_on(correspondence.day);
    if (!people::is_political_group(name)) continue;
    auto group = std::find_if(groups_.begin(), groups_.end(), [&](const PoliticalGroup& known) {
      return people::same_body(known.name, name);
    });
    if (group == groups_.end()) group = groups_.insert(groups_.end(), {std::string(name), {}});
    group->members.push_back(councillor);
  }
}

const PoliticalGroup* PoliticalGroups::only_one_of(const Councillors& councillors) const {
  const PoliticalGroup* only = nullptr;
  for (const auto& group : groups_) {
    const bool any = std::any_of(councillors.begin(), councillors.end(),
                                 [&](const auto* each) { return contains(group.members, each); });
    if (any && only != nullptr) return nullptr;
    if (any) only = &group;
  }
  return groups_.size() > 1 ? only : nullptr;
}

}  // namespace candour::rules
