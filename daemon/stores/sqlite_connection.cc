// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_connection.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stores/sqlite_chain.h"
#include "stores/sqlite_fingerprints.h"
#include "stores/sqlite_schema.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace {

// A decision may ask half a dozen times; the clerk waits for all of them.
constexpr int busy_milliseconds = 1'000;

base::Result<void> migrate(sqlite3* connection) {
  Transaction transaction(connection);
  if (auto begun = transaction.begin(); !begun) return begun;
  Statement version_row(connection, "PRAGMA user_version", "stores.migrate");
  const auto found = version_row.step();
  if (!found) return found.error();
  const auto version = static_cast<std::size_t>(version_row.number());
  // A statement that is not at its end would keep a migration from dropping a table.
  version_row.reset();
  if (version > migrations.size())
    return base::Error{base::Fault::malformed, "stores.migrate",
                       "the ledger was written by a newer Candour (its format is " +
                           std::to_string(version) + ", this program knows " +
                           std::to_string(migrations.size()) + "); install that version"};
  for (auto next = version; next < migrations.size(); ++next)
    if (auto done = execute(connection, std::string(migrations[next]).c_str(), "stores.migrate");
        !done)
      return done;
  if (version < first_chained)
    if (auto begun = begin_chain(connection); !begun) return begun;
  const auto numbered = "PRAGMA user_version = " + std::to_string(migrations.size());
  if (auto done = execute(connection, numbered.c_str(), "stores.migrate"); !done) return done;
  return transaction.commit();
}

// SQLite makes its files with the umask's mode; the ledger is its owner's alone. One that is there
// is left alone: closing a descriptor of it would take the locks of this process's other
// connections away (fcntl(2)), and another program would then delete the log they write to.
void make_private(const std::filesystem::path& file) {
  const int descriptor =
      ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

base::Result<Connection> open_connection(const std::filesystem::path& file) {
  if (file != ":memory:") make_private(file);
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  auto named = [&](base::Error error) {
    error.detail = file.string() + ": " + error.detail;
    return error;
  };
  if (code != SQLITE_OK) return named(failure(opened, "stores.open"));
  sqlite3_busy_timeout(opened, busy_milliseconds);
  // FULL: a decision is on the disk before anybody acts on it.
  for (const auto* pragma :
       {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON"})
    if (auto set = execute(opened, pragma, "stores.open"); !set) return named(set.error());
  if (auto added = add_fingerprint_functions(opened); !added) return named(added.error());
  if (auto migrated = migrate(opened); !migrated) return named(migrated.error());
  return connection;
}

}  // namespace candour::stores
