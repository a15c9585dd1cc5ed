// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/tnef.h"

#include <chrono>

#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/readers.h"
#include "extract/readers/tnef_properties.h"

namespace candour::extract {

namespace {

constexpr std::uint32_t signature = 0x223E9F78;

// Attributes, without the upper half that tells their type. Source: [MS-OXTNEF] section 2.1.3.3
enum Attribute : std::uint16_t {
  from = 0x8000,
  subject = 0x8004,
  date_sent = 0x8005,
  body = 0x800C,
  file_data = 0x800F,
  file_title = 0x8010,
  file_begins = 0x9002,
  message_properties = 0x9003,
  recipients = 0x9004,
  file_properties = 0x9005,
  code_page = 0x9007,
};

// "SMTP:a@b" after a name. Source: [MS-OXTNEF] section 2.1.3.3.2
mail::Address triple(std::string_view bytes, std::uint32_t page) {
  constexpr std::size_t header_bytes = 8;
  const auto name_bytes = u16_at(bytes, 4), address_bytes = u16_at(bytes, 6);
  const auto text = [&](std::size_t at, std::size_t count) {
    const auto part = bytes_at(bytes, at, count);
    return from_code_page(part.substr(0, part.find('\0')), page);
  };
  mail::Address address{text(header_bytes, name_bytes),
                        text(header_bytes + name_bytes, address_bytes)};
  address.address.erase(0, address.address.find(':') + 1);
  if (address.address.find('@') == std::string::npos) address.address.clear();
  return address;
}

// Year, month, day, hour, minute, second: two bytes each.
std::string date(std::string_view bytes) {
  using namespace std::chrono;
  const year_month_day day{year(u16_at(bytes, 0)), month(u16_at(bytes, 2)),
                           std::chrono::day(u16_at(bytes, 4))};
  if (!day.ok() || day.year() < year(1900)) return {};
  const auto moment = sys_days(day) + hours(u16_at(bytes, 6)) + minutes(u16_at(bytes, 8)) +
                      seconds(u16_at(bytes, 10));
  constexpr seconds from_1601{11'644'473'600};
  return mapi_date(static_cast<std::uint64_t>((moment.time_since_epoch() + from_1601).count()) *
                   10'000'000);
}

class Reader {
 public:
  explicit Reader(std::size_t text_bytes) : text_bytes_(text_bytes) {}

  Tnef read(std::string_view content);

 private:
  void of_message(Attribute attribute, std::string_view bytes);
  void of_file(Attribute attribute, std::string_view bytes);
  void finish_file();
  void finish_letter();
  std::string text(std::string_view bytes) const {
    return from_code_page(bytes.substr(0, bytes.find('\0')), page_);
  }

  Tnef result_;
  Letter told_;  // by attributes of the letter itself, which older writers use
  MapiProperties properties_;
  std::vector<MapiProperties> recipients_;
  bool in_file_ = false;
  PackedFile file_;
  MapiProperties file_properties_;
  std::uint32_t page_ = 1252;
  std::size_t text_bytes_;
};

Tnef Reader::read(std::string_view content) {
  constexpr std::size_t signature_and_key = 6, header_bytes = 9, checksum_bytes = 2;
  std::size_t at = signature_and_key;
  while (at < content.size()) {
    const auto level = content[at];
    const auto length = u32_at(content, at + 5);
    const bool known = (level == 1 || level == 2) && content.size() - at > header_bytes;
    if (!known) {
      result_.damaged = true;
      break;
    }
    const auto bytes = bytes_at(content, at + header_bytes, length);
    if (bytes.size() < length) result_.damaged = true;
    const auto attribute = static_cast<Attribute>(u16_at(content, at + 1));
    if (level == 1)
      of_message(attribute, bytes);
    else
      of_file(attribute, bytes);
    at += header_bytes + bytes.size() + checksum_bytes;
  }
  finish_file();
  finish_letter();
  return std::move(result_);
}

void Reader::of_message(Attribute attribute, std::string_view bytes) {
  switch (attribute) {
    case code_page:
      if (const auto page = u32_at(bytes, 0); page != 0) page_ = page;
      break;
    case from:
      told_.from = triple(bytes, page_);
      break;
    case subject:
      told_.subject = text(bytes);
      break;
    case date_sent:
      told_.date = date(bytes);
      break;
    case body:
      told_.text = text(bytes.substr(0, text_bytes_));
      break;
    case message_properties:
      if (!take_properties(bytes, properties_)) result_.damaged = true;
      break;
    case recipients:
      if (!take_rows(bytes, recipients_)) result_.damaged = true;
      break;
    default:
      break;
  }
}

void Reader::of_file(Attribute attribute, std::string_view bytes) {
  if (attribute == file_begins) {
    finish_file();
    in_file_ = true;
    return;
  }
  in_file_ = true;
  switch (attribute) {
    case file_title:
      file_.name = text(bytes);
      break;
    case file_data:
      file_.content = bytes;
      break;
    case file_properties:
      if (!take_properties(bytes, file_properties_)) result_.damaged = true;
      break;
    default:
      break;
  }
}

void Reader::finish_file() {
  constexpr std::size_t max_files = 10'000;  // more than anybody opens
  if (!in_file_ || result_.files.size() >= max_files) return;
  if (auto name = mapi_file_name(file_properties_, page_); !name.empty())
    file_.name = std::move(name);
  file_.type = file_properties_.text(MapiId::attach_mime_type, page_);
  // An attached letter or object; what stands beside it as the file's data is its picture.
  if (const auto object = file_properties_.bytes(MapiId::attach_data); !object.empty())
    file_.content = object;
  result_.files.push_back(std::move(file_));
  file_ = {};
  file_properties_ = {};
  in_file_ = false;
}

void Reader::finish_letter() {
  const auto page = properties_.code_page(page_);
  std::vector<MapiRecipient> people;
  for (const auto& row : recipients_) people.push_back(mapi_recipient(row, page));
  result_.letter = mapi_letter(properties_, people, page, text_bytes_);
  auto& letter = result_.letter;
  if (letter.from.name.empty() && letter.from.address.empty()) letter.from = told_.from;
  if (letter.subject.empty()) letter.subject = std::move(told_.subject);
  if (letter.date.empty()) letter.date = std::move(told_.date);
  if (letter.text.empty()) letter.text = std::move(told_.text);
}

}  // namespace

bool is_tnef(std::string_view content) {
  return u32_at(content, 0) == signature;
}

Tnef parse_tnef(std::string_view content, std::size_t text_bytes) {
  return Reader(text_bytes).read(content);
}

void read_tnef(const File& file, Opening& opening) {
  auto read = parse_tnef(file.content, opening.bounds().text_bytes);
  if (read.damaged) opening.unread("damaged", Opening::Weight::aside);
  if (!read.letter.empty()) opening.add_message(to_message(read.letter));
  for (const auto& packed : read.files)
    opening.open_inside({packed.type, packed.name, packed.content});
}

}  // namespace candour::extract
