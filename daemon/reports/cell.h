// SPDX-License-Identifier: MPL-2.0
//
// A field of a CSV file.
#pragma once

#include <string>
#include <string_view>

namespace candour::reports {

/// RFC 4180; what a spreadsheet would take for a formula stands behind an apostrophe.
std::string csv_cell(std::string_view words);

}  // namespace candour::reports
