// SPDX-License-Identifier: MPL-2.0
//
// The options of candour user add|list|remove|password|role.
#pragma once

#include <CLI/CLI.hpp>

#include "app/user_command.h"

namespace candour::app {

using UserAction = int (*)(const UserOptions&, std::ostream&, std::ostream&);

/// chosen  what was asked for; unchanged where it was another command
void offer_users(CLI::App& program, UserOptions& user, UserAction& chosen);

}  // namespace candour::app
