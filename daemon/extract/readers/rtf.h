// SPDX-License-Identifier: MPL-2.0
//
// Rich Text Format: .rtf files, and the bodies that Outlook writes in it. Read by our own hand:
// unrtf leaves out headers, footers, properties and shapes, and all of a file nested deeply.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/opening.h"

namespace candour::extract {

struct RtfText {
  std::string text;  // footnotes, comments and text boxes on lines of their own
  std::string html;  // what the text was made from by \fromhtml1; `text` is empty then
  std::vector<std::string> margins;  // each once
  std::vector<mail::Field> properties;
  bool cut = false;         // a bound was broken: what follows was not read
  bool unfinished = false;  // ends inside a group
};

bool is_rtf(std::string_view content);

/// Linear in its input, whatever the nesting; at most `text_bytes` come out.
///
/// Source   Microsoft, Rich Text Format Specification 1.9.1; [MS-OXRTFEX]
RtfText rtf_to_text(std::string_view rtf, std::size_t text_bytes = Bounds{}.text_bytes);

}  // namespace candour::extract
