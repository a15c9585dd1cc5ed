// SPDX-License-Identifier: MPL-2.0
//
// Writes the ledger's journal in SQLite. Whoever writes a row of a kind that is chained (columns.h)
// says so here in the same transaction, so that several programs may write: the head is read and
// moved on under the database's own lock.
#pragma once

#include "stores/chain.h"
#include "stores/sqlite_records.h"

namespace candour::stores {

/// For one thread, while its connection lasts. Every call wants a transaction that was begun with
/// BEGIN IMMEDIATE.
class Chain {
 public:
  explicit Chain(sqlite3* connection);

  /// The record as it stands now: new, or changed.
  /// kind, subject   as columns.h names them
  base::Result<void> record(std::string_view kind, std::string_view subject);
  /// The record's row is gone, by somebody's decision.
  base::Result<void> withdraw(std::string_view kind, std::string_view subject);

  /// An event without a record. Returns its number.
  base::Result<std::int64_t> note(std::string_view kind, std::string_view subject,
                                  std::string told);

  base::Result<ChainHead> head();

  RecordReaders& readers() { return readers_; }
  Openings& openings() { return openings_; }
  sqlite3* connection() const { return connection_; }

 private:
  base::Result<std::int64_t> append(JournalEvent event);

  sqlite3* connection_;
  RecordReaders readers_;
  Openings openings_;
  Statement head_, append_;
};

/// Begins the chain of a ledger that has none: with what stands in it, sealed in one go.
base::Result<void> begin_chain(sqlite3* connection);

}  // namespace candour::stores
