// SPDX-License-Identifier: MPL-2.0
//
// The ledger's figures, added up by SQLite.
#pragma once

#include <filesystem>
#include <memory>

#include "stores/tally.h"

namespace candour::stores {

/// Opens a ledger that is there, for counting alone; an older one is brought up to date first.
///
/// Errors   malformed: no file there, or written by a newer Candour
///          unavailable: cannot be opened, is locked, or is no SQLite file
base::Result<std::unique_ptr<Tallies>> open_sqlite_tallies(const std::filesystem::path& file);

}  // namespace candour::stores
