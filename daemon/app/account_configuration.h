// SPDX-License-Identifier: MPL-2.0
//
// The list under `accounts:` in candourd's configuration: mailboxes that are followed.
#pragma once

#include <filesystem>
#include <vector>

#include "base/yaml_faults.h"
#include "watchers/account.h"

namespace candour::app {

/// Passwords are not read here, but at each login: who only lists findings need not know them.
///
/// folder   what paths are relative to
/// faults   what is wrong with the list is added
std::vector<watchers::Account> read_accounts(const YAML::Node& list,
                                             const std::filesystem::path& folder,
                                             base::YamlFaults& faults);

}  // namespace candour::app
