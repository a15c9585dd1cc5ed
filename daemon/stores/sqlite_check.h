// SPDX-License-Identifier: MPL-2.0
//
// A look at a ledger's file from outside, while the daemon may be writing it: nothing is changed.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace candour::stores {

struct LedgerState {
  std::uintmax_t bytes = 0;  // with what is not yet written into the main file
  std::int64_t mails = 0;    // on record
};

/// Reads all of the file: half a second for each gigabyte, or more on a slow disk.
///
/// Errors   unavailable: it is not there, cannot be read, or is busy
///          malformed: damaged, or no ledger; SQLite's own words say where
base::Result<LedgerState> check_sqlite(const std::filesystem::path& file);

}  // namespace candour::stores
