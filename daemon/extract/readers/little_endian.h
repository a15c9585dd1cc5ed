// SPDX-License-Identifier: MPL-2.0
//
// Numbers in Microsoft's binary formats. What lies past the end of the bytes is 0: readers check
// lengths where it matters, and no offset from a file can lead outside.
#pragma once

#include <cstdint>
#include <string_view>

namespace candour::extract {

inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
  if (at > bytes.size() || bytes.size() - at < width) return 0;
  std::uint64_t number = 0;
  for (std::size_t i = width; i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

inline std::uint16_t u16_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(little_endian(bytes, at, 2));
}

inline std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little_endian(bytes, at, 4));
}

inline std::uint64_t u64_at(std::string_view bytes, std::size_t at) {
  return little_endian(bytes, at, 8);
}

/// The bytes from `at`, as many as there are.
inline std::string_view bytes_at(std::string_view bytes, std::size_t at, std::size_t count) {
  return at < bytes.size() ? bytes.substr(at, count) : std::string_view();
}

}  // namespace candour::extract
