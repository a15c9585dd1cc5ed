// SPDX-License-Identifier: MPL-2.0
//
// How long a commit takes and what an unfinished one leaves: nothing.
#pragma once

#include <string>

#include "stores/sqlite_statement.h"

namespace candour::stores {

/// BEGIN, and ROLLBACK unless it was committed.
class Transaction {
 public:
  explicit Transaction(sqlite3* connection) : connection_(connection) {}
  ~Transaction() {
    if (open_) sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  base::Result<void> begin() { return begin("BEGIN IMMEDIATE"); }
  /// For many queries: they see one state, and the locks are taken once.
  base::Result<void> begin_reading() { return begin("BEGIN DEFERRED"); }
  base::Result<void> commit() {
    auto committed = execute(connection_, "COMMIT", "stores.commit");
    open_ = open_ && !committed;
    return committed;
  }

 private:
  base::Result<void> begin(const char* sql) {
    auto begun = execute(connection_, sql, "stores.begin");
    open_ = begun.has_value();
    return begun;
  }

  sqlite3* connection_;
  bool open_ = false;
};

/// Commits that do not wait for the disk, for as long as it lives.
class WithoutFlush {
 public:
  explicit WithoutFlush(sqlite3* connection) : connection_(connection) { set("NORMAL"); }
  ~WithoutFlush() { set("FULL"); }
  WithoutFlush(const WithoutFlush&) = delete;
  WithoutFlush& operator=(const WithoutFlush&) = delete;

 private:
  // Takes no lock and touches no file, so there is nothing that could fail.
  void set(const std::string& mode) {
    sqlite3_exec(connection_, ("PRAGMA synchronous = " + mode).c_str(), nullptr, nullptr, nullptr);
  }
  sqlite3* connection_;
};

}  // namespace candour::stores
