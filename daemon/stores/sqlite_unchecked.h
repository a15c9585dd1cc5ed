// SPDX-License-Identifier: MPL-2.0
//
// Mail that went out unchecked, in SQLite.
#pragma once

#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_chain.h"

namespace candour::stores {

/// In a transaction of the caller's.
base::Result<void> insert_unchecked(Chain& chain, const UncheckedRow& mail);

/// Newest first; of the filter, days and limit count.
base::Result<std::vector<UncheckedRow>> unchecked_mail(sqlite3* connection,
                                                       const ListFilter& filter);

}  // namespace candour::stores
