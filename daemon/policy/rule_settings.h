// SPDX-License-Identifier: MPL-2.0
//
// The `rules:` of a pack and of a policy: the same three forms in both,
//
//   silent-copy: confirm
//   confidential-disclosure: {correspondence: confirm, outgoing: warn}
//   official-in-councillor-name: {action: warn, exceptions: ["*@parliament.uk"]}
//
// and in a pack `section` and `summary` besides, the clause the rule stands on. In the long form
// `action` may be by grade too.
#pragma once

#include "base/yaml_faults.h"
#include "policy/policy.h"

namespace candour::policy {

/// Lays the settings of a `rules:` map over `policy`.
///
/// document  the pack's protocol, for clauses
void read_rules(const YAML::Node& rules, Origin origin, const std::string& document,
                base::YamlFaults& faults, Policy& policy);

}  // namespace candour::policy
