// SPDX-License-Identifier: MPL-2.0
//
// MAPI properties, which .msg files and winmail.dat have in common: a letter, its recipients and
// its files are each a set of numbered values. How they are packed is the affair of those two.
// Source: [MS-OXPROPS]; [MS-OXCDATA] section 2.11 for the types
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/letter.h"
#include "extract/readers/opening.h"

namespace candour::extract {

enum class MapiId : std::uint16_t {
  message_class = 0x001A,
  sensitivity = 0x0036,
  subject = 0x0037,
  client_submit_time = 0x0039,
  sent_representing_name = 0x0042,
  sent_representing_address_type = 0x0064,
  sent_representing_address = 0x0065,
  transport_headers = 0x007D,
  recipient_type = 0x0C15,
  sender_name = 0x0C1A,
  sender_address_type = 0x0C1E,
  sender_address = 0x0C1F,
  display_bcc = 0x0E02,
  display_cc = 0x0E03,
  display_to = 0x0E04,
  delivery_time = 0x0E06,
  normalized_subject = 0x0E1D,
  body = 0x1000,
  compressed_rtf = 0x1009,
  html = 0x1013,
  internet_message_id = 0x1035,
  internet_references = 0x1039,
  in_reply_to = 0x1042,
  display_name = 0x3001,
  address_type = 0x3002,
  email_address = 0x3003,
  attach_data = 0x3701,
  attach_filename = 0x3704,
  attach_method = 0x3705,
  attach_long_filename = 0x3707,
  attach_mime_type = 0x370E,
  smtp_address = 0x39FE,
  internet_code_page = 0x3FDE,
  message_code_page = 0x3FFD,
  sender_smtp_address = 0x5D01,
  sent_representing_smtp_address = 0x5D02,
  labels = 0xFFFE,  // none of Microsoft's numbers: the property that is named label_property
};

/// Types of values, as far as they are looked into.
namespace mapi_type {
inline constexpr std::uint16_t i16 = 0x0002, i32 = 0x0003, object = 0x000D, i64 = 0x0014,
                               string8 = 0x001E, unicode = 0x001F, time = 0x0040, binary = 0x0102,
                               multiple = 0x1000;
}

class MapiProperties {
 public:
  /// value  as it is stored: text in its code page or UTF-16, numbers in little-endian order
  /// The first of several values counts.
  void add(std::uint16_t id, std::uint16_t type, std::string value) {
    values_.try_emplace(id, Value{type, std::move(value)});
  }

  bool has(MapiId id) const { return values_.contains(static_cast<std::uint16_t>(id)); }
  /// UTF-8, without the NUL at the end; empty where there is none.
  std::string text(MapiId id, std::uint32_t code_page) const;
  std::optional<std::uint64_t> number(MapiId id) const;
  std::string_view bytes(MapiId id) const;

  /// That of string8 values, or `otherwise`.
  std::uint32_t code_page(std::uint32_t otherwise) const;

 private:
  struct Value {
    std::uint16_t type;
    std::string bytes;
  };
  std::map<std::uint16_t, Value> values_;
};

struct MapiRecipient {
  enum class Kind { to, cc, bcc, other };
  Kind kind = Kind::other;
  mail::Address address;
};

MapiRecipient mapi_recipient(const MapiProperties& properties, std::uint32_t code_page);

/// The letter of a message's properties. Bodies are unpacked from RTF where they stand in it alone,
/// at most `text_bytes` of each.
Letter mapi_letter(const MapiProperties& properties, const std::vector<MapiRecipient>& recipients,
                   std::uint32_t code_page, std::size_t text_bytes);

/// "Mon, 20 Jul 2026 16:00:51 +0000" of 100 ns steps since 1601; empty where it cannot be a date.
std::string mapi_date(std::uint64_t file_time);

/// The name of an attached file: the long one, else the short, else what it is shown as.
std::string mapi_file_name(const MapiProperties& properties, std::uint32_t code_page);

}  // namespace candour::extract
