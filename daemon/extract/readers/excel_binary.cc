// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/excel_binary.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/office_art.h"

namespace candour::extract {

namespace {

enum Record : std::uint16_t {
  header = 0x0014,
  footer = 0x0015,
  file_password = 0x002F,
  more = 0x003C,  // goes on with the record before it
  drawing = 0x00EC,
  drawing_group = 0x00EB,
  text_object = 0x01B6,
  sheet_begins = 0x0809,
};

constexpr std::uint16_t excel_97 = 0x0600;
constexpr std::size_t max_margins = 1'000;

std::string characters(std::string_view bytes, bool wide) {
  if (wide) return from_utf16le(bytes);
  std::string text;  // the lower halves of UTF-16
  for (const char byte : bytes) append_utf8(static_cast<unsigned char>(byte), text);
  return text;
}

// "&L&\"Arial,Bold\"&12Drains&RPage &P": sections, fonts and sizes begin with &.
// Source: [MS-XLS] section 2.4.136
std::string without_codes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '&' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char code = text[++i];
    if (code == '&') plain += '&';
    if (code == 'L' || code == 'C' || code == 'R') plain += '\n';
    if (code == '"') i = std::min(text.find('"', i + 1), text.size());
    if (code == 'K') i += 6;  // a colour
    if (code >= '0' && code <= '9')
      while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') ++i;
  }
  return plain;
}

class Reader {
 public:
  ExcelNotes read(std::string_view workbook);

 private:
  void record(std::uint16_t type, std::string_view bytes);
  void add_margin(std::string_view bytes);
  void add_object_text(std::string_view bytes);

  ExcelNotes notes_;
  std::string drawings_;
  std::uint16_t before_ = 0;           // the record that `more` goes on with
  std::size_t object_characters_ = 0;  // still to come of a text box
  bool excel_97_ = true;
};

ExcelNotes Reader::read(std::string_view workbook) {
  for (std::size_t at = 0; at + 4 <= workbook.size() && !notes_.encrypted;) {
    const auto bytes = bytes_at(workbook, at + 4, u16_at(workbook, at + 2));
    record(u16_at(workbook, at), bytes);
    at += 4 + bytes.size();
  }
  for (auto& words : drawn_words(drawings_)) notes_.margins.push_back(std::move(words));
  return std::move(notes_);
}

void Reader::record(std::uint16_t type, std::string_view bytes) {
  switch (type) {
    case sheet_begins:
      excel_97_ = u16_at(bytes, 0) >= excel_97;
      break;
    case file_password:
      notes_.encrypted = true;
      break;
    case header:
    case footer:
      add_margin(bytes);
      break;
    case drawing:
    case drawing_group:
      drawings_ += bytes;
      break;
    case text_object:
      object_characters_ = u16_at(bytes, 10);
      break;
    case more:
      if (before_ == text_object) add_object_text(bytes);
      if (before_ == drawing || before_ == drawing_group) drawings_ += bytes;
      return;
    default:
      break;
  }
  before_ = type;
}

void Reader::add_margin(std::string_view bytes) {
  if (bytes.size() < 3 || notes_.margins.size() >= max_margins) return;
  constexpr std::uint32_t western = 1252;
  const auto text = excel_97_ ? characters(bytes.substr(3), (bytes[2] & 1) != 0)
                              : from_code_page(bytes.substr(1), western);
  const auto plain = without_codes(text);
  for (const auto section : base::split(plain, '\n'))
    if (const auto words = base::trim(section); !words.empty()) notes_.margins.emplace_back(words);
}

void Reader::add_object_text(std::string_view bytes) {
  if (object_characters_ == 0 || bytes.empty()) return;
  const bool wide = (bytes.front() & 1) != 0;
  const auto taken = bytes.substr(1, object_characters_ * (wide ? 2 : 1));
  object_characters_ -= taken.size() / (wide ? 2 : 1);
  notes_.text += characters(taken, wide);
  if (object_characters_ == 0) notes_.text += '\n';
}

}  // namespace

ExcelNotes parse_excel_notes(std::string_view workbook) {
  return Reader().read(workbook);
}

}  // namespace candour::extract
