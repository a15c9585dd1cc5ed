// SPDX-License-Identifier: MPL-2.0
//
// Rows of the ledger as the chain hashes them, read back from where they stand.
#pragma once

#include <map>
#include <optional>

#include "stores/columns.h"
#include "stores/sealing.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// Reads records of one kind. For one thread, while its connection lasts.
class RecordReader {
 public:
  RecordReader(sqlite3* connection, const RecordKind& kind);

  /// Nothing where no such row stands.
  base::Result<std::optional<RecordText>> read(std::string_view subject) {
    return read(subject, subject, subject);
  }
  /// children_of   whose children
  /// as            the name under which it is hashed
  base::Result<std::optional<RecordText>> read(std::string_view subject,
                                               std::string_view children_of, std::string_view as);

 private:
  base::Result<void> read_children(std::string_view subject, RecordText& record);

  const RecordKind& kind_;
  std::vector<Column> columns_, child_columns_;
  Statement row_;
  std::optional<Statement> child_;
};

/// One for each kind, made when it is first asked for.
class RecordReaders {
 public:
  explicit RecordReaders(sqlite3* connection) : connection_(connection) {}
  RecordReader& of(const RecordKind& kind);

 private:
  sqlite3* connection_;
  std::map<std::string_view, RecordReader> readers_;
};

/// What opens a record.
class Openings {
 public:
  explicit Openings(sqlite3* connection);
  base::Result<std::optional<Opening>> find(std::string_view kind, std::string_view subject);
  base::Result<void> put(std::string_view kind, std::string_view subject, const Opening& opening);

 private:
  Statement find_, put_;
};

}  // namespace candour::stores
