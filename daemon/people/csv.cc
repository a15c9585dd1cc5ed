// SPDX-License-Identifier: MPL-2.0

#include "people/csv.h"

#include <algorithm>

#include "base/text.h"

namespace candour::people {

namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

char separator_of(std::string_view first_line) {
  if (first_line.find(',') != first_line.npos) return ',';
  if (first_line.find(';') != first_line.npos) return ';';
  return first_line.find('\t') != first_line.npos ? '\t' : ',';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    const auto first_line = text.substr(0, text.find_first_of("\r\n"));
    if (first_line.size() == 5 && base::lower_ascii(first_line).starts_with("sep=")) {
      separator_ = first_line[4];
      while (!at_end() && !is_line_end(peek())) step();
      line_end();
    } else {
      separator_ = separator_of(first_line);
    }
  }

  Csv read() {
    while (!at_end()) row();
    csv_.separator = separator_;
    return std::move(csv_);
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return text_[at_]; }

  char step() {
    const char c = text_[at_++];
    const bool ends_line = c == '\n' || (c == '\r' && (at_end() || peek() != '\n'));
    if (ends_line)
      place_ = {place_.line + 1, 1};
    else if (begins_character(c) && c != '\r')
      ++place_.column;
    return c;
  }

  void line_end() {
    if (!at_end() && step() == '\r' && !at_end() && peek() == '\n') step();
  }

  void row() {
    std::vector<CsvField> fields;
    const auto begin = at_;
    for (;;) {
      fields.push_back(!at_end() && peek() == '"' ? quoted() : plain());
      if (at_end() || peek() != separator_) break;
      step();
    }
    line_end();
    const bool blank = std::all_of(fields.begin(), fields.end(), [](const CsvField& field) {
      return base::trim(field.text).empty();
    });
    if (blank) return;
    csv_.rows.push_back(std::move(fields));
    csv_.spans.push_back({begin, at_});
  }

  CsvField plain() {
    CsvField field{"", place_};
    const auto begin = at_;
    while (!at_end() && peek() != separator_ && !is_line_end(peek())) step();
    field.text = text_.substr(begin, at_ - begin);
    return field;
  }

  CsvField quoted() {
    const Place opening = place_;
    step();
    CsvField field{"", place_};
    for (;;) {
      if (at_end()) {
        csv_.faults.push_back({opening, "this quote is never closed; add the closing \""});
        return field;
      }
      const char c = step();
      if (c != '"') {
        field.text += c;
      } else if (!at_end() && peek() == '"') {
        field.text += step();
      } else {
        break;
      }
    }
    const Place after = place_;
    if (const auto rest = plain(); !base::trim(rest.text).empty())
      csv_.faults.push_back({after,
                             "text after a closing quote; a quote inside a quoted field is "
                             "written twice (\"\")"});
    return field;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char separator_ = ',';
  Place place_;
  Csv csv_;
};

}  // namespace

Csv read_csv(std::string_view text) {
  return Reader(text).read();
}

std::string write_csv_row(const std::vector<std::string>& cells, char separator) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row += separator;
    const auto& cell = cells[i];
    const bool quoted = cell.find_first_of(std::string("\"\r\n") + separator) != cell.npos ||
                        cell != base::trim(cell);
    if (!quoted) {
      row += cell;
      continue;
    }
    row += '"';
    for (const char c : cell) {
      if (c == '"') row += '"';
      row += c;
    }
    row += '"';
  }
  return row;
}

Place place_in(const CsvField& field, std::size_t bytes) {
  const auto before = std::string_view(field.text).substr(0, bytes);
  const auto characters = std::count_if(before.begin(), before.end(), begins_character);
  return {field.place.line, field.place.column + static_cast<std::size_t>(characters)};
}

}  // namespace candour::people
