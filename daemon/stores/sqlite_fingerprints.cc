// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_fingerprints.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace candour::stores {

namespace {

constexpr std::size_t key_bytes = 8;
constexpr std::size_t least_room = 4'096;  // keys

void append_packed(std::int64_t key, std::string& bytes) {
  for (std::size_t shift = 8 * key_bytes; shift > 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(key) >> (shift - 8));
}

void key_number_in_sql(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
  const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  sqlite3_result_int64(context, key_number(text == nullptr ? "" : std::string_view(text, bytes)));
}

// SQLite keeps a zeroed place for each group; the pointer in it is the piece so far.
std::string*& piece_of(sqlite3_context* context) {
  return *static_cast<std::string**>(sqlite3_aggregate_context(context, sizeof(std::string*)));
}

void add_to_piece(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  auto& piece = piece_of(context);
  if (piece == nullptr) piece = new std::string;
  append_packed(sqlite3_value_int64(values[0]), *piece);
}

void finish_piece(sqlite3_context* context) {
  const std::unique_ptr<std::string> piece(std::exchange(piece_of(context), nullptr));
  const std::string_view bytes = piece ? std::string_view(*piece) : std::string_view();
  sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

// Sorted, as they stand on disk: neighbours are written and read together.
std::vector<std::int64_t> numbers_of(const std::vector<std::string>& fingerprints) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(fingerprints.size());
  for (const auto& fingerprint : fingerprints) numbers.push_back(key_number(fingerprint));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace

std::int64_t key_number(std::string_view fingerprint) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : fingerprint) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return static_cast<std::int64_t>(hash);
}

std::vector<std::int64_t> unpacked_keys(std::string_view piece) {
  std::vector<std::int64_t> keys;
  keys.reserve(piece.size() / key_bytes);
  for (; piece.size() >= key_bytes; piece.remove_prefix(key_bytes)) {
    std::uint64_t key = 0;
    for (const char c : piece.substr(0, key_bytes)) key = key << 8 | static_cast<unsigned char>(c);
    keys.push_back(static_cast<std::int64_t>(key));
  }
  return keys;
}

base::Result<void> add_fingerprint_functions(sqlite3* connection) {
  constexpr int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  if (sqlite3_create_function(connection, "key_number", 1, kind, nullptr, &key_number_in_sql,
                              nullptr, nullptr) != SQLITE_OK ||
      sqlite3_create_function(connection, "packed_keys", 1, kind, nullptr, nullptr, &add_to_piece,
                              &finish_piece) != SQLITE_OK)
    return failure(connection, "stores.fingerprint_functions");
  return {};
}

base::Result<void> insert_fingerprints(sqlite3* connection, const DecisionRow& decision) {
  if (decision.fingerprints.empty()) return {};
  const auto keys = numbers_of(decision.fingerprints);
  std::string packed;
  for (const auto key : keys) append_packed(key, packed);
  auto numbered =
      Statement(connection, "INSERT INTO fingerprinted (id, count, keys) VALUES (?, ?, ?)",
                "stores.fingerprints")
          .bind(decision.id)
          .bind(static_cast<std::int64_t>(decision.fingerprints.size()))
          .bind_bytes(packed)
          .run();
  if (!numbered) return numbered;
  const std::int64_t number = sqlite3_last_insert_rowid(connection);
  Statement row(connection, "INSERT INTO passage VALUES (?, ?)", "stores.fingerprints");
  for (const auto key : keys) {
    if (auto inserted = row.bind(key).bind(number).run(); !inserted) return inserted;
    row.reset();
  }
  return {};
}

base::Result<void> KeptFingerprints::catch_up(sqlite3* connection) {
  auto had_room = take_in_newer(connection);
  if (!had_room) return had_room.error();
  if (*had_room) return {};
  Statement row(connection, "SELECT sum(count) FROM fingerprinted", "stores.catch_up");
  if (const auto found = row.step(); !found) return found.error();
  const auto count = static_cast<std::size_t>(row.number());
  filter_ = KeyFilter(count + count / 2 + least_room);
  newest_ = 0;
  had_room = take_in_newer(connection);
  if (!had_room) return had_room.error();
  return {};
}

base::Result<bool> KeptFingerprints::take_in_newer(sqlite3* connection) {
  Statement row(connection,
                "SELECT number, keys FROM fingerprinted WHERE number > ? ORDER BY number",
                "stores.catch_up");
  row.bind(newest_);
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return true;
    const auto number = row.number();
    const auto keys = unpacked_keys(row.bytes());
    if (keys.size() > filter_.room()) return false;
    for (const auto key : keys) filter_.add(key);
    newest_ = number;
  }
}

}  // namespace candour::stores
