// SPDX-License-Identifier: MPL-2.0
//
// A table for people at a terminal: columns of a width, words wrapped in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::app {

class TextTable {
 public:
  struct Column {
    std::string title;
    std::size_t width = 0;  // in characters
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// cells   one a column, UTF-8; a line end begins a new line in its cell
  void add_row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  /// Title, a rule below it, the rows; no blanks at the ends of lines.
  std::string to_string() const;

 private:
  void append_row(const std::vector<std::string>& cells, std::string& text) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The lines of a text, broken between words where they are longer than `width` characters; a word
/// that is longer stands alone.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace candour::app
