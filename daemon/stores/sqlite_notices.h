// SPDX-License-Identifier: MPL-2.0
//
// Notices about messages of a mailbox, in SQLite.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

base::Result<void> insert_notice(sqlite3* connection, const NoticeRow& notice,
                                 const std::optional<MessagePlace>& instead_of);
base::Result<void> delete_notice(sqlite3* connection, const MessagePlace& about);
base::Result<std::vector<NoticeRow>> notices_of(sqlite3* connection, std::string_view account);

}  // namespace candour::stores
