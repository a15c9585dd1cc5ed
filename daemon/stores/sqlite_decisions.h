// SPDX-License-Identifier: MPL-2.0
//
// The rows that one judged message makes in SQLite.
#pragma once

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// A message with its threads, fingerprints and findings; in a transaction of the caller's.
base::Result<void> insert_decision(sqlite3* connection, const DecisionRow& decision);

base::Result<void> insert_outcome(sqlite3* connection, const OutcomeRow& outcome);

}  // namespace candour::stores
