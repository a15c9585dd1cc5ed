// SPDX-License-Identifier: MPL-2.0

#include "app/text_table.h"

#include <algorithm>

#include "base/text.h"

namespace candour::app {

namespace {

constexpr std::string_view gap = "  ";

// Code points: no cell of ours combines marks.
std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto paragraph : base::split(text, '\n')) {
    std::string line;
    for (const auto word : base::split(paragraph, ' ')) {
      if (!line.empty() && characters_of(line) + 1 + characters_of(word) > width) {
        lines.push_back(std::move(line));
        line.clear();
      }
      if (!line.empty()) line += ' ';
      line += word;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

void TextTable::append_row(const std::vector<std::string>& cells, std::string& text) const {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    lines.push_back(wrapped(cells[i], columns_[i].width));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto cell = at < lines[i].size() ? std::string_view(lines[i][at]) : std::string_view();
      const auto length = characters_of(cell);
      line += cell;
      line.append(columns_[i].width > length ? columns_[i].width - length : 0, ' ');
      line += gap;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
}

std::string TextTable::to_string() const {
  std::vector<std::string> titles, rules;
  for (const auto& column : columns_) {
    titles.push_back(column.title);
    rules.emplace_back(column.width, '-');
  }
  std::string text;
  append_row(titles, text);
  append_row(rules, text);
  for (const auto& row : rows_) append_row(row, text);
  return text;
}

}  // namespace candour::app
