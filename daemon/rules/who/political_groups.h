// SPDX-License-Identifier: MPL-2.0
//
// The council's political groups on a mail's day. Independents, and councillors without a group,
// belong to none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"
#include "rules/who/copied_people.h"

namespace candour::rules {

struct PoliticalGroup {
  std::string name;     // as the roster has it
  Councillors members;  // in office
};

class PoliticalGroups {
 public:
  explicit PoliticalGroups(const Correspondence& correspondence);

  const std::vector<PoliticalGroup>& all() const { return groups_; }
  /// The only group to which any of these belong; null where they belong to several or to none, and
  /// where the council has no other.
  const PoliticalGroup* only_one_of(const Councillors& councillors) const;

 private:
  static constexpr std::size_t no_group = static_cast<std::size_t>(-1);
  std::size_t group_called(std::string_view name);

  std::vector<PoliticalGroup> groups_;
};

}  // namespace candour::rules
