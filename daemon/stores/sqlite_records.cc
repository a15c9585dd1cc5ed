// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_records.h"

namespace candour::stores {

namespace {

std::vector<Column> read_columns(std::string_view table) {
  auto columns = columns_of(table);
  std::erase_if(columns, [](const Column& column) { return column.nature == Nature::key; });
  return columns;
}

std::string joined(const std::vector<Column>& columns) {
  std::string names;
  for (const auto& column : columns)
    names += (names.empty() ? "" : ", ") + std::string(column.name);
  return names;
}

void add(const Column& column, const std::string& prefix, std::string value, RecordText& record) {
  auto name = prefix + std::string(column.name);
  if (column.nature == Nature::open)
    record.add_open(name, value);
  else if (column.nature == Nature::personal)
    record.add_personal(std::move(name), std::move(value));
  else
    record.add_personal_list(name, value);
}

}  // namespace

RecordReader::RecordReader(sqlite3* connection, const RecordKind& kind)
    : kind_(kind),
      columns_(read_columns(kind.table)),
      child_columns_(kind.child.empty() ? std::vector<Column>() : read_columns(kind.child)),
      row_(connection,
           "SELECT " + joined(columns_) + " FROM " + std::string(kind.table) + " r WHERE " +
               std::string(kind.where),
           "stores.read_record") {
  if (!kind.child.empty())
    child_.emplace(connection,
                   "SELECT " + std::string(kind.child_order) + ", " + joined(child_columns_) +
                       " FROM " + std::string(kind.child) + " WHERE " +
                       std::string(kind.child_where) + " ORDER BY 1",
                   "stores.read_record");
}

base::Result<std::optional<RecordText>> RecordReader::read(std::string_view subject,
                                                           std::string_view children_of,
                                                           std::string_view as) {
  const auto found = row_.bind(subject).step();
  if (!found) return found.error();
  std::optional<RecordText> record;
  if (*found) {
    record.emplace(kind_.name, as);
    for (const auto& column : columns_) add(column, "", row_.text(), *record);
  }
  // A statement that is left in its row would hold the state that it reads.
  row_.reset();
  if (record && child_)
    if (auto read = read_children(children_of, *record); !read) return read.error();
  return record;
}

base::Result<void> RecordReader::read_children(std::string_view subject, RecordText& record) {
  child_->bind(subject);
  base::Result<bool> found = child_->step();
  for (; found && *found; found = child_->step()) {
    const auto prefix = std::string(kind_.child) + '.' + child_->text() + '.';
    for (const auto& column : child_columns_) add(column, prefix, child_->text(), record);
  }
  child_->reset();
  if (!found) return found.error();
  return {};
}

RecordReader& RecordReaders::of(const RecordKind& kind) {
  const auto known = readers_.find(kind.name);
  if (known != readers_.end()) return known->second;
  return readers_.try_emplace(kind.name, connection_, kind).first->second;
}

Openings::Openings(sqlite3* connection)
    : find_(connection,
            "SELECT event, erased_by, salt, kept FROM opening WHERE subject = ? AND kind = ?",
            "stores.find_opening"),
      put_(connection,
           "INSERT OR REPLACE INTO opening (subject, kind, event, erased_by, salt, kept)"
           " VALUES (?, ?, ?, ?, ?, ?)",
           "stores.put_opening") {}

base::Result<std::optional<Opening>> Openings::find(std::string_view kind,
                                                    std::string_view subject) {
  const auto found = find_.bind(subject).bind(kind).step();
  if (!found) return found.error();
  std::optional<Opening> opening;
  if (*found) {
    opening.emplace();
    opening->event = find_.number();
    opening->erased_by = find_.number();
    opening->salt = find_.bytes();
    opening->kept = find_.text();
  }
  find_.reset();
  return opening;
}

base::Result<void> Openings::put(std::string_view kind, std::string_view subject,
                                 const Opening& opening) {
  auto done = put_.bind(subject)
                  .bind(kind)
                  .bind(opening.event)
                  .bind(opening.erased_by)
                  .bind_bytes(opening.salt)
                  .bind(opening.kept)
                  .run();
  put_.reset();
  return done;
}

}  // namespace candour::stores
