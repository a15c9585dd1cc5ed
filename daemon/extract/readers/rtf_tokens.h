// SPDX-License-Identifier: MPL-2.0
//
// Rich Text Format cut into its tokens. What they mean is in rtf.cc.
// Source: Microsoft, Rich Text Format Specification 1.9.1, "RTF Syntax"
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace candour::extract {

struct RtfToken {
  enum class Kind {
    open,   // {
    close,  // }
    word,   // \par, \u8211; a control symbol such as \* or \~ is a word of one character
    byte,   // \'e9
    text,   // plain bytes without line ends
    end,
  };
  Kind kind = Kind::end;
  std::string_view text;               // a word's name, or plain bytes
  std::optional<std::int32_t> number;  // a word's parameter
  char byte = 0;
};

class RtfTokens {
 public:
  explicit RtfTokens(std::string_view rtf) : rest_(rtf) {}

  RtfToken next();
  /// Leaves out the raw bytes that follow \binN.
  void skip(std::size_t bytes) { rest_.remove_prefix(std::min(bytes, rest_.size())); }

 private:
  RtfToken control();
  RtfToken word();

  std::string_view rest_;
};

}  // namespace candour::extract
