// SPDX-License-Identifier: MPL-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/documents.h"

namespace candour::extract {
namespace {

using tests::opened;
using tests::zip_of;
using Texts = std::vector<std::string>;

std::string content_with(const std::string& body, const std::string& styles = "") {
  return "<office:document-content><office:automatic-styles>" + styles +
         "</office:automatic-styles><office:body>" + body +
         "</office:body></office:document-content>";
}

mail::Document read(const std::string& content, const std::string& master = "",
                    const std::string& meta = "") {
  const auto all =
      opened("report",
             zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                     {"META-INF/manifest.xml", "<manifest:manifest/>"},
                     {"content.xml", content},
                     {"styles.xml",
                      "<office:document-styles><office:master-styles><style:master-page>" + master +
                          "</style:master-page></office:master-styles>"
                          "</office:document-styles>"},
                     {"meta.xml", "<office:document-meta><office:meta>" + meta +
                                      "</office:meta></office:document-meta>"}}));
  EXPECT_TRUE(all.unread.empty()) << all.unread.front().why;
  EXPECT_EQ(all.documents.size(), 1u);
  return all.documents.empty() ? mail::Document() : all.documents.front();
}

std::string text_of(const std::string& body, const std::string& styles = "") {
  return read(content_with("<office:text>" + body + "</office:text>", styles)).text;
}

TEST(Odt, PartsParagraphsBlanksAndCells) {
  EXPECT_EQ(text_of("<text:h>Drains</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c"
                    "<text:line-break/>d</text:p><table:table table:name='T'><table:table-row>"
                    "<table:table-cell><text:p>Name</text:p></table:table-cell>"
                    "<table:table-cell><text:p>Sum</text:p></table:table-cell></table:table-row>"
                    "</table:table><text:p>End</text:p>"),
            "Drains\na  b\tc\nd\nName\tSum\nEnd");
}

TEST(Odt, TakesALineEndInAParagraphForABlank) {
  EXPECT_EQ(text_of("<text:p>Drains\nand\n<text:span>roads</text:span></text:p>"),
            "Drains and roads");
}

TEST(Odt, PartsParagraphsInsideEachOther) {
  EXPECT_EQ(text_of("<text:p>a<text:p>b<text:p>c</text:p></text:p></text:p>"), "a\nb\nc");
}

TEST(Odt, LeavesOutWhatNobodySees) {
  EXPECT_EQ(text_of("<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
                    "<text:p>Seen<text:span text:style-name='H'> hidden</text:span>, shown</text:p>"
                    "<text:section text:display='none'><text:p>no</text:p></text:section>"
                    "<text:p text:style-name='H'>no</text:p>",
                    "<style:style style:name='H'><style:text-properties text:display='none'/>"
                    "</style:style>"),
            "Seen, shown");
}

TEST(Odt, PutsNotesAndCommentsAfterTheirParagraph) {
  EXPECT_EQ(text_of("<text:p>Drains<text:note><text:note-citation>1</text:note-citation>"
                    "<text:note-body><text:p>Minute 4</text:p></text:note-body></text:note> and "
                    "<office:annotation><dc:creator>J. Smith</dc:creator><text:p>Check</text:p>"
                    "</office:annotation>roads</text:p><text:p>End</text:p>"),
            "Drains and roads\nMinute 4\nCheck\nEnd");
}

TEST(Odt, TakesHeadersFootersAndWatermarksForMargins) {
  const auto document =
      read(content_with("<office:text><text:p>Drains</text:p></office:text>"),
           "<style:header><text:p>OFFICIAL-SENSITIVE<draw:custom-shape><text:p>DRAFT</text:p>"
           "</draw:custom-shape></text:p></style:header>"
           "<style:footer><text:p>Page 1<text:tab/>In confidence</text:p></style:footer>");
  EXPECT_EQ(document.text, "Drains");
  EXPECT_EQ(document.margins, (Texts{"OFFICIAL-SENSITIVE", "DRAFT", "Page 1", "In confidence"}));
}

TEST(Odt, TellsPropertiesAndLabels) {
  const auto document =
      read(content_with(""), "",
           "<dc:title>Staffing</dc:title><dc:creator>J. Smith</dc:creator>"
           "<meta:keyword>pay</meta:keyword>"
           "<meta:user-defined meta:name='MSIP_Label_1_Name'>Confidential</meta:user-defined>");
  ASSERT_EQ(document.properties.size(), 3u);
  EXPECT_EQ(document.properties[0].value, "Staffing");
  EXPECT_EQ(document.properties[1].name, "keyword");
  EXPECT_EQ(document.properties[2].name, "MSIP_Label_1_Name");
  EXPECT_EQ(document.properties[2].value, "Confidential");
}

TEST(Ods, GivesEachSheetAPageUnderItsName) {
  const auto sheet = [](const std::string& name) {
    return "<table:table table:name='" + name +
           "'><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
           "<table:table-cell table:number-columns-repeated='9'/></table:table-row></table:table>";
  };
  EXPECT_EQ(read(content_with("<office:spreadsheet>" + sheet("Pay") + sheet("Roads") +
                              "</office:spreadsheet>"))
                .text,
            "Pay\n1\fRoads\n1");
}

TEST(Odp, TakesTheMastersOwnShapesForMarginsButNotItsPlaceholders) {
  const auto document =
      read(content_with("<office:presentation><presentation:footer-decl>In confidence"
                        "</presentation:footer-decl><draw:page><draw:frame><draw:text-box>"
                        "<text:p>First</text:p></draw:text-box></draw:frame><presentation:notes>"
                        "<text:p>Say this</text:p></presentation:notes></draw:page>"
                        "<draw:page><text:p>Second</text:p></draw:page></office:presentation>"),
           "<draw:frame presentation:class='title'><text:p>Click to edit</text:p></draw:frame>"
           "<draw:custom-shape><text:p>DRAFT</text:p></draw:custom-shape>");
  EXPECT_EQ(document.text, "First\nSay this\fSecond");
  EXPECT_EQ(document.margins, (Texts{"DRAFT", "In confidence"}));
}

TEST(OpenDocument, IsReadFromOneFlatFile) {
  const auto all = opened("report.fodt",
                          "<?xml version='1.0'?>\n<office:document><office:meta><dc:title>T"
                          "</dc:title></office:meta><office:master-styles><style:header><text:p>H"
                          "</text:p></style:header></office:master-styles><office:body>"
                          "<office:text><text:p>Drains</text:p></office:text></office:body>"
                          "</office:document>");
  ASSERT_EQ(all.documents.size(), 1u);
  EXPECT_EQ(all.documents[0].text, "Drains");
  EXPECT_EQ(all.documents[0].margins, Texts{"H"});
  EXPECT_EQ(all.documents[0].properties[0].value, "T");
}

TEST(OpenDocument, WithAPasswordIsDecisive) {
  for (const auto& content :
       {zip_of({{"META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"},
                {"content.xml", "\x12\x34"}}),
        zip_of({{"META-INF/manifest.xml", "<m:manifest/>"}, {"encrypted-package", "\x12\x34"}})}) {
    const auto all = opened("report.odt", content);
    EXPECT_TRUE(all.documents.empty());
    ASSERT_EQ(all.unread.size(), 1u);
    EXPECT_TRUE(all.unread[0].could_change_verdict);
  }
}

}  // namespace
}  // namespace candour::extract
