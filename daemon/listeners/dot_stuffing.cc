// SPDX-License-Identifier: MPL-2.0

#include "listeners/dot_stuffing.h"

#include <algorithm>

namespace candour::listeners {

std::size_t DotUnstuffer::feed(std::string_view bytes, std::string& content) {
  std::size_t at = 0;
  while (at < bytes.size() && state_ != State::finished) {
    const char c = bytes[at];
    switch (state_) {
      case State::line_start:
        if (c == '.') ++at;
        state_ = c == '.' ? State::dot : State::text;
        break;
      case State::dot:  // the dot itself is taken off, whatever follows
        if (c == '\r') ++at;
        state_ = c == '\r' ? State::dot_cr : State::text;
        break;
      case State::dot_cr:
        if (c == '\n') {
          ++at;
          state_ = State::finished;
        } else {
          bare_line_end_ = true;
          content += '\r';
          state_ = State::text;
        }
        break;
      case State::text: {
        const auto rest = bytes.substr(at);
        const auto stop = std::find_if(rest.begin(), rest.end(),
                                       [](char next) { return next == '\r' || next == '\n'; });
        const auto length = static_cast<std::size_t>(stop - rest.begin());
        content.append(rest.substr(0, length));
        at += length;
        if (stop == rest.end()) break;
        ++at;
        content += *stop;
        if (*stop == '\r') {
          state_ = State::text_cr;
        } else {
          bare_line_end_ = true;
        }
        break;
      }
      case State::text_cr:
        if (c == '\n') {
          ++at;
          content += c;
          state_ = State::line_start;
        } else {
          bare_line_end_ = true;
          state_ = State::text;
        }
        break;
      case State::finished:
        break;
    }
  }
  return at;
}

void DotStuffer::feed(std::string_view content, std::string& bytes) {
  while (!content.empty()) {
    if (line_start_ && content.front() == '.') bytes += '.';
    const auto end = content.find('\n');
    const auto line = content.substr(0, end == content.npos ? end : end + 1);
    bytes.append(line);
    line_start_ = end != content.npos;
    content.remove_prefix(line.size());
  }
}

void DotStuffer::finish(std::string& bytes) const {
  bytes += line_start_ ? ".\r\n" : "\r\n.\r\n";
}

}  // namespace candour::listeners
