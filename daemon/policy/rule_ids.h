// SPDX-License-Identifier: MPL-2.0
//
// Every rule that a pack or a policy may name, those included that this version does not judge yet:
// a council's policy stays valid from version to version.
#pragma once

#include <string_view>
#include <vector>

namespace candour::policy {

/// In the order of policies/rules.md.
const std::vector<std::string_view>& rule_ids();

/// "outgoing", "correspondence"; empty for a rule without grades.
const std::vector<std::string_view>& grades_of(std::string_view rule);

}  // namespace candour::policy
