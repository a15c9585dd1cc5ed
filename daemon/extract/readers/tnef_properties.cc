// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/tnef_properties.h"

#include <algorithm>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"

namespace candour::extract {

namespace {

constexpr std::size_t padded(std::size_t bytes) {
  return (bytes + 3) / 4 * 4;
}

/// Takes numbers and bytes off the front; `broken` once there are too few.
class Packed {
 public:
  explicit Packed(std::string_view bytes) : rest_(bytes) {}

  std::uint16_t u16() { return u16_at(take(2), 0); }
  std::uint32_t u32() { return u32_at(take(4), 0); }

  std::string_view take(std::size_t bytes) {
    if (bytes > rest_.size()) {
      broken_ = true;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }
  // Values fill up to four bytes; the last one's filling may be missing.
  std::string_view take_padded(std::size_t bytes) {
    const auto taken = take(bytes);
    rest_.remove_prefix(std::min(padded(bytes) - bytes, rest_.size()));
    return taken;
  }

  bool broken() const { return broken_; }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

// 0: of a length that stands before the value; nothing: not a type.
std::optional<std::size_t> width_of(std::uint16_t type) {
  switch (type) {
    case 0x0002:  // short
    case 0x0003:  // long
    case 0x0004:  // float
    case 0x000A:  // error
    case 0x000B:  // boolean
      return 4;
    case 0x0005:  // double
    case 0x0006:  // currency
    case 0x0007:  // application time
    case 0x0014:  // long long
    case 0x0040:  // time
      return 8;
    case 0x0048:  // class id
      return 16;
    case mapi_type::object:
    case mapi_type::string8:
    case mapi_type::unicode:
    case mapi_type::binary:
      return 0;
    default:
      return {};
  }
}

// Empty where it is a number.
std::string take_name(Packed& packed) {
  constexpr std::size_t guid_bytes = 16;
  packed.take(guid_bytes);
  const bool by_text = packed.u32() == 1;
  const auto number_or_length = packed.u32();
  if (!by_text) return {};
  const auto name = from_utf16le(packed.take_padded(number_or_length));
  return name.substr(0, name.find('\0'));
}

bool take_property(Packed& packed, MapiProperties& properties) {
  const auto type = packed.u16();
  auto id = packed.u16();
  constexpr std::uint16_t first_named = 0x8000;
  if (id >= first_named && base::equals_ignoring_case(take_name(packed), label_property))
    id = static_cast<std::uint16_t>(MapiId::labels);
  const std::uint16_t single = type & ~mapi_type::multiple;
  const auto width = width_of(single);
  if (!width || packed.broken()) return false;
  const auto values = *width == 0 || type != single ? packed.u32() : 1;
  for (std::uint32_t i = 0; i < values && !packed.broken(); ++i) {
    auto value = *width == 0 ? packed.take_padded(packed.u32()) : packed.take(*width);
    if (packed.broken()) break;
    constexpr std::size_t interface_bytes = 16;  // says what an object is; its bytes say it too
    if (single == mapi_type::object) value.remove_prefix(std::min(interface_bytes, value.size()));
    if (single == mapi_type::i16) value = value.substr(0, 2);
    if (i == 0) properties.add(id, single, std::string(value));
  }
  return !packed.broken();
}

}  // namespace

bool take_properties(std::string_view& bytes, MapiProperties& properties) {
  Packed packed(bytes);
  const auto count = packed.u32();
  bool whole = !packed.broken();
  for (std::uint32_t i = 0; whole && i < count; ++i) whole = take_property(packed, properties);
  bytes = packed.rest();
  return whole;
}

bool take_rows(std::string_view bytes, std::vector<MapiProperties>& rows) {
  constexpr std::size_t max_rows = 20'000;  // an empty one costs far more than its four bytes
  const auto count = u32_at(bytes, 0);
  bytes.remove_prefix(std::min<std::size_t>(4, bytes.size()));
  for (std::uint32_t i = 0; i < count; ++i) {
    if (rows.size() >= max_rows) return false;
    rows.emplace_back();
    if (!take_properties(bytes, rows.back())) return false;
  }
  return true;
}

}  // namespace candour::extract
