// SPDX-License-Identifier: MPL-2.0

#include "people/roster_document.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "people/roster_columns.h"

namespace candour::people {

namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);
constexpr std::size_t columns_needed = 3;
constexpr std::string_view bom = "\xef\xbb\xbf";

base::Error malformed(std::string_view file, std::string_view what) {
  return {base::Fault::malformed, "people.roster_document",
          std::string(file) + ":1:1: " + std::string(what)};
}

std::string first_line_end(std::string_view text) {
  const auto at = text.find_first_of("\r\n");
  if (at == text.npos) return "\n";
  if (text[at] == '\n') return "\n";
  return at + 1 < text.size() && text[at + 1] == '\n' ? "\r\n" : "\r";
}

bool ends_line(std::string_view text) {
  return text.empty() || text.back() == '\n' || text.back() == '\r';
}

}  // namespace

std::array<std::string RosterRow::*, 7> roster_cells() {
  return {&RosterRow::name,       &RosterRow::role,       &RosterRow::emails,  &RosterRow::group,
          &RosterRow::committees, &RosterRow::term_start, &RosterRow::term_end};
}

base::Result<RosterDocument> RosterDocument::read(std::string_view bytes, std::string_view file) {
  if (const auto why = why_no_roster(bytes)) return malformed(file, *why);
  RosterDocument document;
  if (bytes.starts_with(bom)) {
    document.bom_ = true;
    bytes.remove_prefix(bom.size());
  }
  if (base::is_valid_utf8(bytes)) {
    document.text_ = bytes;
  } else {
    document.bom_ = true;
    document.text_ = base::windows_1252_to_utf8(bytes);
  }
  document.line_end_ = first_line_end(document.text_);
  if (auto apart = document.take_apart(file); !apart) return apart.error();
  return document;
}

base::Result<void> RosterDocument::take_apart(std::string_view file) {
  csv_ = read_csv(text_);
  if (!csv_.faults.empty()) {
    const auto& [place, what] = csv_.faults.front();
    return base::Error{base::Fault::malformed, "people.roster_document",
                       std::string(file) + ":" + std::to_string(place.line) + ":" +
                           std::to_string(place.column) + ": " + what};
  }
  if (csv_.rows.empty()) return malformed(file, "the roster is empty");
  columns_.fill(absent);
  const auto& header = csv_.rows.front();
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto known = std::ranges::find(roster_columns, roster_column(header[i].text));
    if (known != roster_columns.end())
      columns_[static_cast<std::size_t>(known - roster_columns.begin())] = i;
  }
  for (std::size_t i = 0; i < columns_needed; ++i)
    if (columns_[i] == absent)
      return malformed(
          file, "column '" + std::string(roster_columns[i]) + "' is missing from the first line");
  rows_.clear();
  const auto cells = roster_cells();
  for (std::size_t row = 1; row < csv_.rows.size(); ++row) {
    auto& read = rows_.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i] < csv_.rows[row].size())
        read.*cells[i] = base::trim(csv_.rows[row][columns_[i]].text);
  }
  return {};
}

Place RosterDocument::place_of(std::size_t row) const {
  return csv_.rows[row + 1].front().place;
}

std::string RosterDocument::bytes() const {
  return (bom_ ? std::string(bom) : std::string()) + text_;
}

void RosterDocument::splice(std::size_t begin, std::size_t end, std::string_view words) {
  text_.replace(begin, end - begin, words);
  // What was read before is read again, so it cannot fail.
  static_cast<void>(take_apart(""));
}

void RosterDocument::make_columns_for(const RosterRow& cells) {
  const auto known = roster_cells();
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (columns_[i] != absent || (cells.*known[i]).empty()) continue;
    const auto span = csv_.spans.front();
    auto end = span.end;
    while (end > span.begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    splice(end, end, std::string(1, csv_.separator) + std::string(roster_columns[i]));
  }
}

std::string RosterDocument::line_of(const RosterRow& cells,
                                    std::vector<std::string> written) const {
  written.resize(std::max(written.size(), csv_.rows.front().size()));
  const auto known = roster_cells();
  for (std::size_t i = 0; i < known.size(); ++i)
    if (columns_[i] != absent) written[columns_[i]] = cells.*known[i];
  return write_csv_row(written, csv_.separator);
}

void RosterDocument::replace(std::size_t row, const RosterRow& cells) {
  if (rows_[row] == cells) return;
  make_columns_for(cells);
  std::vector<std::string> written;
  for (const auto& field : csv_.rows[row + 1]) written.push_back(field.text);
  const auto span = csv_.spans[row + 1];
  const auto line_end =
      ends_line(std::string_view(text_).substr(span.begin, span.end - span.begin)) ? line_end_ : "";
  splice(span.begin, span.end, line_of(cells, std::move(written)) + line_end);
}

void RosterDocument::add(const RosterRow& cells) {
  make_columns_for(cells);
  const auto before = ends_line(text_) ? std::string() : line_end_;
  splice(text_.size(), text_.size(), before + line_of(cells, {}) + line_end_);
}

void RosterDocument::remove(std::size_t row) {
  const auto span = csv_.spans[row + 1];
  splice(span.begin, span.end, "");
}

std::string roster_csv(const std::vector<RosterRow>& rows) {
  std::vector<std::string> header(roster_columns.begin(), roster_columns.end());
  auto csv = write_csv_row(header, ',') + "\n";
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    for (const auto cell : roster_cells()) cells.push_back(row.*cell);
    csv += write_csv_row(cells, ',') + "\n";
  }
  return csv;
}

}  // namespace candour::people
