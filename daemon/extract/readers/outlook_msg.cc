// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/outlook_msg.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/mapi_properties.h"

namespace candour::extract {

namespace {

constexpr std::string_view properties_stream = "__properties_version1.0";
constexpr std::string_view value_prefix = "__substg1.0_";
constexpr std::string_view recipient_prefix = "__recip_version1.0_#";
constexpr std::string_view file_prefix = "__attach_version1.0_#";
constexpr std::string_view attached_letter = "__substg1.0_3701000D";

// What stands before the fixed values. Source: [MS-OXMSG] section 2.4.1
constexpr std::size_t header_of_letter = 32, header_of_attached_letter = 24, header_of_others = 8;

/// The number that a file gives to a named property; 0 where it does not know the name.
/// Source: [MS-OXMSG] section 2.2.3
std::uint16_t id_of_name(CompoundFile& file, std::string_view wanted) {
  const auto names = file.find(CompoundFile::root, "__nameid_version1.0");
  if (!names) return 0;
  const auto rows = file.stream(*names, "__substg1.0_00030102");
  const auto texts = file.stream(*names, "__substg1.0_00040102");
  constexpr std::size_t row_bytes = 8;
  for (std::size_t at = 0; at + row_bytes <= rows.size(); at += row_bytes) {
    const bool by_text = (u16_at(rows, at + 4) & 1) != 0;
    const auto place = u32_at(rows, at);
    if (!by_text || u32_at(texts, place) != 2 * wanted.size()) continue;
    constexpr std::uint16_t first_named = 0x8000;
    if (base::equals_ignoring_case(from_utf16le(bytes_at(texts, place + 4u, 2 * wanted.size())),
                                   wanted))
      return static_cast<std::uint16_t>(first_named + u16_at(rows, at + 6));
  }
  return 0;
}

class Reader {
 public:
  Reader(CompoundFile& file, Opening& opening)
      : file_(file), opening_(opening), labels_id_(id_of_name(file, label_property)) {}

  /// path  of an attached letter: its files are named below it
  void read(std::size_t storage, std::size_t header, const std::string& path, std::size_t depth);

 private:
  void open_file(std::size_t storage, std::uint32_t code_page, const std::string& path,
                 std::size_t depth);
  void open_signed(const Letter& letter, std::size_t storage);
  MapiProperties properties(std::size_t storage, std::size_t header);
  std::vector<std::size_t> storages(std::size_t inside, std::string_view prefix) const;

  CompoundFile& file_;
  Opening& opening_;
  std::uint16_t labels_id_;  // in this file; 0: it has none
};

void Reader::read(std::size_t storage, std::size_t header, const std::string& path,
                  std::size_t depth) {
  constexpr std::uint32_t western = 1252;
  auto letter_properties = properties(storage, header);
  const auto code_page = letter_properties.code_page(western);
  std::vector<MapiRecipient> recipients;
  for (const auto recipient : storages(storage, recipient_prefix))
    recipients.push_back(mapi_recipient(properties(recipient, header_of_others), code_page));
  auto letter = mapi_letter(letter_properties, recipients, code_page, opening_.bounds().text_bytes);
  const auto kind = letter_properties.text(MapiId::message_class, code_page);
  letter_properties = {};  // its bodies are long

  const auto files = storages(storage, file_prefix);
  if (kind.ends_with(".SMIME.MultipartSigned") && files.size() == 1)
    return open_signed(letter, files.front());
  opening_.add_message(to_message(letter));
  if (kind.ends_with(".SMIME")) return opening_.unread("encrypted", Opening::Weight::decisive);
  for (const auto file : files) open_file(file, code_page, path, depth);
}

void Reader::open_file(std::size_t storage, std::uint32_t code_page, const std::string& path,
                       std::size_t depth) {
  const auto file = properties(storage, header_of_others);
  auto name = path + mapi_file_name(file, code_page);
  const auto inside = file_.find(storage, attached_letter);
  if (!inside || !file_.entry(*inside).storage) {
    if (!file.has(MapiId::attach_data))
      return opening_.unread("a file that it only links to", Opening::Weight::aside);
    const auto type = file.text(MapiId::attach_mime_type, code_page);
    opening_.open_inside({type, std::move(name), file.bytes(MapiId::attach_data)});
  } else if (!file_.find(*inside, properties_stream)) {
    opening_.unread("an object of another program", Opening::Weight::aside);
  } else if (depth >= opening_.bounds().depth) {
    opening_.unread("holds letters inside each other beyond the limit", Opening::Weight::decisive);
  } else {
    read(*inside, header_of_attached_letter, name + '/', depth + 1);
  }
}

// A signed letter's one file is the letter as it was sent, from its Content-Type on.
void Reader::open_signed(const Letter& letter, std::size_t storage) {
  const auto file = properties(storage, header_of_others);
  Letter header_only = letter;
  header_only.text.clear();
  header_only.html.clear();
  opening_.open_inside({"message/rfc822", "signed.eml",
                        to_header(header_only).append(file.bytes(MapiId::attach_data))});
}

std::vector<std::size_t> Reader::storages(std::size_t inside, std::string_view prefix) const {
  std::vector<std::size_t> found;
  for (const auto child : file_.entry(inside).children)
    if (const auto& entry = file_.entry(child); entry.storage && entry.name.starts_with(prefix))
      found.push_back(child);
  // They are numbered in the order in which they were added.
  std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    return file_.entry(a).name < file_.entry(b).name;
  });
  return found;
}

std::size_t width_of(std::uint16_t type) {
  switch (type) {
    case mapi_type::i16:
      return 2;
    case mapi_type::i32:
      return 4;
    case mapi_type::i64:
    case mapi_type::time:
      return 8;
    default:
      return 0;  // not looked into, or in a stream of its own
  }
}

MapiProperties Reader::properties(std::size_t storage, std::size_t header) {
  MapiProperties found;
  const auto fixed = file_.stream(storage, properties_stream);
  constexpr std::size_t row_bytes = 16;
  for (std::size_t at = header; at + row_bytes <= fixed.size(); at += row_bytes) {
    const auto type = u16_at(fixed, at);
    if (const auto width = width_of(type); width > 0)
      found.add(u16_at(fixed, at + 2), type, fixed.substr(at + 8, width));
  }
  for (const auto child : file_.entry(storage).children) {
    const auto& entry = file_.entry(child);
    constexpr std::size_t tag_digits = 8;
    if (entry.storage || !entry.name.starts_with(value_prefix) ||
        entry.name.size() != value_prefix.size() + tag_digits)
      continue;
    std::uint32_t tag = 0;
    const auto* digits = entry.name.data() + value_prefix.size();
    if (std::from_chars(digits, digits + tag_digits, tag, 16).ptr != digits + tag_digits) continue;
    const auto id = static_cast<std::uint16_t>(tag >> 16);
    found.add(id == labels_id_ ? static_cast<std::uint16_t>(MapiId::labels) : id,
              static_cast<std::uint16_t>(tag), file_.stream(child));
  }
  return found;
}

}  // namespace

bool is_outlook_msg(const CompoundFile& file) {
  return file.find(CompoundFile::root, properties_stream).has_value();
}

void read_outlook_msg(CompoundFile& file, Opening& opening) {
  Reader(file, opening).read(CompoundFile::root, header_of_letter, "", 1);
}

}  // namespace candour::extract
