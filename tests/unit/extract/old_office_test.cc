// SPDX-License-Identifier: MPL-2.0
//
// Files as an office program writes them, from tests/corpus/documents.
#include "extract/readers/old_office.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/excel_binary.h"
#include "extract/readers/powerpoint_binary.h"
#include "support/compound.h"
#include "support/source_folder.h"
#include "support/tnef.h"

namespace candour::extract {
namespace {

using support::little_endian;

std::string file(const std::string& name) {
  std::ifstream stream(source_folder() + "/tests/corpus/documents/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

mail::Opened opened(std::string_view content, std::string_view name = "report") {
  Opening opening({});
  read_file({"", std::string(name), content}, opening);
  return opening.take();
}

class OldOffice : public testing::TestWithParam<std::string> {};

TEST_P(OldOffice, HasItsMarginsAndPropertiesRead) {
  const auto found = opened(file(GetParam()));
  ASSERT_EQ(found.documents.size(), 1u);
  const auto& document = found.documents[0];
  EXPECT_EQ(document.margins.at(0), "CONFIDENTIAL");
  EXPECT_EQ(document.margins.at(1), "Eastmere Town Council");
  ASSERT_EQ(document.properties.size(), 3u);
  EXPECT_EQ(document.properties[0].name, "title");
  EXPECT_EQ(document.properties[0].value, "Report on the drains");
  EXPECT_TRUE(document.properties[2].name.starts_with("MSIP_Label_"));
  EXPECT_EQ(document.properties[2].value, "Confidential");
}

TEST_P(OldOffice, TruncatedIsReadOrTold) {
  const auto whole = file(GetParam());
  for (std::size_t twentieth = 1; twentieth < 20; ++twentieth) {
    const auto found = opened(std::string_view(whole).substr(0, whole.size() * twentieth / 20));
    EXPECT_FALSE(found.documents.empty() && found.unread.empty()) << twentieth;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, OldOffice,
                         testing::Values("report.doc", "report.xls", "report.ppt"));

constexpr auto text =
    "Report on the drains\nThe drains in Mill Lane cost £1,200 – see the café’s letter.\n";

TEST(OldOffice, OfWordHasItsText) {
  EXPECT_EQ(
      opened(file("report.doc")).documents.at(0).text.substr(0, std::string_view(text).size()),
      text);
}

TEST(OldOffice, OfPowerPointHasItsText) {
  EXPECT_NE(opened(file("report.ppt")).documents.at(0).text.find(text), std::string::npos);
}

// Its cells are read by xls2csv, which a unit test does not start.
TEST(OldOffice, OfExcelTellsThatItsCellsWereNotRead) {
  const auto found = opened(file("report.xls"));
  ASSERT_EQ(found.unread.size(), 1u);
  EXPECT_TRUE(found.unread[0].could_change_verdict);
}

TEST(OldOffice, WithAPasswordIsTold) {
  const std::string fib = little_endian(0xA5EC, 2) + little_endian(0xC1, 2) + std::string(6, '\0') +
                          little_endian(0x0100, 2) + std::string(1'000, '\0');
  const auto word = support::compound_file({support::stream("WordDocument", fib)});
  const auto excel = support::compound_file({support::stream(
      "Workbook", little_endian(0x0809, 2) + little_endian(2, 2) + little_endian(0x600, 2) +
                      little_endian(0x2F, 2) + little_endian(2, 2) + "xx")});
  const auto powerpoint = support::compound_file(
      {support::stream("PowerPoint Document", "x"),
       support::stream("Current User", std::string(12, '\0') + little_endian(0xF3D1C4DF, 4))});
  for (const auto& content : {word, excel, powerpoint}) {
    const auto found = opened(content);
    EXPECT_TRUE(found.documents.empty());
    ASSERT_EQ(found.unread.size(), 1u);
    EXPECT_EQ(found.unread[0].why, "encrypted: it needs a password");
    EXPECT_TRUE(found.unread[0].could_change_verdict);
  }
}

std::string record(std::uint16_t type, std::string_view content) {
  return little_endian(type, 2) + little_endian(content.size(), 2) + std::string(content);
}

std::string wide(std::string_view ascii) {
  return little_endian(ascii.size(), 2) + '\1' + support::utf16(ascii);
}

TEST(ExcelNotes, AreHeadersWithoutTheirCodes) {
  const auto notes = parse_excel_notes(
      record(0x0809, little_endian(0x0600, 2)) +
      record(0x0014, wide("&L&\"Arial,Bold\"&12Drains&C&K00FF00CONFIDENTIAL&RA && B")) +
      record(0x0015, wide("Page &P")));
  EXPECT_EQ(notes.margins, (std::vector<std::string>{"Drains", "CONFIDENTIAL", "A & B", "Page"}));
}

TEST(ExcelNotes, AreTextBoxesOverSeveralRecords) {
  const auto object = std::string(10, '\0') + little_endian(9, 2) + std::string(6, '\0');
  const auto notes = parse_excel_notes(
      record(0x01B6, object) + record(0x003C, std::string(1, '\0') + "Member") +
      record(0x003C, '\1' + support::utf16("s o")) + record(0x003C, "formatting"));
  EXPECT_EQ(notes.text, "Members o\n");
}

std::string art(std::uint16_t type, std::string_view content, bool container = false,
                unsigned instance = 0) {
  return little_endian(instance << 4 | (container ? 0xFu : 0u), 2) + little_endian(type, 2) +
         little_endian(content.size(), 4) + std::string(content);
}

TEST(PowerPoint, KeepsMastersAndFootersApart) {
  const auto slides =
      parse_powerpoint(art(0x03F8, art(0x0FA8, "CONFIDENTIAL"), true) +
                       art(0x0FF0,
                           art(0x03F3, "") + art(0x0FA8, "Drains\rMill Lane") + art(0x03F3, "") +
                               art(0x0FA0, support::utf16("Costs")),
                           true) +
                       art(0x0FD9, art(0x0FBA, support::utf16("Eastmere")), true) +
                       art(0x0FBA, support::utf16("a font")) + art(0x0FA8, "*"));
  EXPECT_EQ(slides.text, "Drains\nMill Lane\n\fCosts\n");
  EXPECT_EQ(slides.margins, (std::vector<std::string>{"CONFIDENTIAL", "Eastmere"}));
}

}  // namespace
}  // namespace candour::extract
