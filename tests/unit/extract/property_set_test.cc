// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/property_set.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/tnef.h"

namespace candour::extract {
namespace {

using support::little_endian;

constexpr std::uint32_t summary = 0xF29F85E0, document_summary = 0xD5CDD502, custom = 0xD5CDD505;

std::string text(std::string_view words) {
  return little_endian(30, 4) + little_endian(words.size() + 1, 4) + std::string(words) + '\0';
}

std::string code_page(std::uint32_t page) {
  return little_endian(2, 4) + little_endian(page, 4);
}

struct Value {
  std::uint32_t id;
  std::string packed;
};

std::string set(const std::vector<Value>& values) {
  std::string table, content;
  for (const auto& [id, packed] : values) {
    table += little_endian(id, 4) + little_endian(8 + 8 * values.size() + content.size(), 4);
    content += packed;
  }
  return little_endian(8 + table.size() + content.size(), 4) + little_endian(values.size(), 4) +
         table + content;
}

std::string stream(const std::vector<std::pair<std::uint32_t, std::string>>& sets) {
  auto bytes = little_endian(0xFFFE, 4) + std::string(20, '\0') + little_endian(sets.size(), 4);
  auto at = 28 + 20 * sets.size();
  for (const auto& [id, packed] : sets) {
    bytes += little_endian(id, 4) + std::string(12, '\0') + little_endian(at, 4);
    at += packed.size();
  }
  for (const auto& each : sets) bytes += each.second;
  return bytes;
}

std::vector<std::string> read(std::string_view bytes) {
  std::vector<std::string> fields;
  for (const auto& [name, value] : parse_property_set(bytes)) fields.push_back(name + "=" + value);
  return fields;
}

TEST(PropertySet, NamesTheStandardOnes) {
  EXPECT_EQ(
      read(stream({{summary, set({{1, code_page(1252)},
                                  {2, text("Caf\xE9 drains")},
                                  {3, text("S")},
                                  {4, text("an author")},
                                  {5, text("K")},
                                  {6, text("C")}})}})),
      (std::vector<std::string>{"title=Café drains", "subject=S", "keywords=K", "comments=C"}));
  EXPECT_EQ(read(stream({{document_summary, set({{2, text("G")}, {15, text("Eastmere")}})}})),
            (std::vector<std::string>{"category=G", "company=Eastmere"}));
}

TEST(PropertySet, NamesTheUsersOwnByItsDictionary) {
  const auto dictionary = little_endian(2, 4) + little_endian(2, 4) + little_endian(18, 4) +
                          "MSIP_Label_1_Name" + '\0' + little_endian(3, 4) + little_endian(2, 4) +
                          "n" + '\0';
  EXPECT_EQ(read(stream({{document_summary, set({})},
                         {custom, set({{0, dictionary},
                                       {1, code_page(65001)},
                                       {2, text("Confidential – café")},
                                       {3, little_endian(11, 4) + little_endian(0xFFFF, 4)}})}})),
            (std::vector<std::string>{"MSIP_Label_1_Name=Confidential – café", "n=true"}));
}

TEST(PropertySet, ReadsUtf16) {
  const auto dictionary = little_endian(1, 4) + little_endian(2, 4) + little_endian(4, 4) +
                          support::utf16("abc") + std::string(2, '\0');
  const auto wide =
      little_endian(31, 4) + little_endian(3, 4) + support::utf16("xyz") + std::string(2, '\0');
  EXPECT_EQ(read(stream({{custom, set({{0, dictionary}, {1, code_page(1200)}, {2, wide}})}})),
            std::vector<std::string>{"abc=xyz"});
}

TEST(PropertySet, OfHugeCountsAndPlacesEndsAtItsEnd) {
  auto bytes = stream({{summary, set({{2, text("T")}})}});
  bytes.replace(28 + 20 + 4, 4, little_endian(0xFFFFFFFF, 4));
  EXPECT_EQ(read(bytes), std::vector<std::string>{"title=T"});
  bytes.replace(28 + 20 + 12, 4, little_endian(0xFFFFFFF0, 4));
  EXPECT_TRUE(read(bytes).empty());
  const std::string dictionary =
      little_endian(0xFFFFFFFF, 4) + little_endian(2, 4) + little_endian(0xFFFFFFFF, 4);
  EXPECT_TRUE(read(stream({{custom, set({{0, dictionary}})}})).empty());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    read(std::string_view(bytes).substr(0, length));
}

TEST(PropertySet, WhoseValuesShareTheirBytesIsNoLongerThanItself) {
  std::vector<Value> values{{2, text(std::string(10'000, 'x'))}};
  auto bytes = stream({{summary, set(values)}});
  std::string table;
  for (int i = 0; i < 900; ++i) table += little_endian(2, 4) + little_endian(16, 4);
  bytes.replace(28 + 20 + 4, 4, little_endian(901, 4));
  bytes.insert(28 + 20 + 16, table);
  std::size_t read_bytes = 0;
  for (const auto& field : parse_property_set(bytes)) read_bytes += field.value.size();
  EXPECT_LE(read_bytes, bytes.size());
}

}  // namespace
}  // namespace candour::extract
