// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/office_art.h"

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"

namespace candour::extract {

namespace {

constexpr std::size_t header_bytes = 8;
constexpr unsigned container = 0xF;
constexpr std::size_t max_words = 1'000;

}  // namespace

bool ArtRecords::next(Record& record) {
  if (at_ + header_bytes > bytes_.size()) return false;
  const auto version_and_instance = u16_at(bytes_, at_);
  record.type = u16_at(bytes_, at_ + 2);
  record.instance = static_cast<std::uint16_t>(version_and_instance >> 4);
  record.content = bytes_at(bytes_, at_ + header_bytes, u32_at(bytes_, at_ + 4));
  at_ += header_bytes;
  record.end = at_ + record.content.size();
  if ((version_and_instance & 0xF) != container) at_ = record.end;
  return true;
}

std::string words_of_shape(const ArtRecords::Record& record) {
  constexpr std::uint16_t properties = 0xF00B;
  if (record.type != properties) return {};
  constexpr std::size_t row_bytes = 6;
  constexpr std::uint16_t long_value = 0x8000, words = 0x00C0;
  // Long values stand after the rows, in their order.
  std::size_t value_at = record.instance * row_bytes;
  for (std::size_t i = 0; i < record.instance && (i + 1) * row_bytes <= record.content.size();
       ++i) {
    const auto id = u16_at(record.content, i * row_bytes);
    if ((id & long_value) == 0) continue;
    const auto length = u32_at(record.content, i * row_bytes + 2);
    if ((id & 0x3FFF) == words) {
      const auto text = from_utf16le(bytes_at(record.content, value_at, length));
      return std::string(base::trim(std::string_view(text).substr(0, text.find('\0'))));
    }
    value_at += length;
  }
  return {};
}

std::vector<std::string> drawn_words(std::string_view records) {
  std::vector<std::string> found;
  // In Word one byte stands before each page's drawings.
  constexpr std::uint16_t page = 0xF002;
  while (!records.empty() && found.size() < max_words) {
    if (records.size() > 4 && u16_at(records, 2) != page && u16_at(records, 3) == page)
      records.remove_prefix(1);
    const auto whole = records.substr(0, header_bytes + std::size_t{u32_at(records, 4)});
    ArtRecords inside(whole);
    for (ArtRecords::Record record; inside.next(record) && found.size() < max_words;)
      if (auto words = words_of_shape(record); !words.empty()) found.push_back(std::move(words));
    records.remove_prefix(whole.size());
  }
  return found;
}

}  // namespace candour::extract
