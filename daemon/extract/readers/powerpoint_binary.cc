// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/powerpoint_binary.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/office_art.h"

namespace candour::extract {

namespace {

// Source: [MS-PPT] section 2.13.24
enum Type : std::uint16_t {
  slide = 0x03EE,
  notes = 0x03F0,
  slide_outline = 0x03F3,  // the outline of one slide follows
  main_master = 0x03F8,
  wide_text = 0x0FA0,
  narrow_text = 0x0FA8,
  string = 0x0FBA,
  handout = 0x0FC9,
  headers_and_footers = 0x0FD9,
  slide_list = 0x0FF0,
};

constexpr std::size_t max_margins = 1'000;

// The lower halves of UTF-16.
std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_utf8(static_cast<unsigned char>(byte), text);
  return text;
}

class Reader {
 public:
  SlideText read(std::string_view document);

 private:
  void record(const ArtRecords::Record& record);
  void add_text(std::string_view text);
  void add_margin(std::string_view words);

  SlideText result_;
  std::size_t margins_end_ = 0;  // of the master, or the headers and footers, being read
};

SlideText Reader::read(std::string_view document) {
  ArtRecords records(document);
  for (ArtRecords::Record next; records.next(next);) record(next);
  return std::move(result_);
}

void Reader::record(const ArtRecords::Record& record) {
  const bool in_margins = record.end <= margins_end_;
  constexpr std::uint16_t masters = 1;
  switch (record.type) {
    case main_master:
    case handout:
    case headers_and_footers:
      margins_end_ = std::max(margins_end_, record.end);
      return;
    case slide_list:
      if (record.instance == masters) margins_end_ = std::max(margins_end_, record.end);
      return;
    case slide:
    case notes:
    case slide_outline:
      if (!result_.text.empty() && result_.text.back() != '\f') result_.text += '\f';
      return;
    case string:
      // Elsewhere these are names of fonts and the like.
      if (in_margins) add_margin(from_utf16le(record.content));
      return;
    case wide_text:
    case narrow_text: {
      const auto text =
          record.type == wide_text ? from_utf16le(record.content) : from_latin1(record.content);
      if (base::trim(text) == "*") return;  // stands for a number or a date
      if (in_margins)
        add_margin(text);
      else
        add_text(text);
      return;
    }
    default:
      add_margin(words_of_shape(record));
  }
}

// A carriage return ends a paragraph, a vertical tab a line in it.
void Reader::add_text(std::string_view text) {
  for (const char c : text) result_.text += c == '\r' || c == '\v' ? '\n' : c;
  result_.text += '\n';
}

void Reader::add_margin(std::string_view words) {
  const auto trimmed = base::trim(words);
  if (trimmed.empty() || result_.margins.size() >= max_margins) return;
  result_.margins.emplace_back(trimmed);
}

}  // namespace

SlideText parse_powerpoint(std::string_view document) {
  return Reader().read(document);
}

bool is_powerpoint_encrypted(std::string_view current_user) {
  constexpr std::uint32_t encrypted = 0xF3D1C4DF;
  return u32_at(current_user, 12) == encrypted;
}

}  // namespace candour::extract
