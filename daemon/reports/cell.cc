// SPDX-License-Identifier: MPL-2.0

#include "reports/cell.h"

namespace candour::reports {

std::string csv_cell(std::string_view words) {
  std::string text(words);
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  if (text.find_first_of("\",\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace candour::reports
