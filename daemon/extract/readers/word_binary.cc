// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/word_binary.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/office_art.h"

namespace candour::extract {

namespace {

// Offsets into the file information block. Source: [MS-DOC] sections 2.5.1 to 2.5.6
constexpr std::size_t version_at = 2, flags_at = 10, lengths_at = 76, pieces_at = 0x1A2,
                      header_stories_at = 0xF2, drawings_at = 0x22A;
constexpr std::uint16_t word_97 = 0xC1;  // the first version with pieces in a stream of their own
constexpr std::uint16_t flag_encrypted = 0x0100, flag_table_1 = 0x0200;

std::string_view table_part(std::string_view document, std::string_view table, std::size_t at) {
  return bytes_at(table, u32_at(document, at), u32_at(document, at + 4));
}

char16_t from_windows_1252(char byte) {
  constexpr std::array<char16_t, 32> upper{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x80 && code < 0xA0 ? upper.at(code - 0x80u) : code;
}

/// All characters of the document, one sub-document after the other, as UTF-16.
std::u16string characters(std::string_view document, std::string_view pieces, std::size_t bound) {
  std::u16string text;
  // Properties of paragraphs stand before the table itself.
  while (!pieces.empty() && pieces.front() == 1)
    pieces.remove_prefix(std::min<std::size_t>(pieces.size(), 3u + u16_at(pieces, 1)));
  if (pieces.size() < 5 || pieces.front() != 2) return text;
  pieces = pieces.substr(5, u32_at(pieces, 1));
  constexpr std::size_t descriptor_bytes = 8;
  const auto count = pieces.size() < 4 ? 0 : (pieces.size() - 4) / (4 + descriptor_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = u32_at(pieces, 4 * i), end = u32_at(pieces, 4 * i + 4);
    if (end <= begin || text.size() >= bound) break;
    // Pieces may share their bytes, so that together they may be far longer than the stream.
    const auto length = std::min<std::size_t>(end - begin, bound - text.size());
    const auto place = u32_at(pieces, 4 * (count + 1) + descriptor_bytes * i + 2);
    constexpr std::uint32_t one_byte_each = 0x40000000;
    if ((place & one_byte_each) != 0) {
      for (const char byte : bytes_at(document, (place & 0x3FFFFFFF) / 2, length))
        text += from_windows_1252(byte);
    } else {
      const auto bytes = bytes_at(document, place, 2 * length);
      for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2)
        text += static_cast<char16_t>(u16_at(bytes, at));
    }
  }
  return text;
}

/// Characters as their reader sees them: what a field shows, not how it is made.
/// Source: [MS-DOC] section 2.4.1, "Special characters"
std::string seen(std::u16string_view characters) {
  std::string text;
  std::vector<bool> codes;  // for each open field whether its code goes on
  std::size_t in_code = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const auto unit = characters[i];
    if (unit == 0x13) {
      codes.push_back(true);
      ++in_code;
    } else if ((unit == 0x14 || unit == 0x15) && !codes.empty()) {
      if (codes.back()) --in_code;
      codes.back() = false;
      if (unit == 0x15) codes.pop_back();
    } else if (in_code > 0) {
      continue;
    } else if (unit == 0x0D || unit == 0x0B) {
      text += '\n';
    } else if (unit == 0x07) {
      // A cell's end; a row ends in a second one.
      text += text.ends_with('\t') ? '\n' : '\t';
    } else if (unit == 0x0C || unit == 0x09) {
      text += static_cast<char>(unit);
    } else if (unit == 0x1E) {
      text += '-';
    } else if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < characters.size()) {
      append_utf8(0x10000 + ((unit - 0xD800u) << 10) + (characters[++i] - 0xDC00u), text);
    } else if (unit >= ' ') {
      append_utf8(unit, text);
    }
  }
  return text;
}

/// Takes sub-documents off the front of a document's characters.
class SubDocuments {
 public:
  SubDocuments(std::string_view document, std::u16string_view characters)
      : document_(document), rest_(characters) {}

  std::u16string_view next() {
    const auto part = rest_.substr(0, u32_at(document_, lengths_at + 4 * taken_++));
    rest_.remove_prefix(part.size());
    return part;
  }

 private:
  std::string_view document_;
  std::u16string_view rest_;
  std::size_t taken_ = 0;
};

void add_margin(std::u16string_view characters, std::vector<std::string>& margins) {
  constexpr std::size_t max_margins = 1'000;
  const auto text = seen(characters);
  const auto words = base::trim(text);
  if (!words.empty() && margins.size() < max_margins) margins.emplace_back(words);
}

// Headers and footers by section, kind and page; the first six are the lines above footnotes.
void add_headers(std::u16string_view headers, std::string_view stories,
                 std::vector<std::string>& margins) {
  constexpr std::size_t first = 6;
  if (stories.size() < 4 * (first + 2)) return add_margin(headers, margins);
  for (std::size_t i = first; 4 * (i + 2) <= stories.size(); ++i) {
    const std::size_t begin = u32_at(stories, 4 * i), end = u32_at(stories, 4 * i + 4);
    if (begin < end && begin < headers.size())
      add_margin(headers.substr(begin, end - begin), margins);
  }
}

WordDocument of_state(WordDocument::State state) {
  WordDocument text;
  text.state = state;
  return text;
}

}  // namespace

WordDocument parse_word(std::string_view document, std::string_view table0, std::string_view table1,
                        std::size_t bound) {
  using State = WordDocument::State;
  const auto flags = u16_at(document, flags_at);
  if (document.size() < pieces_at + 8) return of_state(State::damaged);
  if ((flags & flag_encrypted) != 0) return of_state(State::encrypted);
  if (u16_at(document, version_at) < word_97) return of_state(State::older);
  const auto table = (flags & flag_table_1) != 0 ? table1 : table0;
  const auto all = characters(document, table_part(document, table, pieces_at), bound);
  if (all.empty() && u32_at(document, lengths_at) > 0) return of_state(State::damaged);

  WordDocument result;
  result.cut = all.size() >= bound;
  SubDocuments parts(document, all);
  const auto main = parts.next(), footnotes = parts.next(), headers = parts.next();
  parts.next();  // macros: no longer used
  const auto comments = parts.next(), endnotes = parts.next(), boxes = parts.next();
  const auto header_boxes = parts.next();
  for (const auto part : {main, footnotes, comments, endnotes, boxes}) result.text += seen(part);
  add_headers(headers, table_part(document, table, header_stories_at), result.margins);
  add_margin(header_boxes, result.margins);
  for (auto& words : drawn_words(table_part(document, table, drawings_at)))
    result.margins.push_back(std::move(words));
  return result;
}

}  // namespace candour::extract
