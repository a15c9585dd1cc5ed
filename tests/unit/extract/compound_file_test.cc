// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/compound_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/readers/little_endian.h"
#include "support/compound.h"
#include "support/tnef.h"

namespace candour::extract {
namespace {

using support::compound_file;
using support::little_endian;
using support::storage;
using support::stream;

std::string typical() {
  return compound_file({stream("Short", "Drains"), stream("Long", std::string(100'000, 'x')),
                        storage("Inner", {stream("\005Café", "in here")})});
}

std::string numbered(int count, std::size_t bytes) {
  std::vector<support::CompoundEntry> entries;
  for (int i = 0; i < count; ++i)
    entries.push_back(stream("s" + std::to_string(i), std::string(bytes, 'x')));
  return compound_file(entries);
}

// The directory's place, for spoiling it.
std::size_t directory_of(const std::string& file) {
  return file.find(support::utf16("Root Entry"));
}

void put(std::string& file, std::size_t at, std::uint32_t number) {
  file.replace(at, 4, little_endian(number, 4));
}

TEST(CompoundFile, GivesStreamsShortAndLongAndInStorages) {
  const auto bytes = typical();
  auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->stream(CompoundFile::root, "SHORT"), "Drains");
  EXPECT_EQ(file->stream(CompoundFile::root, "Long"), std::string(100'000, 'x'));
  const auto inner = file->find(CompoundFile::root, "Inner");
  ASSERT_TRUE(inner);
  EXPECT_EQ(file->stream(*inner, "\005Café"), "in here");
  EXPECT_EQ(file->stream(*inner, "Short"), "");
  EXPECT_EQ(file->stream(*inner), "");
}

TEST(CompoundFile, KnowsSectorsListedBeyondItsHeader) {
  // 109 sectors of the table are listed in the header, each for 64 KiB.
  const auto bytes = compound_file({stream("a", std::string(9 << 20, 'x')), stream("b", "end")});
  auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->stream(CompoundFile::root, "a").size(), 9u << 20);
  EXPECT_EQ(file->stream(CompoundFile::root, "b"), "end");
}

TEST(CompoundFile, OfNothingElseIsNone) {
  EXPECT_FALSE(CompoundFile::open(""));
  EXPECT_FALSE(CompoundFile::open("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
  EXPECT_FALSE(CompoundFile::open(std::string(4'000, 'x')));
}

TEST(CompoundFile, TruncatedGivesWhatThereIs) {
  const auto bytes = typical();
  for (std::size_t twentieth = 0; twentieth < 20; ++twentieth) {
    auto file =
        CompoundFile::open(std::string_view(bytes).substr(0, bytes.size() * twentieth / 20));
    if (!file) continue;
    EXPECT_LE(file->stream(CompoundFile::root, "Long").size(), 100'000u);
  }
}

TEST(CompoundFile, WhoseTableRunsInACircleEnds) {
  auto bytes = typical();
  const std::size_t table = (u32_at(bytes, 76) + 1) * 512;
  for (std::uint32_t i = 0; i < 128; ++i) put(bytes, table + 4 * i, i);
  auto file = CompoundFile::open(bytes);
  if (!file) return;
  EXPECT_LE(file->stream(CompoundFile::root, "Long").size(), 2 * bytes.size());
}

TEST(CompoundFile, WhoseDirectoryRunsInACircleHasEachEntryOnce) {
  auto bytes = numbered(20, 1);
  const auto directory = directory_of(bytes);
  for (std::size_t entry = 0; entry < 21; ++entry)
    for (const std::size_t link : {68u, 72u, 76u})
      put(bytes, directory + entry * 128 + link,
          static_cast<std::uint32_t>((entry * 7 + link) % 21));
  const auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file);
  EXPECT_LE(file->entry(CompoundFile::root).children.size(), 20u);
}

std::string padded(std::string bytes, char with) {
  bytes.resize((bytes.size() + 511) / 512 * 512, with);
  return bytes;
}

// A file of empty streams each of which is the right-hand neighbour of the one before: a header,
// the table of sectors, the directory. At most 109 sectors of table are listed in the header alone.
std::string long_list(std::uint32_t count) {
  constexpr std::uint32_t none = 0xFFFFFFFF, last = 0xFFFFFFFE;
  const auto entry = [](std::string_view name, int type, std::uint32_t right, std::uint32_t child) {
    auto bytes = support::utf16(name);
    const auto name_bytes = bytes.size() + 2;
    bytes.resize(64, '\0');
    bytes += little_endian(name_bytes, 2) + static_cast<char>(type) + '\1' +
             little_endian(none, 4) + little_endian(right, 4) + little_endian(child, 4);
    bytes.resize(128, '\0');
    return bytes;
  };
  auto directory = entry("Root Entry", 5, none, 1);
  for (std::uint32_t i = 1; i <= count; ++i)
    directory += entry("s" + std::to_string(i), 2, i < count ? i + 1 : none, none);
  directory = padded(directory, '\0');
  const auto directory_sectors = static_cast<std::uint32_t>(directory.size() / 512);
  const auto table_sectors = directory_sectors / 127 + 1;
  std::string table;
  for (std::uint32_t i = 0; i < table_sectors; ++i) table += little_endian(0xFFFFFFFD, 4);
  for (std::uint32_t i = 1; i <= directory_sectors; ++i)
    table += little_endian(i < directory_sectors ? table_sectors + i : last, 4);
  table.resize(table_sectors * 512, '\xFF');

  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0');
  for (const int number : {0x3E, 3, 0xFFFE, 9, 6}) header += little_endian(number, 2);
  header.resize(44, '\0');
  for (const std::uint32_t number : {table_sectors, table_sectors, 0u, 4096u, last, 0u, last, 0u})
    header += little_endian(number, 4);
  for (std::uint32_t i = 0; i < 109; ++i) header += little_endian(i < table_sectors ? i : none, 4);
  return header + table + directory;
}

// libgsf goes down such a list by recursion, and crashed at 150,000.
TEST(CompoundFile, WhoseDirectoryIsOneLongListIsReadToItsEnd) {
  const auto bytes = long_list(40'000);
  const auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->entry(CompoundFile::root).children.size(), 40'000u);
}

TEST(CompoundFile, WhoseStreamsShareTheirSectorsGivesTwiceItsSizeAtMost) {
  auto bytes = numbered(200, 5'000);
  const auto directory = directory_of(bytes);
  for (std::size_t entry = 1; entry <= 200; ++entry) {
    put(bytes, directory + entry * 128 + 116, 0);
    put(bytes, directory + entry * 128 + 120, 0x7FFFFFFF);
  }
  auto file = CompoundFile::open(bytes);
  ASSERT_TRUE(file);
  std::size_t read = 0;
  for (const auto child : file->entry(CompoundFile::root).children)
    read += file->stream(child).size();
  EXPECT_LE(read, 2 * bytes.size());
}

}  // namespace
}  // namespace candour::extract
