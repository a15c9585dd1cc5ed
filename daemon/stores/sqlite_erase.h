// SPDX-License-Identifier: MPL-2.0
//
// Takes people out of a ledger: one who asked for it, or all of a time that is over. What is of
// nobody in particular stays, and so do the counts; the journal says what was erased, never whose.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

enum class Trial { yes, no };

/// Whom.
struct PersonToErase {
  std::vector<std::string> keys;   // digests of addresses, and of the name as letters have it
  std::vector<std::string> words;  // names, addresses and logins in clear
  std::string asked_by;            // for the journal: who runs it, not who asked for it
};

struct Erased {
  std::int64_t records = 0;  // decisions, outcomes, false alarms, …
  std::int64_t letters = 0;
  std::int64_t others = 0;  // of the working state
  std::int64_t unfit = 0;   // of the records: those that had been changed by hand before
  /// No older state is left in the log beside the ledger. False: somebody read it all the time.
  bool log_is_cut = true;
};

/// Some hundred records a transaction, each with its event: whoever is killed leaves a sound ledger
/// and may begin again. Mail goes on meanwhile but for the moment in which the file is packed.
///
/// Errors   unavailable: the ledger is locked or cannot be opened
base::Result<Erased> erase_person(const std::filesystem::path& file, const PersonToErase& person,
                                  Trial trial);

/// Everything personal in records older than that, and the letters.
base::Result<Erased> erase_older(const std::filesystem::path& file, base::Instant before,
                                 const std::string& asked_by, Trial trial);

}  // namespace candour::stores
