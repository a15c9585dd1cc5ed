// SPDX-License-Identifier: MPL-2.0
//
// What is said of a draft's text: its faults with their places, or what it would change. The same
// words on the page and to its script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "console/page.h"

namespace candour::console {

/// A fault of a draft, for people.
struct DraftFault {
  std::string words;                 // "unknown action 'confrim'; did you mean 'confirm'?"
  std::string where;                 // "Line 12, column 16", "Line 3 of roster.csv"; may be empty
  std::size_t line = 0, column = 0;  // of the draft's own text, from 1; columns are characters, not
                                     // bytes. 0: it stands elsewhere, or nowhere
};

/// A draft's text, read.
struct Checked {
  std::vector<DraftFault> faults;
  std::vector<std::string> changes;              // against the policy in force, a sentence each
  std::shared_ptr<const policy::Policy> policy;  // null where there are faults
};

Checked check(const Sources& sources, std::string_view text);

/// The text as the council's file would have it: browsers send line ends as CRLF (HTML standard,
/// 4.10.21.4), the file keeps its own.
std::string with_line_ends_of(const std::string& live, const std::string& sent);

/// differs   whether the text is another than the one in force
Markup check_section(const Checked& checked, bool differs);

}  // namespace candour::console
