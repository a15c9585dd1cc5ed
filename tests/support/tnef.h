// SPDX-License-Identifier: MPL-2.0
//
// Builds winmail.dat files, attribute by attribute. Source: [MS-OXTNEF]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candour::support {

inline std::string little_endian(std::uint64_t number, int bytes) {
  std::string packed;
  for (int i = 0; i < bytes; ++i) packed += static_cast<char>(number >> (8 * i) & 0xff);
  return packed;
}

/// ASCII as UTF-16 in little-endian order.
inline std::string utf16(std::string_view ascii) {
  std::string packed;
  for (const char c : ascii) packed += std::string{c, '\0'};
  return packed;
}

struct Property {
  std::uint16_t id;
  std::uint16_t type;
  std::string value;
};

inline Property text_property(std::uint16_t id, std::string_view text) {
  return {id, 0x001F, utf16(text) + std::string(2, '\0')};
}
inline Property number_property(std::uint16_t id, std::uint32_t number) {
  return {id, 0x0003, little_endian(number, 4)};
}

inline std::string packed(const std::vector<Property>& properties) {
  auto bytes = little_endian(properties.size(), 4);
  for (const auto& [id, type, value] : properties) {
    bytes += little_endian(type, 2) + little_endian(id, 2);
    const bool variable = type == 0x1E || type == 0x1F || type == 0x102 || type == 0x0D;
    if (variable) bytes += little_endian(1, 4) + little_endian(value.size(), 4);
    bytes += value;
    bytes.resize((bytes.size() + 3) / 4 * 4);
  }
  return bytes;
}

class TnefFile {
 public:
  TnefFile& message(std::uint32_t attribute, std::string_view bytes) {
    return add(1, attribute, bytes);
  }
  TnefFile& file(std::uint32_t attribute, std::string_view bytes) {
    return add(2, attribute, bytes);
  }
  TnefFile& letter(const std::vector<Property>& properties) {
    return message(0x00069003, packed(properties));
  }
  TnefFile& recipients(const std::vector<std::vector<Property>>& rows) {
    auto table = little_endian(rows.size(), 4);
    for (const auto& row : rows) table += packed(row);
    return message(0x00069004, table);
  }
  TnefFile& attach(std::string_view short_name, std::string_view content,
                   const std::vector<Property>& properties = {}) {
    file(0x00069002, std::string(14, '\0'));
    file(0x00018010, std::string(short_name) + '\0');
    file(0x0006800F, content);
    return file(0x00069005, packed(properties));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  TnefFile& add(char level, std::uint32_t attribute, std::string_view content) {
    std::uint16_t sum = 0;
    for (const char c : content)
      sum = static_cast<std::uint16_t>(sum + static_cast<unsigned char>(c));
    bytes_ += level + little_endian(attribute, 4) + little_endian(content.size(), 4);
    bytes_.append(content) += little_endian(sum, 2);
    return *this;
  }

  std::string bytes_ = little_endian(0x223E9F78, 4) + little_endian(1, 2);
};

}  // namespace candour::support
