// SPDX-License-Identifier: MPL-2.0
//
// `candour policy history|apply|revert`: what was in force, and what is to be.
#pragma once

#include "app/policy_command.h"

namespace candour::app {

/// Each returns the exit status: 0 done; 1 refused, nothing was put live; 2 the policy has faults,
/// or the usage is bad.
int list_policies(const PolicyOptions& options, std::ostream& out, std::ostream& err);
int apply_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err);
int revert_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
