// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/rtf_tokens.h"

namespace candour::extract {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

RtfToken RtfTokens::next() {
  using enum RtfToken::Kind;
  while (!rest_.empty() && (rest_.front() == '\r' || rest_.front() == '\n' || rest_.front() == 0))
    rest_.remove_prefix(1);
  if (rest_.empty()) return {};
  switch (rest_.front()) {
    case '{':
      rest_.remove_prefix(1);
      return {open, {}, {}, 0};
    case '}':
      rest_.remove_prefix(1);
      return {close, {}, {}, 0};
    case '\\':
      rest_.remove_prefix(1);
      return control();
    default:
      break;
  }
  const auto length =
      std::min(rest_.find_first_of(std::string_view("\\{}\r\n\0", 6)), rest_.size());
  const auto plain = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return {text, plain, {}, 0};
}

RtfToken RtfTokens::control() {
  using Kind = RtfToken::Kind;
  if (rest_.empty()) return {};
  if (is_letter(rest_.front())) return word();
  const auto symbol = rest_.substr(0, 1);
  rest_.remove_prefix(1);
  if (symbol == "\\" || symbol == "{" || symbol == "}") return {Kind::text, symbol, {}, 0};
  if (symbol != "'") return {Kind::word, symbol, {}, 0};
  if (rest_.size() < 2) return {};
  const auto high = hexadecimal(rest_[0]), low = hexadecimal(rest_[1]);
  if (high < 0 || low < 0) return {Kind::text, {}, {}, 0};
  rest_.remove_prefix(2);
  return {Kind::byte, {}, {}, static_cast<char>(high * 16 + low)};
}

RtfToken RtfTokens::word() {
  std::size_t length = 0;
  while (length < rest_.size() && is_letter(rest_[length])) ++length;
  RtfToken token{RtfToken::Kind::word, rest_.substr(0, length), {}, 0};
  rest_.remove_prefix(length);
  const bool negative = rest_.size() > 1 && rest_.front() == '-' && is_digit(rest_[1]);
  if (negative) rest_.remove_prefix(1);
  // Ten digits and more name nothing that exists; reading on keeps them out of the text.
  std::int64_t number = 0;
  while (!rest_.empty() && is_digit(rest_.front())) {
    number = std::min<std::int64_t>(number * 10 + (rest_.front() - '0'), INT32_MAX);
    rest_.remove_prefix(1);
    token.number = static_cast<std::int32_t>(negative ? -number : number);
  }
  if (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  return token;
}

}  // namespace candour::extract
