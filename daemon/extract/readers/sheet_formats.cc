// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/sheet_formats.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace candour::extract {

namespace {

constexpr std::size_t most_formats = 100'000;

int number_of(std::string_view digits) {
  int number = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The formats every workbook has (section 18.8.30).
bool is_built_in_date(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

// Days or years outside quotes and brackets: "dd\ mmm\ yyyy", not "0.00 \"days\"" or "[Red]0".
bool is_date_code(std::string_view code) {
  char closing = '\0';
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (closing != '\0')
      closing = c == closing ? '\0' : closing;
    else if (c == '"')
      closing = '"';
    else if (c == '[')
      closing = ']';
    else if (c == '\\')
      ++i;
    else if (c == 'd' || c == 'y' || c == 'D' || c == 'Y')
      return true;
  }
  return false;
}

// Day 60 is the 29th of February 1900, which never was; no cell means a day before that.
std::string date_of(double serial) {
  using namespace std::chrono;
  const year_month_day day{sys_days{year{1899} / 12 / 30} + days(static_cast<int>(serial))};
  char text[16];
  std::snprintf(text, sizeof text, "%02u/%02u/%04d", static_cast<unsigned>(day.day()),
                static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
  return text;
}

}  // namespace

void SheetFormats::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "cellXfs") {
    cell_formats_ = true;
  } else if (name == "numFmt" && dates_.size() < most_formats) {
    dates_.emplace(number_of(attributes["numFmtId"]), is_date_code(attributes["formatCode"]));
  } else if (name == "xf" && cell_formats_ && date_formats_.size() < most_formats) {
    const auto id = number_of(attributes["numFmtId"]);
    const auto own = dates_.find(id);
    date_formats_.push_back(own == dates_.end() ? is_built_in_date(id) : own->second);
  }
}

void SheetFormats::end(std::string_view name) {
  if (name == "cellXfs") cell_formats_ = false;
}

std::string SheetFormats::shown(std::string_view number, std::size_t format) const {
  constexpr double last_day = 2'958'465;  // 31/12/9999
  double serial = 0;
  const auto end = number.data() + number.size();
  const bool is_date = format < date_formats_.size() && date_formats_[format] &&
                       std::from_chars(number.data(), end, serial).ptr == end && serial >= 61 &&
                       serial <= last_day;
  return is_date ? date_of(serial) : std::string(number);
}

std::string without_codes(std::string_view edge) {
  std::string text;
  for (std::size_t i = 0; i < edge.size(); ++i) {
    if (edge[i] != '&' || i + 1 == edge.size()) {
      text += edge[i];
      continue;
    }
    const char code = edge[++i];
    if (code == '&') {
      text += '&';
    } else if (code == 'L' || code == 'C' || code == 'R') {
      text += '\n';
    } else if (code == '"') {  // a font
      i = std::min(edge.find('"', i + 1), edge.size());
    } else if (code == 'K') {  // a colour: six digits, or a theme's and a tint
      i = std::min(i + 6, edge.size());
    } else if (is_digit(code)) {  // a size
      while (i + 1 < edge.size() && is_digit(edge[i + 1])) ++i;
    }
  }
  return text;
}

}  // namespace candour::extract
