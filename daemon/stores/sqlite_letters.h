// SPDX-License-Identifier: MPL-2.0
//
// Letters and their answers in SQLite, and which of them were late.
#pragma once

#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_chain.h"

namespace candour::stores {

/// The same letter of another mailbox is one row; the earliest time counts.
base::Result<void> insert_letter(sqlite3* connection, const LetterRow& letter);

/// Oldest first; none that was stopped on its way.
base::Result<std::vector<LetterRow>> letters_from(sqlite3* connection, base::Instant from);

/// Whether it was new. In a transaction of the caller's.
base::Result<bool> insert_late_reply(Chain& chain, const LateReplyRow& late);

}  // namespace candour::stores
