// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_check.h"

#include "stores/sqlite_statement.h"

namespace candour::stores {

namespace fs = std::filesystem;

namespace {

constexpr int patience_ms = 5'000;

base::Error damaged(const fs::path& file, const std::string& how) {
  return {base::Fault::malformed, "stores.sqlite_check", file.string() + ": " + how};
}

std::uintmax_t bytes_of(const fs::path& file) {
  std::uintmax_t bytes = 0;
  for (const char* ending : {"", "-wal"}) {
    std::error_code error;
    const auto size = fs::file_size(file.string() + ending, error);
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace

base::Result<LedgerState> check_sqlite(const fs::path& file) {
  sqlite3* opened = nullptr;
  // A ledger that the daemon has left has no WAL beside it; to read it SQLite makes one.
  const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const Connection connection(opened);
  if (status != SQLITE_OK) return failure(opened, "stores.sqlite_check");
  sqlite3_busy_timeout(opened, patience_ms);

  Statement check(opened, "PRAGMA quick_check(1)", "stores.sqlite_check");
  const auto row = check.step();
  const int code = sqlite3_errcode(opened);
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) return damaged(file, sqlite3_errmsg(opened));
  if (!row) return row.error();
  if (const auto told = check.text(); told != "ok") return damaged(file, told);

  Statement count(opened, "SELECT COUNT(*) FROM decision", "stores.sqlite_check");
  const auto counted = count.step();
  if (!counted) return damaged(file, "no ledger of Candour's");
  return LedgerState{bytes_of(file), count.number()};
}

}  // namespace candour::stores
