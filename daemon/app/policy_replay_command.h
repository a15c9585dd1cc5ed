// SPDX-License-Identifier: MPL-2.0
//
// `candour policy replay`: a policy tried on past mail, beside the one in force.
#pragma once

#include "app/policy_command.h"

namespace candour::app {

/// Exit status: 0 tried; 2 the policy has faults, the mail cannot be had, or the usage is bad.
int replay_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
