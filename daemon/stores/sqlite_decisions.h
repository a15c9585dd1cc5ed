// SPDX-License-Identifier: MPL-2.0
//
// The rows that one judged message makes in SQLite.
#pragma once

#include "stores/ledger.h"
#include "stores/sqlite_chain.h"

namespace candour::stores {

// Both in a transaction of the caller's.

/// A message with its threads, fingerprints and findings.
base::Result<void> insert_decision(Chain& chain, const DecisionRow& decision);

base::Result<void> insert_outcome(Chain& chain, const OutcomeRow& outcome);

}  // namespace candour::stores
