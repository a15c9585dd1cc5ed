// SPDX-License-Identifier: MPL-2.0

#include "mail/codec.h"

#include <array>
#include <cstdint>

#include "base/text.h"
#include "mail/lexical.h"

namespace candour::mail {

namespace {

constexpr std::int8_t not_base64 = -1;

constexpr std::array<std::int8_t, 256> base64_values = [] {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::int8_t, 256> values{};
  values.fill(not_base64);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}();

int value_of(char c) {
  return base64_values[static_cast<unsigned char>(c)];
}

bool is_space_or_tab(char c) {
  return c == ' ' || c == '\t';
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space_or_tab(text[at])) ++at;
  return at;
}

// The length of the line end at `at`: 0 where there is none.
std::size_t line_end_length(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "\r\n") return 2;
  return at < text.size() && text[at] == '\n' ? 1 : 0;
}

// Takes the next line off `text`, without its line end.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_uuencode_begin(std::string_view line) {
  constexpr std::string_view begin = "begin ";
  return line.starts_with(begin) && line.size() > begin.size() && line[begin.size()] >= '0' &&
         line[begin.size()] <= '7';
}

// One data line: its length as a character, then groups of four characters for three bytes.
// Trailing blanks, which stand for zero bits, get lost on the way; they are put back.
void decode_uuencoded_line(std::string_view line, Decoded& result) {
  const auto sextet = [&](std::size_t at) -> std::uint32_t {
    if (at >= line.size()) {
      result.malformed = true;
      return 0;
    }
    if (line[at] < ' ' || line[at] > '`') result.malformed = true;
    return (static_cast<unsigned char>(line[at]) - 32u) & 63u;
  };
  std::size_t left = sextet(0);
  for (std::size_t at = 1; left > 0; at += 4) {
    if (at >= line.size()) {  // a line that promises more than it has is not made longer
      result.malformed = true;
      return;
    }
    const std::uint32_t group =
        sextet(at) << 18 | sextet(at + 1) << 12 | sextet(at + 2) << 6 | sextet(at + 3);
    for (const unsigned shift : {16u, 8u, 0u}) {
      if (left == 0) break;
      result.bytes += static_cast<char>(group >> shift & 0xffu);
      --left;
    }
  }
}

}  // namespace

Decoded decode_base64(std::string_view encoded) {
  Decoded result;
  result.bytes.resize(encoded.size() / 4 * 3 + 3);
  auto to = result.bytes.begin();
  const auto put = [&to](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  std::uint32_t bits = 0;
  unsigned count = 0;  // of sextets in `bits`
  std::size_t at = 0;
  for (; at < encoded.size() && encoded[at] != '='; ++at) {
    if (count == 0) {
      for (; at + 4 <= encoded.size(); at += 4) {  // four at a time, while all are of the alphabet
        const auto a = value_of(encoded[at]), b = value_of(encoded[at + 1]),
                   c = value_of(encoded[at + 2]), d = value_of(encoded[at + 3]);
        if ((a | b | c | d) < 0) break;
        const auto group = static_cast<std::uint32_t>(a << 18 | b << 12 | c << 6 | d);
        put(group >> 16);
        put(group >> 8);
        put(group);
      }
      if (at == encoded.size() || encoded[at] == '=') break;
    }
    const auto value = value_of(encoded[at]);
    if (value == not_base64) {
      if (!is_blank(encoded[at])) result.malformed = true;
      continue;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++count < 4) continue;
    for (const unsigned shift : {16u, 8u, 0u}) put(bits >> shift);
    bits = count = 0;
  }
  if (count >= 2) put(bits >> (count * 6 - 8));
  if (count == 3) put(bits >> 2);
  result.bytes.erase(to, result.bytes.end());

  std::size_t padding = 0;
  for (; at < encoded.size(); ++at) {
    if (encoded[at] == '=') ++padding;
    if (encoded[at] != '=' && !is_blank(encoded[at])) result.malformed = true;
  }
  if ((count + padding) % 4 != 0 || padding > 2) result.malformed = true;
  return result;
}

Decoded decode_quoted_printable(std::string_view encoded) {
  Decoded result;
  result.bytes.reserve(encoded.size());
  for (std::size_t at = 0; at < encoded.size();) {
    if (is_space_or_tab(encoded[at])) {  // blanks at the end of a line were added on the way
      const auto end = after_blanks(encoded, at);
      if (end < encoded.size() && line_end_length(encoded, end) == 0)
        result.bytes += encoded.substr(at, end - at);
      at = end;
    } else if (encoded[at] != '=') {
      result.bytes += encoded[at++];
    } else if (const auto byte = hex_byte(encoded, at + 1)) {
      result.bytes += *byte;
      at += 3;
    } else {
      const auto line_end = after_blanks(encoded, at + 1);
      const auto length = line_end_length(encoded, line_end);
      if (length > 0 || line_end == encoded.size()) {  // a soft line break
        at = line_end + length;
      } else {
        result.malformed = true;
        result.bytes += encoded[at++];
      }
    }
  }
  return result;
}

Decoded decode_q(std::string_view encoded) {
  Decoded result;
  result.bytes.reserve(encoded.size());
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    if (encoded[at] == '_') {
      result.bytes += ' ';
    } else if (encoded[at] != '=') {
      result.bytes += encoded[at];
    } else if (const auto byte = hex_byte(encoded, at + 1)) {
      result.bytes += *byte;
      at += 2;
    } else {
      result.malformed = true;
      result.bytes += '=';
    }
  }
  return result;
}

Decoded decode_uuencode(std::string_view encoded) {
  Decoded result;
  auto line = take_line(encoded);
  while (!encoded.empty() && !is_uuencode_begin(line)) {
    if (!base::trim(line).empty()) result.malformed = true;
    line = take_line(encoded);
  }
  if (!is_uuencode_begin(line)) return {{}, true};

  while (!encoded.empty()) {
    line = take_line(encoded);
    // No length character is in lower case, so "end" cannot be data.
    if (base::trim(line) == "end") return result;
    if (!base::trim(line).empty()) decode_uuencoded_line(line, result);
  }
  result.malformed = true;  // "end" is missing
  return result;
}

}  // namespace candour::mail
