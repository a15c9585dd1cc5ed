// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/compressed_rtf.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace candour::extract {
namespace {

using namespace std::literals;

std::string header(std::uint32_t unpacked, std::string_view form) {
  std::string bytes(4, '\0');
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(unpacked >> (8 * i) & 0xff);
  return bytes.append(form).append(4, '\0');
}

TEST(DecompressRtf, UnpacksWordsOfTheDictionary) {
  // "{\rtf1" stands at the dictionary's begin: a reference to offset 0 of 6 bytes, then plain
  // bytes.
  const auto packed = header(9, "LZFu") + "\x01\x00\x04 a}"s;
  EXPECT_EQ(decompress_rtf(packed, 100), "{\\rtf1 a}");
}

TEST(DecompressRtf, UnpacksWhatRepeatsItself) {
  // "x" at offset 207, then 17 bytes from there on, which are still being written.
  const auto packed = header(18, "LZFu") + "\x02x\x0C\xFF"s;
  EXPECT_EQ(decompress_rtf(packed, 100), std::string(18, 'x'));
}

TEST(DecompressRtf, TakesWhatIsNotCompressed) {
  EXPECT_EQ(decompress_rtf(header(6, "MELA") + "{\\rtf}", 100), "{\\rtf}");
}

TEST(DecompressRtf, StopsAtTheLimitAndAtTheSizeItClaims) {
  std::string bomb = header(0xFFFFFFFF, "LZFu") + "\x02x\x0C\xFF"s;
  for (int i = 0; i < 1'000; ++i) bomb += "\xFF" + std::string(16, '\x10');
  EXPECT_EQ(decompress_rtf(bomb, 1'000)->size(), 1'000u);
  bomb.replace(4, 4, "\x05\0\0\0"s);
  EXPECT_EQ(decompress_rtf(bomb, 1'000)->size(), 5u);
}

TEST(DecompressRtf, KnowsNoOtherForm) {
  EXPECT_FALSE(decompress_rtf(header(1, "LZXX") + "x", 10));
  EXPECT_FALSE(decompress_rtf("short", 10));
}

}  // namespace
}  // namespace candour::extract
