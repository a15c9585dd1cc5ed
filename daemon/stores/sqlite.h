// SPDX-License-Identifier: MPL-2.0
//
// The ledger in one SQLite file: the embedded default. WAL, so that lists read while mail is
// written.
#pragma once

#include <filesystem>
#include <memory>

#include "stores/ledger.h"

namespace candour::stores {

/// Opens a ledger, makes it where there is none (mode 0600), and brings an older one up to date.
///
/// file     ":memory:" for one that ends with the program
/// Errors   unavailable: cannot be opened, is locked, or is no SQLite file
///          malformed: written by a newer Candour
base::Result<std::unique_ptr<Ledger>> open_sqlite(const std::filesystem::path& file);

}  // namespace candour::stores
