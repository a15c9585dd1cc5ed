// SPDX-License-Identifier: MPL-2.0
//
// Mail that went out unchecked, in SQLite.
#pragma once

#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

base::Result<void> insert_unchecked(sqlite3* connection, const UncheckedRow& mail);

/// Newest first; of the filter, days and limit count.
base::Result<std::vector<UncheckedRow>> unchecked_mail(sqlite3* connection,
                                                       const ListFilter& filter);

}  // namespace candour::stores
