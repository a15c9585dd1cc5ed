// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_framing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"

namespace candour::remotes {

namespace {

base::Error over_limit(std::string what) {
  return {base::Fault::over_limit, "remotes.imap_framing", std::move(what)};
}

// A status response and a continuation end in words for people, which may look like a literal's
// length.
bool ends_in_human_text(std::string_view line) {
  if (line.starts_with('+')) return true;
  const auto blank = line.find(' ');
  if (blank == line.npos) return false;
  line.remove_prefix(blank + 1);
  const auto word = line.substr(0, line.find(' '));
  static constexpr std::array<std::string_view, 5> statuses{"OK", "NO", "BAD", "BYE", "PREAUTH"};
  return std::any_of(statuses.begin(), statuses.end(), [&](std::string_view status) {
    return base::equals_ignoring_case(word, status);
  });
}

struct LiteralMark {
  std::size_t length = 0;
  std::size_t begin = 0;  // of "{" or "~{" in the line
};

// The "{123}" at a line's end; "{123+}" and "~{123}" (RFC 7888, RFC 3516) are taken too.
std::optional<LiteralMark> literal_mark(std::string_view line) {
  if (!line.ends_with('}')) return {};
  const auto brace = line.rfind('{');
  if (brace == line.npos) return {};
  auto digits = line.substr(brace + 1, line.size() - brace - 2);
  if (digits.ends_with('+')) digits.remove_suffix(1);
  LiteralMark mark;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), mark.length);
  if (digits.empty() || end != digits.data() + digits.size()) return {};
  if (error != std::errc{}) mark.length = static_cast<std::size_t>(-1);
  mark.begin = brace > 0 && line[brace - 1] == '~' ? brace - 1 : brace;
  return mark;
}

}  // namespace

base::Result<void> ImapFramer::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    if (in_literal_) {
      const auto part = bytes.substr(0, literal_missing_);
      frame_.literals.back() += part;
      literal_missing_ -= part.size();
      bytes.remove_prefix(part.size());
      in_literal_ = literal_missing_ > 0;
      continue;
    }
    const auto end = bytes.find('\n');
    const auto part = bytes.substr(0, end);
    text_bytes_ += part.size();
    if (text_bytes_ > limits_.text_bytes) return over_limit("a response without an end");
    line_ += part;
    if (end == bytes.npos) return {};
    bytes.remove_prefix(end + 1);
    if (auto ended = end_line(); !ended) return ended;
  }
  return {};
}

base::Result<void> ImapFramer::end_line() {
  if (line_.ends_with('\r')) line_.pop_back();
  const bool first = frame_.texts.empty();
  const auto mark =
      first && ends_in_human_text(line_) ? std::optional<LiteralMark>{} : literal_mark(line_);
  if (!mark) {
    frame_.texts.push_back(std::exchange(line_, {}));
    frames_.push_back(std::exchange(frame_, {}));
    text_bytes_ = literal_bytes_ = 0;
    return {};
  }
  if (mark->length > limits_.literal_bytes - literal_bytes_)
    return over_limit("a literal of more than " + std::to_string(limits_.literal_bytes) + " bytes");
  if (frame_.literals.size() >= limits_.literals) return over_limit("a response of many literals");
  literal_bytes_ += mark->length;
  line_.resize(mark->begin);
  frame_.texts.push_back(std::exchange(line_, {}));
  frame_.literals.emplace_back();
  literal_missing_ = mark->length;
  in_literal_ = mark->length > 0;
  return {};
}

ImapFrame ImapFramer::take() {
  auto frame = std::move(frames_.front());
  frames_.pop_front();
  return frame;
}

bool ImapFramer::in_frame() const {
  return in_literal_ || !line_.empty() || !frame_.texts.empty();
}

}  // namespace candour::remotes
