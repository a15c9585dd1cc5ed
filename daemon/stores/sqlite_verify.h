// SPDX-License-Identifier: MPL-2.0
//
// Whether a ledger's records are those that were written. What this can show and what it cannot
// stands in README.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "stores/chain.h"

namespace candour::stores {

/// The first thing that is wrong.
struct ChainFault {
  /// "changed", "removed", "inserted", "swapped"; with a head that was noted elsewhere "cut" and
  /// "rewritten".
  std::string how;
  std::int64_t event = 0;  // of the journal; 0: of none
  std::string record;      // "decision 5f0c19…"; empty: of none
  std::string told;        // a sentence for people
};

struct ChainReport {
  ChainHead head;
  base::Instant begun;      // when the chain began
  std::int64_t sealed = 0;  // records that were there already
  std::int64_t records = 0, with_erased = 0;
  std::optional<ChainFault> fault;  // the rest counts up to it
};

/// Reads the whole ledger in one sweep, while others may write; changes nothing.
///
/// known    a head that was noted elsewhere
/// Errors   malformed: no ledger, damaged, of a newer Candour, or without a chain so far
///          unavailable: it cannot be read
base::Result<ChainReport> verify_sqlite(const std::filesystem::path& file,
                                        const std::optional<ChainHead>& known);

/// The newest event, on the disk when it returns. Errors   as above
base::Result<ChainHead> sqlite_head(const std::filesystem::path& file);

}  // namespace candour::stores
