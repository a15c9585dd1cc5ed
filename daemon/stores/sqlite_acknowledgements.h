// SPDX-License-Identifier: MPL-2.0
//
// Acknowledgements in SQLite, under the digest of their ids: who reads the ledger cannot use one.
#pragma once

#include <optional>
#include <string_view>

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// Forgets those of the day before and earlier, which nobody used.
base::Result<void> insert_acknowledgement(sqlite3* connection,
                                          const Acknowledgement& acknowledgement,
                                          std::string_view digest_key);

/// Gives it and forgets it, or nothing.
base::Result<std::optional<Acknowledgement>> remove_acknowledgement(sqlite3* connection,
                                                                    std::string_view id,
                                                                    std::string_view digest_key);

}  // namespace candour::stores
