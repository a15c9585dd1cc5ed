// SPDX-License-Identifier: MPL-2.0
//
// Comma-separated values as spreadsheets save them (RFC 4180), each field with its place in the
// file, so that a fault can be pointed at.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::people {

/// A place in a text file, both from 1; columns count characters, not bytes.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

struct CsvField {
  std::string text;  // quotes off, not trimmed
  Place place;       // of the first character inside the quotes
};

struct CsvFault {
  Place place;
  std::string what;
};

/// Where a row stands in the text, its line end included.
struct CsvSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Csv {
  std::vector<std::vector<CsvField>> rows;  // rows without any text are left out
  std::vector<CsvSpan> spans;               // of each of them
  char separator = ',';
  std::vector<CsvFault> faults;
};

/// Reads the text of a CSV file: CRLF, LF or CR; quoted fields with doubled quotes and line ends in
/// them. `;` or a tab separates where the first line has them and no comma (continental Excel), or
/// where Excel's "sep=;" line says so.
///
/// text     UTF-8 without BOM
Csv read_csv(std::string_view text);

/// A row as a line of such a file, without its line end; quotes where they are needed.
std::string write_csv_row(const std::vector<std::string>& cells, char separator);

/// The place `bytes` further on in a field that holds no line end and no doubled quote before it.
Place place_in(const CsvField& field, std::size_t bytes);

}  // namespace candour::people
