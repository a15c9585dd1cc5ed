// SPDX-License-Identifier: MPL-2.0
//
// Reads the journal in SQLite, and tells what was done to it where a link does not hold.
#pragma once

#include <optional>
#include <string>

#include "stores/chain.h"
#include "stores/sealing.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// Events in their order.
std::string journal_sql(std::string_view condition);
JournalEvent event_from(Statement& row);

/// What an "erased" event tells: the labels of all that was erased of its record so far.
std::string erased_told(const Opening& opening, const std::vector<std::string>& labels);

class JournalReader {
 public:
  explicit JournalReader(sqlite3* connection);

  base::Result<std::optional<JournalEvent>> find(std::int64_t number);

  struct Wrong {
    std::string how, what;  // as ChainFault has them
  };
  /// expected   its number, one more than the last
  /// before     the link before it
  base::Result<std::optional<Wrong>> what_is_wrong(const JournalEvent& event, std::int64_t expected,
                                                   std::string_view before);

 private:
  base::Result<Wrong> diagnosed(const JournalEvent& event, std::string_view before);

  sqlite3* connection_;
  Statement find_;
};

}  // namespace candour::stores
