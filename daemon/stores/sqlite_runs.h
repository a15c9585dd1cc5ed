// SPDX-License-Identifier: MPL-2.0
//
// When candourd ran, in a ledger that is an SQLite file; by a connection of its own.
#pragma once

#include <filesystem>
#include <memory>

#include "stores/runs.h"

namespace candour::stores {

/// Errors   as open_sqlite() has them
base::Result<std::unique_ptr<Runs>> open_sqlite_runs(const std::filesystem::path& file);

}  // namespace candour::stores
