// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/property_set.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "extract/readers/code_page.h"
#include "extract/readers/little_endian.h"

namespace candour::extract {

namespace {

constexpr std::size_t max_properties = 1'000;
constexpr std::uint32_t utf16_page = 1200;

enum class Set { summary, document_summary, custom, other };

// By the first four bytes of their ids, which no other set of these streams shares.
Set set_of(std::uint32_t id) {
  switch (id) {
    case 0xF29F85E0:
      return Set::summary;
    case 0xD5CDD502:
      return Set::document_summary;
    case 0xD5CDD505:
      return Set::custom;
    default:
      return Set::other;
  }
}

std::string_view name_of(Set set, std::uint32_t id) {
  if (set == Set::summary) {
    constexpr std::array<std::string_view, 7> names{"", "",         "title",   "subject",
                                                    "", "keywords", "comments"};
    return id < names.size() ? names.at(id) : "";
  }
  if (set == Set::document_summary) return id == 2 ? "category" : id == 15 ? "company" : "";
  return {};
}

std::string decoded(std::string_view bytes, std::uint32_t code_page) {
  auto text = code_page == utf16_page ? from_utf16le(bytes) : from_code_page(bytes, code_page);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::string value_at(std::string_view set, std::size_t at, std::uint32_t code_page) {
  constexpr std::uint16_t i2 = 2, i4 = 3, boolean = 11, lpstr = 30, lpwstr = 31;
  const auto length = u32_at(set, at + 4);
  switch (u16_at(set, at)) {
    case lpstr:
      return decoded(bytes_at(set, at + 8, length), code_page);
    case lpwstr:
      return decoded(bytes_at(set, at + 8, std::size_t{2} * length), utf16_page);
    case i2:
      return std::to_string(static_cast<std::int16_t>(u16_at(set, at + 4)));
    case i4:
      return std::to_string(static_cast<std::int32_t>(length));
    case boolean:
      return u16_at(set, at + 4) != 0 ? "true" : "false";
    default:
      return {};
  }
}

// The names of the user's own properties, by number.
std::map<std::uint32_t, std::string> dictionary_at(std::string_view set, std::size_t at,
                                                   std::uint32_t code_page) {
  std::map<std::uint32_t, std::string> names;
  const auto count = u32_at(set, at);
  at += 4;
  for (std::uint32_t i = 0; i < count && at + 8 <= set.size() && names.size() < max_properties;
       ++i) {
    const auto id = u32_at(set, at);
    const std::size_t characters = u32_at(set, at + 4);
    // In UTF-16 each fills up to four bytes.
    const auto bytes = code_page == utf16_page ? (2 * characters + 3) / 4 * 4 : characters;
    names.emplace(id,
                  decoded(bytes_at(set, at + 8, code_page == utf16_page ? 2 * characters : bytes),
                          code_page));
    at += 8 + bytes;
  }
  return names;
}

void read_set(std::string_view set, Set kind, std::vector<mail::Field>& fields) {
  struct Place {
    std::uint32_t id;
    std::size_t at;
  };
  std::vector<Place> places;
  const auto count = std::min<std::size_t>(u32_at(set, 4), max_properties);
  for (std::size_t i = 0; i < count; ++i)
    places.push_back({u32_at(set, 8 + 8 * i), u32_at(set, 12 + 8 * i)});
  const auto place_of = [&](std::uint32_t id) -> std::optional<std::size_t> {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Place& place) { return place.id == id; });
    return found == places.end() ? std::nullopt : std::optional(found->at);
  };
  constexpr std::uint32_t dictionary = 0, code_page_id = 1;
  const auto page_at = place_of(code_page_id);
  const std::uint32_t code_page = page_at ? u16_at(set, *page_at + 4) : 1252;
  std::map<std::uint32_t, std::string> names;
  if (const auto at = place_of(dictionary); at && kind == Set::custom)
    names = dictionary_at(set, *at, code_page);
  std::size_t left = set.size();  // no value may be counted twice over
  for (const auto& [id, at] : places) {
    if (id == dictionary || id == code_page_id) continue;
    const auto own = names.find(id);
    const std::string name(kind == Set::custom && own != names.end() ? std::string_view(own->second)
                                                                     : name_of(kind, id));
    if (name.empty() || fields.size() >= max_properties) continue;
    auto value = value_at(set.substr(0, std::min(set.size(), at + left)), at, code_page);
    left -= std::min(left, value.size());
    if (!value.empty()) fields.push_back({name, std::move(value)});
  }
}

}  // namespace

std::vector<mail::Field> parse_property_set(std::string_view stream) {
  std::vector<mail::Field> fields;
  constexpr std::uint16_t little_endian_mark = 0xFFFE;
  if (u16_at(stream, 0) != little_endian_mark) return fields;
  const auto sets = std::min<std::uint32_t>(u32_at(stream, 24), 2);  // none has more
  for (std::uint32_t i = 0; i < sets; ++i) {
    const auto kind = set_of(u32_at(stream, 28 + 20 * i));
    if (kind != Set::other)
      read_set(bytes_at(stream, u32_at(stream, 44 + 20 * i), stream.size()), kind, fields);
  }
  return fields;
}

std::vector<mail::Field> properties_of(CompoundFile& file) {
  std::vector<mail::Field> fields;
  for (const auto* name : {"\005SummaryInformation", "\005DocumentSummaryInformation"})
    for (auto& field : parse_property_set(file.stream(CompoundFile::root, name)))
      fields.push_back(std::move(field));
  return fields;
}

}  // namespace candour::extract
