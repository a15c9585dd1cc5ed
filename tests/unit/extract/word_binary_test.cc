// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/word_binary.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "support/tnef.h"

namespace candour::extract {
namespace {

using support::little_endian;
using State = WordDocument::State;

constexpr std::size_t text_at = 0x400;

struct Document {
  std::string document;  // the stream WordDocument
  std::string table;

  void put(std::size_t at, std::uint64_t number, int bytes) {
    document.replace(at, static_cast<std::size_t>(bytes), little_endian(number, bytes));
  }
  WordDocument read() const { return parse_word(document, "", table); }
};

/// parts     lengths of the sub-documents, the body first
/// one_byte  characters of Windows-1252 instead of UTF-16
Document make(std::string_view characters, const std::vector<std::size_t>& parts,
              bool one_byte = true) {
  Document made{std::string(text_at, '\0'), {}};
  made.put(0, 0xA5EC, 2);
  made.put(2, 0xC1, 2);
  made.put(10, 0x0200, 2);  // the table's stream is 1Table
  for (std::size_t i = 0; i < parts.size(); ++i) made.put(76 + 4 * i, parts[i], 4);
  made.document += one_byte ? std::string(characters) : support::utf16(characters);
  const auto place = one_byte ? 0x40000000u | 2 * text_at : text_at;
  const auto pieces = little_endian(0, 4) + little_endian(characters.size(), 4) +
                      little_endian(0, 2) + little_endian(place, 4) + little_endian(0, 2);
  // A paragraph's properties come first.
  made.table = "\1" + little_endian(2, 2) + "xx" + "\2" + little_endian(pieces.size(), 4) + pieces;
  made.put(0x1A2, 0, 4);
  made.put(0x1A6, made.table.size(), 4);
  return made;
}

TEST(Word, GivesItsTextInEitherWidth) {
  EXPECT_EQ(make("Caf\xE9 \x96 drains\rEnd\r", {18}).read().text, "Café – drains\nEnd\n");
  EXPECT_EQ(make("Drains\r", {7}, false).read().text, "Drains\n");
}

TEST(Word, GivesNotesCommentsAndBoxesAfterTheBody) {
  const auto read =
      make("Body\rnote\rhead\rcomment\rend\rbox\rhbox\r", {5, 5, 5, 0, 8, 4, 4, 5}).read();
  EXPECT_EQ(read.text, "Body\nnote\ncomment\nend\nbox\n");
  EXPECT_EQ(read.margins, (std::vector<std::string>{"head", "hbox"}));
}

TEST(Word, PartsItsHeadersWithoutTheLinesAboveNotes) {
  auto made = make("Body\r---CONFIDENTIAL\rPage 1\r", {5, 0, 23});
  std::string places;
  for (const std::uint64_t at : {0, 3, 3, 3, 3, 3, 3, 16, 16, 23, 23})
    places += little_endian(at, 4);
  made.put(0xF2, made.table.size(), 4);
  made.put(0xF6, places.size(), 4);
  made.table += places;
  EXPECT_EQ(made.read().margins, (std::vector<std::string>{"CONFIDENTIAL", "Page 1"}));
}

TEST(Word, GivesTheWordsOfItsWatermark) {
  auto made = make("Body\r", {5});
  const auto words = support::utf16("DRAFT") + std::string(2, '\0');
  const auto shape = little_endian(0x23, 2) + little_endian(0xF00B, 2) +
                     little_endian(12 + words.size(), 4) + little_endian(0x4104, 2) +
                     little_endian(1, 4) + little_endian(0x80C0, 2) +
                     little_endian(words.size(), 4) + words;
  const auto page = "\1" + little_endian(0xF, 2) + little_endian(0xF002, 2) +
                    little_endian(shape.size(), 4) + shape;
  made.put(0x22A, made.table.size(), 4);
  made.put(0x22E, page.size(), 4);
  made.table += page;
  EXPECT_EQ(made.read().margins, std::vector<std::string>{"DRAFT"});
}

TEST(Word, ShowsWhatAFieldShowsAndPartsCells) {
  EXPECT_EQ(make("\x13 PAGE \x13x\x15\x14"
                 "7\x15 of \x13y\x15"
                 "8\r",
                 {22})
                .read()
                .text,
            "7 of 8\n");
  EXPECT_EQ(make("a\ab\a\a\x0C"
                 "a\x0B\x1E\x1F\1b\r",
                 {13})
                .read()
                .text,
            "a\tb\t\n\fa\n-b\n");
}

TEST(Word, TellsWhatItDoesNotRead) {
  auto encrypted = make("x", {1});
  encrypted.put(10, 0x0300, 2);
  EXPECT_EQ(encrypted.read().state, State::encrypted);
  auto older = make("x", {1});
  older.put(2, 0x68, 2);
  EXPECT_EQ(older.read().state, State::older);
  auto without_pieces = make("x", {1});
  without_pieces.table.clear();
  EXPECT_EQ(without_pieces.read().state, State::damaged);
  EXPECT_EQ(parse_word("", "", "").state, State::damaged);
}

TEST(Word, OfPiecesThatShareTheirBytesIsNotLong) {
  auto made = make(std::string(1'000, 'x'), {100'000'000});
  std::string places, descriptors;
  for (std::uint64_t i = 0; i <= 10'000; ++i) places += little_endian(i * 1'000, 4);
  for (int i = 0; i < 10'000; ++i)
    descriptors +=
        little_endian(0, 2) + little_endian(0x40000000u | 2 * text_at, 4) + little_endian(0, 2);
  made.table = "\2" + little_endian(places.size() + descriptors.size(), 4) + places + descriptors;
  made.put(0x1A6, made.table.size(), 4);
  const auto read = parse_word(made.document, "", made.table, 50'500);
  EXPECT_TRUE(read.cut);
  EXPECT_EQ(read.text.size(), 50'500u);
}

TEST(Word, TruncatedIsReadAsFarAsItGoes) {
  const auto whole = make("Caf\xE9 drains\rHead\r", {12, 0, 5});
  for (std::size_t twentieth = 0; twentieth < 20; ++twentieth) {
    const auto bytes =
        std::string_view(whole.document).substr(0, whole.document.size() * twentieth / 20);
    const auto read = parse_word(bytes, "", whole.table);
    EXPECT_TRUE(base::is_valid_utf8(read.text));
    EXPECT_TRUE(read.state == State::damaged || read.state == State::older || !read.text.empty());
    parse_word(whole.document, "", std::string_view(whole.table).substr(0, twentieth));
  }
}

}  // namespace
}  // namespace candour::extract
