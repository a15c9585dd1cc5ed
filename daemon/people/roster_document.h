// SPDX-License-Identifier: MPL-2.0
//
// The roster as somebody changes it, row by row: what he does not touch stays as it was, byte for
// byte, with its order, its line ends, its BOM and the council's own columns. Pure; whether what
// comes of it is a roster, read_roster() says.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/csv.h"

namespace candour::people {

/// A row's cells as they are written, trimmed.
struct RosterRow {
  std::string name, role, emails, group, committees, term_start, term_end;
  bool operator==(const RosterRow&) const = default;
};

/// The cells in the order of roster_columns.
std::array<std::string RosterRow::*, 7> roster_cells();

class RosterDocument {
 public:
  /// Takes the bytes of a roster apart; faults of single cells are none here.
  ///
  /// Errors   malformed: no roster, or its first line has no name, role or emails
  static base::Result<RosterDocument> read(std::string_view bytes, std::string_view file);

  const std::vector<RosterRow>& rows() const { return rows_; }
  /// Where a row's first cell stands in the file.
  Place place_of(std::size_t row) const;
  /// The file as it is now. One that was Windows-1252 has become UTF-8 with a BOM.
  std::string bytes() const;

  /// Cells for which the file has no column yet get one.
  void replace(std::size_t row, const RosterRow& cells);
  void add(const RosterRow& cells);
  void remove(std::size_t row);

 private:
  RosterDocument() = default;
  base::Result<void> take_apart(std::string_view file);
  void make_columns_for(const RosterRow& cells);
  std::string line_of(const RosterRow& cells, std::vector<std::string> written) const;
  void splice(std::size_t begin, std::size_t end, std::string_view words);

  bool bom_ = false;
  std::string text_;  // UTF-8, without BOM
  std::string line_end_ = "\n";
  Csv csv_;                             // csv_.rows[0] is the first line
  std::array<std::size_t, 7> columns_;  // where each stands in a row
  std::vector<RosterRow> rows_;         // without the first line
};

/// Rows as a roster of their own: UTF-8, LF, all columns.
std::string roster_csv(const std::vector<RosterRow>& rows);

}  // namespace candour::people
