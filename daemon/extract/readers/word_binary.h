// SPDX-License-Identifier: MPL-2.0
//
// Word 97 to 2003 (.doc). Read by our own hand from its piece table: catdoc runs headers, notes
// and text boxes into the text, so that a marking in a header could not be told from one in a line.
// Source: [MS-DOC]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/opening.h"

namespace candour::extract {

struct WordDocument {
  enum class State { read, encrypted, older, damaged };
  State state = State::read;
  bool cut = false;  // longer than its bound
  std::string text;  // then footnotes, comments, endnotes and text boxes
  std::vector<std::string> margins;
};

/// document   the stream WordDocument
/// tables     the streams 0Table and 1Table
/// bound      of all characters, in UTF-16
/// Linear in their size; `older` is Word 6 and 95.
WordDocument parse_word(std::string_view document, std::string_view table0, std::string_view table1,
                        std::size_t bound = Bounds{}.text_bytes);

}  // namespace candour::extract
