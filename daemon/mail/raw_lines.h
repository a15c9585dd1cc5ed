// SPDX-License-Identifier: MPL-2.0
//
// Lines of raw mail. A line ends with LF; CRs at either side of it belong to the line end, so that
// CRLF, LF, CRCRLF (a file written twice through a text-mode filter) and LFCR all split alike.
#pragma once

#include <string_view>

namespace candour::mail {

struct RawLine {
  std::size_t begin = 0;
  std::size_t end = 0;    // past the line end; where the next line begins
  std::string_view text;  // without the line end
};

inline RawLine line_at(std::string_view text, std::size_t begin) {
  const auto feed = text.find('\n', begin);
  const auto end = feed == std::string_view::npos ? text.size() : feed + 1;
  auto line = text.substr(begin, (feed == std::string_view::npos ? end : feed) - begin);
  while (line.ends_with('\r')) line.remove_suffix(1);
  while (line.starts_with('\r')) line.remove_prefix(1);
  return {begin, end, line};
}

// WSP of RFC 5234.
inline bool is_wsp(char c) {
  return c == ' ' || c == '\t';
}

inline std::string_view without_trailing_blanks(std::string_view text) {
  while (!text.empty() && is_wsp(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace candour::mail
