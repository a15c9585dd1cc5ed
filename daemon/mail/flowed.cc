// SPDX-License-Identifier: MPL-2.0

#include "mail/flowed.h"

namespace candour::mail {

namespace {

struct FlowedLine {
  std::size_t depth = 0;
  std::string_view content;  // marks and stuffing taken off
};

FlowedLine read_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  FlowedLine result;
  while (line.starts_with('>')) {
    line.remove_prefix(1);
    ++result.depth;
  }
  if (line.starts_with(' ')) line.remove_prefix(1);
  result.content = line;
  return result;
}

// "-- " ends in a blank, yet is a line of its own (RFC 3676 section 4.3).
bool is_soft_broken(std::string_view content) {
  return content.ends_with(' ') && content != "-- ";
}

std::string_view without_trailing_blanks(std::string_view content) {
  const auto last = content.find_last_not_of(' ');
  return content.substr(0, last == content.npos ? 0 : last + 1);
}

}  // namespace

std::string unflowed(std::string_view text, DelSp del_sp) {
  std::string result;
  result.reserve(text.size());
  std::size_t paragraph_depth = 0;
  bool joining = false;  // the line before this one was soft-broken
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = read_line(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);

    // An empty line and the signature's dashes end a paragraph whatever stood before them: writers
    // that leave a stray blank at the end of a paragraph are common.
    const bool stands_alone =
        without_trailing_blanks(line.content).empty() || line.content == "-- ";
    if (joining && (stands_alone || line.depth != paragraph_depth)) {
      result.resize(result.find_last_not_of(' ') + 1);
      result += '\n';
      joining = false;
    }
    if (!joining && line.depth > 0) {
      result.append(line.depth, '>');
      if (!line.content.empty()) result += ' ';
    }
    paragraph_depth = line.depth;
    joining = is_soft_broken(line.content) && !stands_alone;
    result += joining && del_sp == DelSp::yes ? line.content.substr(0, line.content.size() - 1)
                                              : line.content;
    if (!joining && (end != text.npos || !text.empty())) result += '\n';
  }
  return result;
}

}  // namespace candour::mail
