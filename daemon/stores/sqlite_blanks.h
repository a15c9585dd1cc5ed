// SPDX-License-Identifier: MPL-2.0
//
// Takes personal values out of rows of the ledger: what is written in their place, and what is left
// of the salts that opened them.
#pragma once

#include "stores/sqlite_chain.h"

namespace candour::stores {

/// Puts `instead` in the place of values of one record.
///
/// labels   as RecordText has them
base::Result<void> blank_values(sqlite3* connection, const RecordKind& kind,
                                std::string_view subject, const std::vector<std::string>& labels,
                                const std::string& instead);

/// What a message is known again by: its fingerprints.
base::Result<void> forget_fingerprints(sqlite3* connection, std::string_view decision);

/// Empties the log, so that no older state of a page is left in it. False where somebody reads the
/// ledger for so long that it could not be done.
base::Result<bool> cut_log(sqlite3* connection);

}  // namespace candour::stores
