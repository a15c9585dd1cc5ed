// SPDX-License-Identifier: MPL-2.0
//
// What a workbook's cells look like, as far as it decides what they say: a date is stored as a
// number of days, and only the cell's format tells that it is one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/xml.h"

namespace candour::extract {

/// Reads a workbook's styles part (ECMA-376 part 1, section 18.8).
class SheetFormats : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view) override {}

  /// A number as its cell shows it: a date as "31/12/1999", all else as stored.
  std::string shown(std::string_view number, std::size_t format) const;

 private:
  std::map<int, bool> dates_;       // of the workbook's own number formats
  std::vector<bool> date_formats_;  // cellXfs, in order
  bool cell_formats_ = false;
};

/// A page header or footer without its codes, its sections on lines of their own: "&CDrains&RPage
/// &P" (section 18.3.1.46).
std::string without_codes(std::string_view edge);

}  // namespace candour::extract
