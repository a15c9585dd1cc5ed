// SPDX-License-Identifier: MPL-2.0
//
// What every page of reports/ is made of: a table that can be read by eye, by ear and by keyboard.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/markup.h"

namespace candour::reports {

/// Cells of a row: the first is the row's heading.
using Row = std::vector<std::string>;

/// Figures stand at the right; what is wider than the page scrolls, by keyboard too.
///
/// caption  no other table of the page has it
base::Markup table(std::string_view caption, const Row& head, const std::vector<Row>& rows);

base::Markup section(std::string_view title, const base::Markup& content);

/// A whole file with its style, which needs nothing from outside.
std::string page(std::string_view title, std::string_view author, const base::Markup& body);

}  // namespace candour::reports
