// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/code_page.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "base/unicode.h"
#include "mail/charset.h"

namespace candour::extract {

namespace {

// Source: [MS-UCODEREF] section 2.2.1, as labels that mail/ knows.
std::string label_of(std::uint32_t code_page) {
  switch (code_page) {
    case 437:
    case 850:
    case 852:
    case 866:
      return "ibm" + std::to_string(code_page);
    case 932:
      return "shift_jis";
    case 936:
      return "gbk";
    case 949:
    case 1361:
      return "windows-949";
    case 950:
      return "big5";
    case 10000:
      return "macintosh";
    case 20866:
      return "koi8-r";
    case 21866:
      return "koi8-u";
    case 50220:
    case 50221:
    case 50222:
      return "iso-2022-jp";
    case 51932:
      return "euc-jp";
    case 54936:
      return "gb18030";
    case 65000:
      return "utf-7";
    case 65001:
      return "utf-8";
    default:
      break;
  }
  if (code_page == 874 || (code_page >= 1250 && code_page <= 1258))
    return "windows-" + std::to_string(code_page);
  if (code_page > 28590 && code_page <= 28605)
    return "iso-8859-" + std::to_string(code_page - 28590);
  return {};
}

}  // namespace

std::string from_code_page(std::string_view bytes, std::uint32_t code_page) {
  const auto ascii =
      std::all_of(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0x80) == 0; });
  if (ascii && code_page != 65000 && (code_page < 50220 || code_page > 50222))
    return std::string(bytes);
  const auto label = label_of(code_page);
  if (label.empty() || label == "windows-1252") return base::windows_1252_to_utf8(bytes);
  return mail::to_utf8(bytes, label).text;
}

std::string from_utf16le(std::string_view bytes) {
  return mail::to_utf8(bytes.substr(0, bytes.size() / 2 * 2), "utf-16le").text;
}

// Source: RTF specification, "\fcharsetN".
std::uint32_t code_page_of_font(std::int32_t charset) {
  switch (charset) {
    case 77:
      return 10000;
    case 128:
      return 932;
    case 129:
    case 130:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 163:
      return 1258;
    case 177:
      return 1255;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 222:
      return 874;
    case 238:
      return 1250;
    case 254:
      return 437;
    case 255:
      return 850;
    default:
      return 0;
  }
}

void append_utf8(char32_t character, std::string& text) {
  if (character > 0x10ffff || (character >= 0xd800 && character < 0xe000)) character = 0xfffd;
  char bytes[4];
  int length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace candour::extract
