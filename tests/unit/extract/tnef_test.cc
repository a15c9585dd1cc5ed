// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/tnef.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "mail/mail.h"
#include "support/tnef.h"

namespace candour::extract {
namespace {

using namespace std::literals;
using support::number_property;
using support::Property;
using support::text_property;
using support::TnefFile;

TnefFile typical() {
  TnefFile file;
  file.message(0x00069007, support::little_endian(1252, 4) + support::little_endian(0, 4));
  file.letter({text_property(0x0037, "Drains"),
               text_property(0x0042, "Ann Carter"),
               text_property(0x5D02, "clerk@eastmere-tc.gov.uk"),
               text_property(0x1000, "Please see the report."),
               number_property(0x0036, 3),
               {0x0039, 0x0040, support::little_endian(134'290'368'510'000'000, 8)}});
  file.recipients({{text_property(0x3001, "Tom Reed"),
                    text_property(0x39FE, "tom@eastmere-tc.gov.uk"), number_property(0x0C15, 1)},
                   {text_property(0x3003, "press@herald.example"), number_property(0x0C15, 2)}});
  file.attach("REPORT~1.TXT", "CONFIDENTIAL\nThe drains.",
              {text_property(0x3707, "Report on drains.txt"), text_property(0x370E, "text/plain")});
  return file;
}

mail::Opened opened(std::string_view content) {
  Opening opening({});
  read_file({"application/ms-tnef", "winmail.dat", content}, opening);
  return opening.take();
}

TEST(Tnef, GivesItsLetterAsAMessage) {
  const auto found = opened(typical().bytes());
  ASSERT_EQ(found.messages.size(), 1u);
  const auto letter = mail::read(found.messages[0]);
  EXPECT_EQ(letter.headers.subject, "Drains");
  EXPECT_EQ(letter.headers.from.at(0).name, "Ann Carter");
  EXPECT_EQ(letter.headers.from.at(0).address, "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(letter.headers.to.at(0).address, "tom@eastmere-tc.gov.uk");
  EXPECT_EQ(letter.headers.cc.at(0).address, "press@herald.example");
  EXPECT_EQ(letter.headers.field("Sensitivity"), "Company-Confidential");
  ASSERT_TRUE(letter.headers.date);
  EXPECT_EQ(base::to_string(letter.headers.date->instant), "2026-07-20T16:00:51Z");
  EXPECT_EQ(letter.bodies.at(0).text, "Please see the report.\n");
}

TEST(Tnef, GivesItsFilesByTheirLongNames) {
  const auto found = opened(typical().bytes());
  ASSERT_EQ(found.documents.size(), 1u);
  EXPECT_EQ(found.documents[0].name, "Report on drains.txt");
  EXPECT_EQ(found.documents[0].text, "CONFIDENTIAL\nThe drains.");
}

TEST(Tnef, TakesShortNamesAndOldAttributesWhereThereAreNoOthers) {
  TnefFile file;
  file.message(0x00008000, support::little_endian(4, 2) + support::little_endian(60, 2) +
                               support::little_endian(4, 2) + support::little_endian(26, 2) +
                               "Ann\0SMTP:ann@eastmere.example\0"s);
  file.message(0x00018004, "Drains\0"s);
  file.message(0x00038005, support::little_endian(2026, 2) + support::little_endian(7, 2) +
                               support::little_endian(20, 2) + std::string(8, '\0'));
  file.message(0x0002800C, "The caf\xE9.\0"s);
  file.attach("A.TXT", "x");
  const auto read = parse_tnef(file.bytes());
  EXPECT_EQ(read.letter.from.name, "Ann");
  EXPECT_EQ(read.letter.from.address, "ann@eastmere.example");
  EXPECT_EQ(read.letter.subject, "Drains");
  EXPECT_EQ(read.letter.date, "Mon, 20 Jul 2026 00:00:00 +0000");
  EXPECT_EQ(read.letter.text, "The café.");
  EXPECT_EQ(read.files.at(0).name, "A.TXT");
  EXPECT_FALSE(read.damaged);
}

TEST(Tnef, IsReadThroughNamedAndMultipleProperties) {
  const auto name = support::utf16("msip_labels") + std::string(4, '\0');
  const auto named = support::little_endian(0x001F, 2) + support::little_endian(0x8001, 2) +
                     std::string(16, 'g') + support::little_endian(1, 4) +
                     support::little_endian(name.size() - 2, 4) + name.substr(0, 24) +
                     support::little_endian(1, 4) + support::little_endian(4, 4) +
                     support::utf16("x") + std::string(2, '\0');
  auto multiple = support::little_endian(0x1003, 2) + support::little_endian(0x6666, 2) +
                  support::little_endian(2, 4) + support::little_endian(1, 4) +
                  support::little_endian(2, 4);
  const auto subject = support::packed({text_property(0x0037, "Drains")}).substr(4);
  TnefFile file;
  file.message(0x00069003, support::little_endian(3, 4) + named + multiple + subject);
  const auto read = parse_tnef(file.bytes());
  EXPECT_EQ(read.letter.subject, "Drains");
  EXPECT_EQ(read.letter.labels, "x");
  EXPECT_FALSE(read.damaged);
}

TEST(Tnef, OpensLettersAttachedToIt) {
  TnefFile inner;
  inner.letter({text_property(0x0037, "Inner"), text_property(0x1000, "In confidence")});
  TnefFile outer;
  outer.letter({text_property(0x0037, "Outer")});
  outer.attach(
      "", "picture",
      {{0x3701, 0x000D, std::string(16, 'i') + inner.bytes()}, number_property(0x3705, 5)});
  const auto found = opened(outer.bytes());
  ASSERT_EQ(found.messages.size(), 2u);
  EXPECT_EQ(mail::read(found.messages[1]).headers.subject, "Inner");
}

TEST(Tnef, InsideItselfAThousandTimesIsReadToTheBound) {
  std::string bytes = typical().bytes();
  for (int i = 0; i < 1'000; ++i) {
    TnefFile outer;
    outer.attach("winmail.dat", bytes);
    bytes = outer.bytes();
  }
  const auto found = opened(bytes);
  ASSERT_FALSE(found.unread.empty());
  EXPECT_TRUE(found.unread.back().could_change_verdict);
}

TEST(Tnef, TruncatedIsToldAndReadAsFarAsItGoes) {
  const auto file = typical();
  for (std::size_t twentieth = 1; twentieth < 20; ++twentieth) {
    const auto found =
        opened(std::string_view(file.bytes()).substr(0, file.bytes().size() * twentieth / 20));
    EXPECT_FALSE(found.unread.empty()) << twentieth;
    for (const auto& message : found.messages) EXPECT_TRUE(base::is_valid_utf8(message));
  }
}

TEST(Tnef, OfHugeCountsEndsAtItsEnd) {
  TnefFile file;
  file.message(0x00069003, support::little_endian(0xFFFFFFFF, 4));
  file.message(0x00069004,
               support::little_endian(0xFFFFFFFF, 4) + support::little_endian(0xFFFFFFFF, 4));
  file.message(0x00069003, support::little_endian(1, 4) + support::little_endian(0x101F, 2) +
                               support::little_endian(1, 2) +
                               support::little_endian(0xFFFFFFFF, 4));
  EXPECT_TRUE(parse_tnef(file.bytes()).damaged);
}

}  // namespace
}  // namespace candour::extract
