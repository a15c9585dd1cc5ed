// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_fingerprints.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace candour::stores {

namespace {

constexpr std::size_t commonplace = 64;  // messages

// FNV-1a: fingerprints are digests already, two with one number are not to be met. Numbers stand in
// the ledger, so that this is never to be changed but with a migration.
std::int64_t key_number(std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return static_cast<std::int64_t>(hash);
}

void key_number_in_sql(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
  const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  sqlite3_result_int64(context, key_number(text == nullptr ? "" : std::string_view(text, bytes)));
}

using KeysByMessage = std::unordered_map<std::int64_t, std::vector<std::int64_t>>;

base::Result<KeysByMessage> messages_with(sqlite3* connection,
                                          const std::map<std::int64_t, const std::string*>& asked) {
  KeysByMessage keys;
  Statement row(connection, "SELECT number FROM passage WHERE key = ? LIMIT ?", "stores.sharing");
  std::vector<std::int64_t> messages;
  for (const auto& [key, text] : asked) {
    row.bind(key).bind(static_cast<std::int64_t>(commonplace));
    messages.clear();
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) break;
      messages.push_back(row.number());
    }
    row.reset();
    if (messages.size() < commonplace)
      for (const auto message : messages) keys[message].push_back(key);
  }
  return keys;
}

}  // namespace

base::Result<void> add_key_number(sqlite3* connection) {
  if (sqlite3_create_function(connection, "key_number", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                              nullptr, &key_number_in_sql, nullptr, nullptr) != SQLITE_OK)
    return failure(connection, "stores.key_number");
  return {};
}

base::Result<void> insert_fingerprints(sqlite3* connection, const DecisionRow& decision) {
  if (decision.fingerprints.empty()) return {};
  auto numbered = Statement(connection, "INSERT INTO fingerprinted (id, count) VALUES (?, ?)",
                            "stores.fingerprints")
                      .bind(decision.id)
                      .bind(static_cast<std::int64_t>(decision.fingerprints.size()))
                      .run();
  if (!numbered) return numbered;
  return Statement(connection,
                   "INSERT OR IGNORE INTO passage SELECT key_number(k.value), n.number"
                   " FROM fingerprinted n, json_each(?) k WHERE n.id = ? ORDER BY 1",
                   "stores.fingerprints")
      .bind(decision.fingerprints)
      .bind(decision.id)
      .run();
}

base::Result<std::map<std::string, std::vector<std::string>>> sharing(
    sqlite3* connection, const std::vector<std::string>& fingerprints, std::size_t at_least) {
  std::map<std::int64_t, const std::string*> asked;  // in the order in which they stand on disk
  for (const auto& fingerprint : fingerprints) asked[key_number(fingerprint)] = &fingerprint;
  const auto messages = messages_with(connection, asked);
  if (!messages) return messages.error();

  std::map<std::string, std::vector<std::string>> shared;
  Statement name(connection, "SELECT id FROM fingerprinted WHERE number = ?", "stores.sharing");
  for (const auto& [number, keys] : *messages) {
    if (keys.size() < at_least) continue;
    const auto found = name.bind(number).step();
    if (!found) return found.error();
    if (*found) {
      auto& texts = shared[name.text()];
      for (const auto key : keys) texts.push_back(*asked[key]);
      std::sort(texts.begin(), texts.end());
    }
    name.reset();
  }
  return shared;
}

}  // namespace candour::stores
