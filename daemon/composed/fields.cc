// SPDX-License-Identifier: MPL-2.0

#include "composed/fields.h"

#include <algorithm>

#include "base/text.h"
#include "composed/transfer.h"

namespace candour::composed {

namespace {

constexpr std::size_t line_width = 76;     // RFC 2047 section 2, where encoded words stand
constexpr std::size_t longest_word = 200;  // what is not broken in plain text

bool is_printable(char c) {
  return c >= ' ' && c < 0x7f;
}

bool is_atom(char c) {
  return is_printable(c) && std::string_view("()<>[]:;@\\,.\" ").find(c) == std::string_view::npos;
}

std::size_t longest_word_of(std::string_view text) {
  std::size_t longest = 0;
  for (const auto word : base::split(text, ' ')) longest = std::max(longest, word.size());
  return longest;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_printable) && text.find("=?") == text.npos &&
         longest_word_of(text) <= longest_word;
}

// The first bytes of UTF-8, as many whole characters as fit.
std::string_view take_characters(std::string_view& text, std::size_t most) {
  auto size = std::min(most, text.size());
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  if (size == 0) size = std::min(most, text.size());  // no UTF-8; any cut is as good
  const auto taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

// Encoded words, a line each. Short enough for "Subject: " to stand before the first.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t bytes_a_word = 36;
  std::string out;
  while (!text.empty()) {
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(take_characters(text, bytes_a_word)) + "?=";
  }
  return out;
}

std::string quoted_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// Broken before blanks, which stay where they were: unfolding gives the value back.
std::string folded(std::string_view name, std::string_view value) {
  std::string out(name);
  out += ':';
  auto column = out.size();
  const auto first_column = column;
  for (std::size_t at = 0; at < value.size();) {
    const auto word = std::min(value.find_first_not_of(' ', at), value.size());
    const auto end = std::min(value.find(' ', word), value.size());
    const auto width = end - at + (at == 0 ? 1 : 0);
    if (column + width > line_width && column > first_column) {
      out += "\r\n";
      column = 0;
    }
    if (at == 0) out += ' ';
    out += value.substr(at, end - at);
    column += width;
    at = end;
  }
  return out + "\r\n";
}

std::string phrase(std::string_view name) {
  const bool atoms =
      std::all_of(name.begin(), name.end(), [](char c) { return is_atom(c) || c == ' '; });
  if (!is_plain(name) || name.size() > longest_word) return encoded_words(name) + "\r\n";
  return atoms && base::trim(name) == name ? std::string(name) : quoted_string(name);
}

// RFC 2231 section 3: in pieces, a line each.
std::string long_parameter(std::string_view name, std::string_view value) {
  std::vector<std::string> pieces{"UTF-8''"};
  for (const char c : value) {
    const bool plain = is_atom(c) && std::string_view("*'%/?=").find(c) == std::string_view::npos;
    const auto written = plain ? std::string(1, c) : hexadecimal('%', c);
    if (pieces.back().size() + written.size() > 50) pieces.emplace_back();
    pieces.back() += written;
  }
  std::string out;
  const auto start = ";\r\n " + std::string(name) + "*";
  if (pieces.size() == 1) return start + "=" + pieces.front();
  for (std::size_t i = 0; i < pieces.size(); ++i)
    out += start + std::to_string(i) + "*=" + pieces[i];
  return out;
}

}  // namespace

std::string text_field(std::string_view name, std::string_view value) {
  value = base::trim(value);
  if (is_plain(value)) return folded(name, value);
  const auto start = std::string(name) + ":";
  const bool fits = start.size() <= std::string_view("In-Reply-To:").size();
  return start + (fits ? " " : "\r\n ") + encoded_words(value) + "\r\n";
}

std::string address_field(std::string_view name, const std::vector<mail::Address>& addresses) {
  if (addresses.empty()) return {};
  std::vector<std::string> written;
  written.reserve(addresses.size());
  for (const auto& [shown, address] : addresses)
    written.push_back(shown.empty() ? address : phrase(shown) + " <" + address + ">");
  return std::string(name) + ": " + base::join(written, ",\r\n ") + "\r\n";
}

std::string id_field(std::string_view name, const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  return std::string(name) + ": <" + base::join(ids, ">\r\n <") + ">\r\n";
}

std::string parameter(std::string_view name, std::string_view value) {
  constexpr std::size_t longest_quoted = 60;
  const bool printable = std::all_of(value.begin(), value.end(), is_printable);
  if (!printable || value.size() > longest_quoted || value.find("=?") != value.npos)
    return long_parameter(name, value);
  return ";\r\n " + std::string(name) + "=" + quoted_string(value);
}

}  // namespace candour::composed
