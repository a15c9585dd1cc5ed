// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_blanks.h"

#include <boost/json.hpp>
#include <charconv>
#include <map>
#include <thread>

#include "stores/sqlite_fingerprints.h"

namespace candour::stores {

namespace json = boost::json;

namespace {

constexpr int most_tries = 50;
constexpr std::chrono::milliseconds between_tries{100};

/// A column of one row: of the record's own, or of a child's at a position.
struct Place {
  std::string column, child_position;
  auto operator<=>(const Place&) const = default;
};

/// Which elements of a list; -1: the whole value.
using Elements = std::vector<long>;

std::vector<std::string> split(std::string_view label) {
  std::vector<std::string> parts;
  for (;;) {
    const auto dot = label.find('.');
    parts.emplace_back(label.substr(0, dot));
    if (dot == label.npos) return parts;
    label.remove_prefix(dot + 1);
  }
}

std::map<Place, Elements> places_of(const RecordKind& kind,
                                    const std::vector<std::string>& labels) {
  std::map<Place, Elements> places;
  for (const auto& label : labels) {
    auto parts = split(label);
    Place place;
    if (!kind.child.empty() && parts.front() == kind.child && parts.size() > 2) {
      place.child_position = parts[1];
      parts.erase(parts.begin(), parts.begin() + 2);
    }
    place.column = parts.front();
    long element = -1;
    if (parts.size() > 1)
      std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), element);
    places[place].push_back(element);
  }
  return places;
}

std::string with_blanks(std::string_view text, const Elements& elements,
                        const std::string& instead) {
  if (elements.front() < 0) return instead;
  boost::system::error_code error;
  json::value list = json::parse(text, error);
  if (error || !list.is_array()) return instead;
  auto& array = list.get_array();
  for (const auto element : elements)
    if (static_cast<std::size_t>(element) < array.size())
      array[static_cast<std::size_t>(element)] = instead;
  return json::serialize(list);
}

struct RowSql {
  std::string table, condition;  // with ?1, and ?2 for a child
};

RowSql row_sql(const RecordKind& kind, const Place& place) {
  if (place.child_position.empty())
    return {std::string(kind.table) + " AS r", std::string(kind.where)};
  return {std::string(kind.child),
          std::string(kind.child_where) + " AND " + std::string(kind.child_order) + " = ?2"};
}

base::Result<void> blank(sqlite3* connection, const RecordKind& kind, std::string_view subject,
                         const Place& place, const Elements& elements, const std::string& instead) {
  const auto [table, condition] = row_sql(kind, place);
  Statement row(connection, "SELECT " + place.column + " FROM " + table + " WHERE " + condition,
                "stores.blank");
  row.bind(subject);
  if (!place.child_position.empty()) row.bind(place.child_position);
  const auto found = row.step();
  if (!found) return found.error();
  if (!*found) return {};
  const auto value = with_blanks(row.text(), elements, instead);
  row.reset();
  const auto parameter = place.child_position.empty() ? "?2" : "?3";
  Statement change(
      connection,
      "UPDATE " + table + " SET " + place.column + " = " + parameter + " WHERE " + condition,
      "stores.blank");
  change.bind(subject);
  if (!place.child_position.empty()) change.bind(place.child_position);
  return change.bind(value).run();
}

}  // namespace

base::Result<void> blank_values(sqlite3* connection, const RecordKind& kind,
                                std::string_view subject, const std::vector<std::string>& labels,
                                const std::string& instead) {
  for (const auto& [place, elements] : places_of(kind, labels)) {
    // Two mails of one moment that nobody looked at are told apart by it (unchecked's UNIQUE).
    const bool distinct = kind.table == "unchecked" && place.column == "sender_key";
    const auto token = distinct ? erased_person() : instead;
    if (auto done = blank(connection, kind, subject, place, elements, token); !done) return done;
  }
  return {};
}

// A passage stands under its key: each is looked for by the key and the message's number.
base::Result<void> forget_fingerprints(sqlite3* connection, std::string_view decision) {
  Statement row(connection, "SELECT number, keys FROM fingerprinted WHERE id = ?",
                "stores.forget_fingerprints");
  const auto found = row.bind(decision).step();
  if (!found) return found.error();
  if (!*found) return {};
  const auto number = row.number();
  const auto keys = unpacked_keys(row.bytes());
  row.reset();
  Statement passage(connection, "DELETE FROM passage WHERE key = ? AND number = ?",
                    "stores.forget_fingerprints");
  for (const auto key : keys) {
    if (auto gone = passage.bind(key).bind(number).run(); !gone) return gone;
    passage.reset();
  }
  return Statement(connection, "DELETE FROM fingerprinted WHERE number = ?",
                   "stores.forget_fingerprints")
      .bind(number)
      .run();
}

base::Result<bool> cut_log(sqlite3* connection) {
  for (int tries = 0; tries < most_tries; ++tries) {
    Statement row(connection, "PRAGMA wal_checkpoint(TRUNCATE)", "stores.cut_log");
    const auto found = row.step();
    if (found && *found && row.number() == 0) return true;
    if (!found && sqlite3_errcode(connection) != SQLITE_BUSY &&
        sqlite3_errcode(connection) != SQLITE_LOCKED)
      return found.error();
    row.reset();
    std::this_thread::sleep_for(between_tries);
  }
  return false;
}

}  // namespace candour::stores
