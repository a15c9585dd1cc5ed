// SPDX-License-Identifier: MPL-2.0
//
// A summary as people and programs read it. All say the same.
#pragma once

#include <string>

#include "base/markup.h"
#include "reports/summary.h"

namespace candour::reports {

/// "Correspondence in October 2026"
std::string title_of(const Summary& summary);

/// UTF-8, lines of 78 columns at most, LF.
std::string as_text(const Summary& summary);

/// The version of the JSON's form; a reader of another version refuses it.
inline constexpr int json_version = 1;
/// One object (policies/schema/summary.schema.json), two blanks deep.
std::string as_json(const Summary& summary);

/// section,name,figure,value; RFC 4180, CRLF. What a spreadsheet would take for a formula stands
/// behind an apostrophe.
std::string as_csv(const Summary& summary);

/// The council's arms, as PNG or JPEG.
struct Crest {
  std::string type;   // "image/png"
  std::string bytes;  // empty: none
};

enum class Medium { screen, paper };

/// Of the messages with something found, so many stand on paper: each takes candour-pdf 17 ms and
/// 0.2 MB, and a council's papers another line. The rest is on the screen and in JSON.
inline constexpr std::size_t most_cases_on_paper = 100;

/// One file that needs nothing from outside; for paper, what the PDF is made of.
std::string as_html(const Summary& summary, const Crest& crest = {},
                    Medium medium = Medium::screen);

}  // namespace candour::reports
