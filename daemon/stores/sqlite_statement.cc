// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_statement.h"

#include <boost/json.hpp>

namespace candour::stores {

namespace json = boost::json;

base::Error failure(sqlite3* connection, std::string_view where) {
  return {base::Fault::unavailable, where,
          connection == nullptr ? "out of memory" : sqlite3_errmsg(connection)};
}

std::string to_json(const std::vector<std::string>& list) {
  return json::serialize(json::value_from(list));
}

std::vector<std::string> list_from_json(std::string_view text) {
  boost::system::error_code error;
  const json::value parsed = json::parse(text, error);
  std::vector<std::string> list;
  if (error || !parsed.is_array()) return list;
  for (const auto& item : parsed.get_array())
    if (item.is_string()) list.emplace_back(item.get_string());
  return list;
}

base::Result<void> execute(sqlite3* connection, const char* sql, std::string_view where) {
  if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(connection, where);
  return {};
}

Statement::Statement(sqlite3* connection, std::string_view sql, std::string_view where)
    : connection_(connection), where_(where) {
  sqlite3_stmt* statement = nullptr;
  sound_ = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement,
                              nullptr) == SQLITE_OK;
  statement_.reset(statement);
}

Statement& Statement::bind(std::string_view text) {
  sound_ = sound_ && sqlite3_bind_text64(statement_.get(), ++parameter_, text.data(), text.size(),
                                         SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  sound_ = sound_ && sqlite3_bind_int64(statement_.get(), ++parameter_, number) == SQLITE_OK;
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  sound_ = sound_ && sqlite3_bind_blob64(statement_.get(), ++parameter_, bytes.data(), bytes.size(),
                                         SQLITE_TRANSIENT) == SQLITE_OK;
  return *this;
}

base::Result<bool> Statement::step() {
  column_ = 0;
  if (!sound_) return failure(connection_, where_);
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      return failure(connection_, where_);
  }
}

base::Result<void> Statement::run() {
  const auto stepped = step();
  if (!stepped) return stepped.error();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  parameter_ = 0;
}

std::string Statement::text() {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column_));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column_));
  ++column_;
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::string_view Statement::bytes() {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column_));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column_));
  ++column_;
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

std::int64_t Statement::number() {
  return sqlite3_column_int64(statement_.get(), column_++);
}

}  // namespace candour::stores
