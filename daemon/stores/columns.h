// SPDX-License-Identifier: MPL-2.0
//
// Every column of the ledger, and whether it may be published for good or is somebody's: the one
// place that says so. What is hashed into the chain, what `candour erase` and retention take away,
// all of it follows from this list.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candour::stores {

enum class Nature {
  key,            // names the record; stays
  open,           // of nobody in particular; stays
  personal,       // about a person: one value, erasable
  personal_list,  // a JSON array, each element erasable by itself
};

struct Column {
  std::string_view table, name;
  Nature nature;
};

/// In the order in which they are hashed: a new one goes to the end of its table's.
std::span<const Column> ledger_columns();

/// A kind of record that the chain holds. Tables that belong to none are the daemon's working
/// state: they come and go, and nothing is proved of them.
struct RecordKind {
  std::string_view name;     // in the journal: "decision"
  std::string_view table;    // its rows are called r below
  std::string_view subject;  // SQL: what names a record among those of its kind
  std::string_view where;    // SQL: the row that ?1 names
  std::string_view time;     // SQL: milliseconds since 1970 UTC, by which retention counts
  std::string_view child{};  // a table whose rows are part of the record, or none
  std::string_view child_where{}, child_order{};
};

std::span<const RecordKind> record_kinds();
const RecordKind* record_kind(std::string_view name);  // null for none

/// Tables of the working state.
std::span<const std::string_view> working_tables();

std::vector<Column> columns_of(std::string_view table);

}  // namespace candour::stores
