// SPDX-License-Identifier: MPL-2.0

#include "composed/transfer.h"

#include <algorithm>
#include <cstdint>

namespace candour::composed {

namespace {

constexpr std::size_t longest_line = 76;

// The end of the line that begins at `at`; what follows it is LF, CR or CRLF.
std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

void append_quoted_printable_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool blank = c == ' ' || c == '\t';
    // A blank at the end of a line gets lost on the way.
    const bool plain = blank ? i + 1 < line.size() : c > ' ' && c < 0x7f && c != '=';
    const std::size_t width = plain ? 1 : 3;
    if (column + width >= longest_line) {
      out += "=\r\n";
      column = 0;
    }
    if (plain)
      out += c;
    else
      out += hexadecimal('=', c);
    column += width;
  }
  out += "\r\n";
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto byte = [&](std::size_t at) {
    return std::uint32_t{static_cast<unsigned char>(bytes[at])};
  };
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  auto to = out.begin();
  const auto put = [&](std::uint32_t group, int digits) {
    for (int k = 0; k < digits; ++k) *to++ = alphabet[group >> (18 - 6 * k) & 63];
  };
  const auto rest = bytes.size() % 3, whole = bytes.size() - rest;
  for (std::size_t i = 0; i < whole; i += 3) put(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2), 4);
  if (rest == 1) put(byte(whole) << 16, 2);
  if (rest == 2) put(byte(whole) << 16 | byte(whole + 1) << 8, 3);
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = line_end(text, at);
    append_quoted_printable_line(out, text.substr(at, end - at));
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return out;
}

void append_in_lines(std::string& text, std::string_view base64) {
  for (std::size_t at = 0; at < base64.size(); at += longest_line)
    text.append(base64.substr(at, longest_line)).append("\r\n");
}

std::string hexadecimal(char mark, char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {mark, digits[value >> 4], digits[value & 15]};
}

}  // namespace candour::composed
