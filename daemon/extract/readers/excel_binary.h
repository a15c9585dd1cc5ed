// SPDX-License-Identifier: MPL-2.0
//
// What xls2csv leaves out of an Excel 97 to 2003 workbook (.xls): headers, footers, text boxes,
// comments and drawn words. Its cells are that program's affair.
// Source: [MS-XLS]
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::extract {

struct ExcelNotes {
  bool encrypted = false;
  std::string text;  // of boxes and comments
  std::vector<std::string> margins;
};

/// workbook  the stream Workbook, or Book of older files
/// Linear in its size.
ExcelNotes parse_excel_notes(std::string_view workbook);

}  // namespace candour::extract
