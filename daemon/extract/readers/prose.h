// SPDX-License-Identifier: MPL-2.0
//
// Text as it is gathered from paragraphs, cells and pages. Never longer than a little over its
// bound: what writes a short string a million times must not fill the memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::extract {

class Prose {
 public:
  explicit Prose(std::size_t bound) : bound_(bound) {}

  void add(std::string_view text) {
    if (!full()) text_.append(text.substr(0, bound_ + 1 - text_.size()));
  }
  void end_line() { add("\n"); }
  /// Cells of a row are parted by tabs, rows by line ends; a cell's last line end is its own.
  void end_cell();
  void end_row();
  void end_page();

  bool full() const { return text_.size() > bound_; }
  bool empty() const { return text_.empty(); }
  std::string take();

 private:
  void drop_last(std::string_view any_of);

  std::size_t bound_;
  std::string text_;
};

/// Each line of a header or footer, and each cell of a line, by itself: what stands alone there is
/// one statement.
void add_margins(std::string_view text, std::vector<std::string>& margins);

}  // namespace candour::extract
