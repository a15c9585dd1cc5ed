// SPDX-License-Identifier: MPL-2.0
//
// The policies that were in force, in a ledger that is an SQLite file; by a connection of its own.
#pragma once

#include <filesystem>
#include <memory>

#include "stores/policy_versions.h"

namespace candour::stores {

/// Errors   as open_sqlite() has them
base::Result<std::unique_ptr<PolicyVersions>> open_sqlite_policy_versions(
    const std::filesystem::path& file);

}  // namespace candour::stores
