// SPDX-License-Identifier: MPL-2.0
//
// Fingerprints in SQLite: each a 64-bit number beside the number of its message, in one table that
// is its own index.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// A fingerprint stands in SQL as key_number(text); to be called before the migrations.
base::Result<void> add_key_number(sqlite3* connection);

base::Result<void> insert_fingerprints(sqlite3* connection, const DecisionRow& decision);

/// Which messages, by id, have at least so many of these fingerprints, and which of them, sorted.
/// One that dozens of messages have is a stock phrase, and counts for none.
base::Result<std::map<std::string, std::vector<std::string>>> sharing(
    sqlite3* connection, const std::vector<std::string>& fingerprints, std::size_t at_least);

}  // namespace candour::stores
