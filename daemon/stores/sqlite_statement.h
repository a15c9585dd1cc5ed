// SPDX-License-Identifier: MPL-2.0
//
// A thin hold on SQLite's C interface: a connection that closes itself, a statement that binds in
// order and reads in order. Lists travel as JSON arrays.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// SQLite's own words for what went wrong, as `unavailable`.
base::Error failure(sqlite3* connection, std::string_view where);

std::string to_json(const std::vector<std::string>& list);
std::vector<std::string> list_from_json(std::string_view json);

/// Runs SQL that needs no values.
base::Result<void> execute(sqlite3* connection, const char* sql, std::string_view where);

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql, std::string_view where);

  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind(const std::vector<std::string>& list) { return bind(to_json(list)); }
  Statement& bind(base::Instant time) { return bind(time.time_since_epoch().count()); }

  /// The next row; false after the last.
  base::Result<bool> step();
  base::Result<void> run();  // step() for what gives no rows
  void reset();              // for binding and running once more

  std::string text();        // the row's next column
  std::string_view bytes();  // until the next step
  std::int64_t number();
  base::Instant time() { return base::Instant{std::chrono::milliseconds{number()}}; }
  std::vector<std::string> list() { return list_from_json(text()); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* connection_;
  std::string_view where_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  bool sound_ = true;  // prepared, and every value bound
  int parameter_ = 0;
  int column_ = 0;
};

}  // namespace candour::stores
