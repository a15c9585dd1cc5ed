// SPDX-License-Identifier: MPL-2.0
//
// Opens the ledger's file: its mode, its settings, its tables in their newest form.
#pragma once

#include <filesystem>

#include "stores/sqlite_statement.h"

namespace candour::stores {

/// Errors   as open_sqlite() has them, the file named
base::Result<Connection> open_connection(const std::filesystem::path& file);

}  // namespace candour::stores
