// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/mapi_properties.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.h"
#include "extract/readers/code_page.h"
#include "extract/readers/compressed_rtf.h"
#include "extract/readers/little_endian.h"
#include "extract/readers/rtf.h"

namespace candour::extract {

namespace {

constexpr std::uint32_t utf16_page = 1200;

std::string decoded(std::string_view bytes, std::uint16_t type, std::uint32_t code_page) {
  auto text = type == mapi_type::unicode || code_page == utf16_page
                  ? from_utf16le(bytes)
                  : from_code_page(bytes, code_page);
  if (const auto end = text.find('\0'); end != std::string::npos) text.resize(end);
  return text;
}

// Exchange's own addresses ("/O=EASTMERE/OU=…") reach nobody by mail and name nobody in a roster.
std::string mail_address(std::string_view address) {
  const auto trimmed = base::trim(address);
  const auto colon = trimmed.find(':');  // "SMTP:clerk@eastmere-tc.gov.uk"
  const auto bare = colon != std::string_view::npos &&
                            base::equals_ignoring_case(trimmed.substr(0, colon), "smtp")
                        ? trimmed.substr(colon + 1)
                        : trimmed;
  return bare.find('@') == std::string_view::npos || bare.starts_with('/') ? std::string()
                                                                           : std::string(bare);
}

struct PersonIds {
  MapiId name, smtp_address, address;
};

mail::Address person(const MapiProperties& properties, const PersonIds& ids,
                     std::uint32_t code_page) {
  mail::Address found;
  found.name = properties.text(ids.name, code_page);
  for (const auto id : {ids.smtp_address, ids.address, ids.name})
    if (found.address.empty()) found.address = mail_address(properties.text(id, code_page));
  if (found.name == found.address) found.name.clear();
  return found;
}

// Where there is no table of recipients, their names stand in one line each.
std::vector<mail::Address> shown(const std::string& names) {
  std::vector<mail::Address> addresses;
  for (const auto part : base::split(names, ';')) {
    const auto name = base::trim(part);
    if (name.empty()) continue;
    auto address = mail_address(name);
    addresses.push_back({address.empty() ? std::string(name) : std::string(), std::move(address)});
  }
  return addresses;
}

void add_recipients(Letter& letter, const MapiProperties& properties,
                    const std::vector<MapiRecipient>& recipients, std::uint32_t code_page) {
  for (const auto& [kind, address] : recipients) {
    if (kind == MapiRecipient::Kind::to) letter.to.push_back(address);
    if (kind == MapiRecipient::Kind::cc) letter.cc.push_back(address);
    if (kind == MapiRecipient::Kind::bcc) letter.bcc.push_back(address);
  }
  if (!recipients.empty()) return;
  letter.to = shown(properties.text(MapiId::display_to, code_page));
  letter.cc = shown(properties.text(MapiId::display_cc, code_page));
  letter.bcc = shown(properties.text(MapiId::display_bcc, code_page));
}

void add_bodies(Letter& letter, const MapiProperties& properties, std::uint32_t code_page,
                std::size_t text_bytes) {
  letter.text = properties.text(MapiId::body, code_page).substr(0, text_bytes);
  // HTML is bytes of the page that the message names; as text it is UTF-16 like any other.
  const auto html_page =
      static_cast<std::uint32_t>(properties.number(MapiId::internet_code_page).value_or(code_page));
  letter.html = properties.text(MapiId::html, html_page).substr(0, text_bytes);
  if (!letter.html.empty() || !properties.has(MapiId::compressed_rtf)) return;
  // Pictures make RTF far longer than its text.
  const auto rtf = decompress_rtf(properties.bytes(MapiId::compressed_rtf), 4 * text_bytes);
  if (!rtf) return;
  auto read = rtf_to_text(*rtf, text_bytes);
  letter.html = std::move(read.html);
  if (letter.text.empty()) letter.text = std::move(read.text);
}

// Source: [MS-OXCMSG] section 2.2.1.13, RFC 4021 section 2.1.55
std::string sensitivity_of(const MapiProperties& properties) {
  constexpr std::array names{"", "Personal", "Private", "Company-Confidential"};
  const auto level = properties.number(MapiId::sensitivity).value_or(0);
  return level < names.size() ? names.at(level) : "";
}

}  // namespace

std::string MapiProperties::text(MapiId id, std::uint32_t code_page) const {
  const auto found = values_.find(static_cast<std::uint16_t>(id));
  if (found == values_.end()) return {};
  return decoded(found->second.bytes, found->second.type, code_page);
}

std::optional<std::uint64_t> MapiProperties::number(MapiId id) const {
  const auto found = values_.find(static_cast<std::uint16_t>(id));
  if (found == values_.end()) return {};
  const auto& bytes = found->second.bytes;
  return little_endian(bytes, 0, std::min<std::size_t>(bytes.size(), 8));
}

std::string_view MapiProperties::bytes(MapiId id) const {
  const auto found = values_.find(static_cast<std::uint16_t>(id));
  return found == values_.end() ? std::string_view() : std::string_view(found->second.bytes);
}

std::uint32_t MapiProperties::code_page(std::uint32_t otherwise) const {
  for (const auto id : {MapiId::message_code_page, MapiId::internet_code_page})
    if (const auto page = number(id); page && *page != 0 && *page != utf16_page)
      return static_cast<std::uint32_t>(*page);
  return otherwise;
}

MapiRecipient mapi_recipient(const MapiProperties& properties, std::uint32_t code_page) {
  using Kind = MapiRecipient::Kind;
  constexpr std::array kinds{Kind::other, Kind::to, Kind::cc, Kind::bcc};
  // The upper bits tell of the sending itself: to be sent again, sent already.
  const auto type = properties.number(MapiId::recipient_type).value_or(1) & 0xf;
  const PersonIds ids{MapiId::display_name, MapiId::smtp_address, MapiId::email_address};
  return {type < kinds.size() ? kinds.at(type) : Kind::other, person(properties, ids, code_page)};
}

Letter mapi_letter(const MapiProperties& properties, const std::vector<MapiRecipient>& recipients,
                   std::uint32_t code_page, std::size_t text_bytes) {
  Letter letter;
  const PersonIds sender{MapiId::sender_name, MapiId::sender_smtp_address, MapiId::sender_address};
  const PersonIds author{MapiId::sent_representing_name, MapiId::sent_representing_smtp_address,
                         MapiId::sent_representing_address};
  letter.from = person(properties, author, code_page);
  auto sent_by = person(properties, sender, code_page);
  if (letter.from.name.empty() && letter.from.address.empty())
    letter.from = std::move(sent_by);
  else if (sent_by.address != letter.from.address)
    letter.sender = std::move(sent_by);
  add_recipients(letter, properties, recipients, code_page);
  letter.subject = properties.text(MapiId::subject, code_page);
  if (letter.subject.empty())
    letter.subject = properties.text(MapiId::normalized_subject, code_page);
  for (const auto id : {MapiId::client_submit_time, MapiId::delivery_time})
    if (letter.date.empty()) letter.date = mapi_date(properties.number(id).value_or(0));
  letter.message_id = properties.text(MapiId::internet_message_id, code_page);
  letter.in_reply_to = properties.text(MapiId::in_reply_to, code_page);
  letter.references = properties.text(MapiId::internet_references, code_page);
  letter.sensitivity = sensitivity_of(properties);
  letter.labels = properties.text(MapiId::labels, code_page);
  letter.transport_header = properties.text(MapiId::transport_headers, code_page);
  add_bodies(letter, properties, code_page, text_bytes);
  return letter;
}

std::string mapi_date(std::uint64_t file_time) {
  using namespace std::chrono;
  constexpr std::uint64_t steps_a_second = 10'000'000;
  constexpr std::uint64_t seconds_1601_to_1970 = 11'644'473'600;
  const auto since_1601 = file_time / steps_a_second;
  if (since_1601 < seconds_1601_to_1970 || since_1601 > 400'000'000'000) return {};
  const sys_seconds moment{seconds(since_1601 - seconds_1601_to_1970)};
  const auto day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss time(moment - day);
  if (static_cast<int>(date.year()) > 9999) return {};
  constexpr std::array week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto two = [](auto number) {
    const auto digits = std::to_string(number);
    return digits.size() < 2 ? '0' + digits : digits;
  };
  return std::string(week.at(weekday(day).c_encoding())) + ", " +
         std::to_string(static_cast<unsigned>(date.day())) + ' ' +
         months.at(static_cast<unsigned>(date.month()) - 1) + ' ' +
         std::to_string(static_cast<int>(date.year())) + ' ' + two(time.hours().count()) + ':' +
         two(time.minutes().count()) + ':' + two(time.seconds().count()) + " +0000";
}

std::string mapi_file_name(const MapiProperties& properties, std::uint32_t code_page) {
  for (const auto id :
       {MapiId::attach_long_filename, MapiId::attach_filename, MapiId::display_name})
    if (auto name = properties.text(id, code_page); !name.empty()) return name;
  return {};
}

}  // namespace candour::extract
