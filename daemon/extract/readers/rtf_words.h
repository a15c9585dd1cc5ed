// SPDX-License-Identifier: MPL-2.0
//
// The control words of Rich Text Format that bear on what a reader sees; all others are passed
// over. Source: Microsoft, Rich Text Format Specification 1.9.1; [MS-OXRTFEX] for \htmltag and
// \htmlrtf
#pragma once

#include <cstdint>
#include <string_view>

namespace candour::extract {

/// Where the words of a group go.
enum class RtfDestination : std::uint8_t {
  body,
  margin,      // headers, footers
  skipped,     // styles, field codes, whatever is marked \* and unknown
  silenced,    // skipped with all that it holds
  fonts,       // the font table: tells the charset of each font
  shape_name,  // {\sn gtextUNICODE}{\sv DRAFT}: the words of a watermark
  shape_value,
  title,
  subject,
  keywords,
  comments,
  category,
  company,
  custom_name,  // of the user's own properties, where sensitivity labels stand
  custom_value,
  count_
};

enum class RtfMeaning {
  character,      // `value` is its code point
  destination,    // of this group: `value`
  flowing,        // a note, a text box: on lines of its own where the group stands
  mark,           // \par, \cell …: `value` stands for it
  unicode,        // \uN
  unicode_skip,   // \ucN: how many characters stand for one \u
  code_page,      // of the whole text: `value`, or the parameter where that is 0
  font,           // \fN
  default_font,   // \deffN
  font_charset,   // \fcharsetN
  font_page,      // \cpgN
  binary,         // \binN
  ignorable,      // \*
  two_versions,   // \upr: the same twice, in ANSI and in Unicode
  unicode_words,  // \ud: the second of them
  from_html,      // \fromhtml1: the text was HTML, which is kept in it
  html_tag,
  html_rtf,  // \htmlrtf … \htmlrtf0: for readers that know no HTML
};

struct RtfWord {
  RtfMeaning meaning;
  std::uint32_t value = 0;
};

/// Nothing where the word has no bearing.
const RtfWord* rtf_word(std::string_view name);

}  // namespace candour::extract
