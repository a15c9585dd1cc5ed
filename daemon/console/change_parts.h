// SPDX-License-Identifier: MPL-2.0
//
// Parts that the pages about changing the policy share.
#pragma once

#include <string_view>

#include "console/page.h"

namespace candour::console {

/// How a policy came into force: "put live".
std::string_view policy_origin_words(stores::PolicyOrigin how);

/// The form that begins a replay, or the way to the one under way.
Markup replay_section(const PolicyDesk& desk, const Visit& visit);

/// The form that picks the draft's pack.
Markup pack_section(const Sources& sources, const Visit& visit, const policy::Policy& draft);

}  // namespace candour::console
