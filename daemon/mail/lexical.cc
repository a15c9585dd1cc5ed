// SPDX-License-Identifier: MPL-2.0

#include "mail/lexical.h"

#include <algorithm>
#include <charconv>

namespace candour::mail {

std::optional<std::size_t> Enclosures::comment_end(std::size_t at) {
  if (unclosed_comment_ || at >= field_.size() || field_[at] != '(') return {};
  std::size_t depth = 0;
  while (at < field_.size()) {
    const char c = field_[at++];
    if (c == '\\') ++at;
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) return at;
  }
  unclosed_comment_ = true;
  return {};
}

std::optional<std::size_t> Enclosures::quoted_end(std::size_t at) {
  if (unclosed_quote_ || at >= field_.size() || field_[at] != '"') return {};
  while (++at < field_.size()) {
    if (field_[at] == '"') return at + 1;
    if (field_[at] == '\\') ++at;
  }
  unclosed_quote_ = true;
  return {};
}

std::optional<char> hex_byte(std::string_view text, std::size_t at) {
  const auto digits = text.substr(std::min(at, text.size()), 2);
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + 2) return {};
  return static_cast<char>(value);
}

std::string without_quoted_pairs(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    plain += text[at];
  }
  return plain;
}

}  // namespace candour::mail
