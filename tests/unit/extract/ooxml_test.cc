// SPDX-License-Identifier: MPL-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/documents.h"

namespace candour::extract {
namespace {

using tests::ooxml;
using tests::OoxmlPart;
using tests::opened;
using Texts = std::vector<std::string>;

mail::Document only_document(const std::string& content) {
  const auto all = opened("report", content);
  EXPECT_TRUE(all.unread.empty()) << all.unread.front().why;
  EXPECT_EQ(all.documents.size(), 1u);
  return all.documents.empty() ? mail::Document() : all.documents.front();
}

OoxmlPart body(const std::string& xml) {
  return {"officeDocument", "word/document.xml",
          "<w:document xmlns:w='w' xmlns:v='v'><w:body>" + xml + "</w:body></w:document>", ""};
}

std::string paragraph(const std::string& words) {
  return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>";
}

mail::Document word(const std::string& xml, std::vector<OoxmlPart> more = {}) {
  more.insert(more.begin(), body(xml));
  return only_document(ooxml("wordprocessingml.document", more));
}

TEST(Docx, PartsParagraphsBreaksAndCells) {
  const auto cell = [](const std::string& words) {
    return "<w:tc>" + paragraph(words) + "</w:tc>";
  };
  EXPECT_EQ(word(paragraph("Drains &amp; roads") +
                 "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
                 "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
                 "<w:tbl><w:tr>" +
                 cell("Name") + cell("Sum") + "</w:tr><w:tr>" + cell("Smith") + cell("10") +
                 "</w:tr></w:tbl>" + paragraph("End"))
                .text,
            "Drains & roads\na\tb\nc\nName\tSum\nSmith\t10\nEnd");
}

TEST(Docx, LeavesOutWhatNobodySees) {
  EXPECT_EQ(word("<w:p><w:r><w:t>Seen</w:t></w:r>"
                 "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>"
                 "<w:moveFrom><w:r><w:t> moved</w:t></w:r></w:moveFrom>"
                 "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
                 "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>, shown</w:t></w:r>"
                 "<w:r><w:instrText> PAGE </w:instrText></w:r>"
                 "<w:ins><w:r><w:t>, added</w:t></w:r></w:ins></w:p>"
                 "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Next</w:t></w:r></w:p>")
                .text,
            "Seen, shown, added\nNext");
}

TEST(Docx, PutsATextBoxAfterItsParagraphAndOnce) {
  const auto box = "<w:txbxContent>" + paragraph("In the box") + "</w:txbxContent>";
  EXPECT_EQ(word("<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>" + box +
                 "</mc:Choice><mc:Fallback>" + box +
                 "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> after</w:t></w:r></w:p>")
                .text,
            "Before after\nIn the box");
}

TEST(Docx, TakesHeadersFootersAndWatermarksForMargins) {
  const auto document = word(
      paragraph("Drains"),
      {{"header", "word/header1.xml",
        "<w:hdr>" + paragraph("OFFICIAL-SENSITIVE") +
            "<w:p><w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r></w:p>"
            "</w:hdr>",
        "word/document.xml"},
       {"footer", "word/footer1.xml",
        "<w:ftr><w:p><w:r><w:t>Page 1</w:t><w:tab/><w:t>In confidence</w:t></w:r></w:p></w:ftr>",
        "word/document.xml"}});
  EXPECT_EQ(document.text, "Drains");
  EXPECT_EQ(document.margins, (Texts{"DRAFT", "OFFICIAL-SENSITIVE", "Page 1", "In confidence"}));
}

TEST(Docx, GivesNotesAPageOfTheirOwn) {
  EXPECT_EQ(
      word(paragraph("Drains"),
           {{"footnotes", "word/footnotes.xml",
             "<w:footnotes>" + paragraph("See minute 4") + "</w:footnotes>", "word/document.xml"}})
          .text,
      "Drains\fSee minute 4");
}

TEST(Docx, TellsPropertiesAndLabels) {
  const auto document =
      word(paragraph("Drains"),
           {{"core-properties", "docProps/core.xml",
             "<cp:coreProperties><dc:title>Staffing</dc:title><dc:creator>J. Smith</dc:creator>"
             "<cp:contentStatus>Exempt</cp:contentStatus></cp:coreProperties>",
             ""},
            {"custom-properties", "docProps/custom.xml",
             "<Properties><property name='MSIP_Label_1_Name'><vt:lpwstr>Confidential</vt:lpwstr>"
             "</property></Properties>",
             ""}});
  ASSERT_EQ(document.properties.size(), 3u);
  EXPECT_EQ(document.properties[0].name, "title");
  EXPECT_EQ(document.properties[1].value, "Exempt");
  EXPECT_EQ(document.properties[2].name, "MSIP_Label_1_Name");
  EXPECT_EQ(document.properties[2].value, "Confidential");
}

TEST(Docx, IsFoundByItsRelationshipsWhateverItsPartsAreCalled) {
  EXPECT_EQ(only_document(
                ooxml("x", {{"officeDocument", "word/Dokument2.xml",
                             "<d:document xmlns:d='http://purl.oclc.org/ooxml'><d:body><d:p><d:r>"
                             "<d:t>Strict</d:t></d:r></d:p></d:body></d:document>",
                             ""}}))
                .text,
            "Strict");
}

TEST(Docx, OpensTheFilesEmbeddedInIt) {
  const auto all =
      opened("report.docx", ooxml("wordprocessingml", {body(paragraph("Drains")),
                                                       {"package", "word/embeddings/list.txt",
                                                        "Smith\n", "word/document.xml"}}));
  ASSERT_EQ(all.documents.size(), 2u);
  EXPECT_EQ(all.documents[1].name, "word/embeddings/list.txt");
  EXPECT_EQ(all.documents[1].text, "Smith\n");
}

mail::Document workbook(const std::string& sheet, std::vector<OoxmlPart> more = {}) {
  const std::string book = "xl/workbook.xml";
  more.insert(
      more.begin(),
      {{"officeDocument", book,
        "<workbook><sheets><sheet name='Pay' sheetId='1' r:id='r1'/></sheets></workbook>", ""},
       {"worksheet", "xl/sheet1.xml", "<worksheet>" + sheet + "</worksheet>", book}});
  return only_document(ooxml("spreadsheetml.sheet", more));
}

TEST(Xlsx, PartsCellsByTabsAndKnowsAllKindsOfThem) {
  EXPECT_EQ(
      workbook("<sheetData><row><c t='s'><v>1</v></c><c/><c t='inlineStr'><is><t>in line</t></is>"
               "</c></row><row><c><v>12.5</v></c><c t='b'><v>1</v></c>"
               "<c t='str'><f>A1</f><v>made</v></c><c t='s'><v>9</v></c></row></sheetData>",
               {{"sharedStrings", "xl/strings.xml",
                 "<sst><si><t>no</t></si><si><r><t>Jane </t></r><r><t>Smith</t></r>"
                 "<rPh><t>phonetic</t></rPh></si></sst>",
                 "xl/workbook.xml"}})
          .text,
      "Pay\nJane Smith\tin line\n12.5\tTRUE\tmade");
}

TEST(Xlsx, ShowsDatesAsDates) {
  EXPECT_EQ(workbook("<row><c s='1'><v>36525</v></c><c s='2'><v>36525</v></c>"
                     "<c s='3'><v>36525</v></c><c s='0'><v>36525</v></c></row>",
                     {{"styles", "xl/styles.xml",
                       "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='d\\ mmm\\ yy'/>"
                       "<numFmt numFmtId='165' formatCode='0 &quot;days&quot;'/></numFmts>"
                       "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
                       "<xf numFmtId='165'/></cellXfs></styleSheet>",
                       "xl/workbook.xml"}})
                .text,
            "Pay\n31/12/1999\t31/12/1999\t36525\t36525");
}

TEST(Xlsx, TakesPrintedHeadersForMargins) {
  EXPECT_EQ(workbook("<headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;14CONFIDENTIAL"
                     "&amp;RR&amp;&amp;D</oddHeader><oddFooter>&amp;CPage &amp;P&amp;KFF0000!"
                     "</oddFooter></headerFooter>")
                .margins,
            (Texts{"CONFIDENTIAL", "R&D", "Page !"}));
}

TEST(Xlsx, ReadsCommentsAndTextBoxes) {
  EXPECT_EQ(workbook("<row><c><v>1</v></c></row>",
                     {{"comments", "xl/comments1.xml",
                       "<comments><comment><text><r><t>Do not circulate</t></r></text></comment>"
                       "</comments>",
                       "xl/sheet1.xml"}})
                .text,
            "Pay\n1\nDo not circulate");
}

TEST(Xlsx, CannotBeReadInItsBinaryForm) {
  const auto all =
      opened("pay.xlsb", ooxml("vnd.ms-excel.sheet.binary.macroEnabled",
                               {{"officeDocument", "xl/workbook.bin", "\x83\x01", ""}}));
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_FALSE(all.unread[0].could_change_verdict);
}

std::string shape(const std::string& words, const std::string& placeholder = "") {
  return "<p:sp><p:nvSpPr><p:nvPr>" + placeholder +
         "</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>" + words +
         "</a:t></a:r></a:p></p:txBody></p:sp>";
}

TEST(Pptx, ReadsSlidesInTheirOrderWithNotesAndBackground) {
  const std::string show = "ppt/presentation.xml";
  const auto document = only_document(ooxml(
      "presentationml.presentation",
      {{"officeDocument", show,
        "<p:presentation><p:sldIdLst><p:sldId id='300' r:id='r2'/><p:sldId id='256' r:id='r1'/>"
        "</p:sldIdLst></p:presentation>",
        ""},
       {"slide", "ppt/slide1.xml", "<p:sld>" + shape("Second") + "</p:sld>", show},
       {"slide", "ppt/slide2.xml",
        "<p:sld>" + shape("First", "<p:ph type='title'/>") +
            shape("In confidence", "<p:ph type='ftr'/>") + shape("7", "<p:ph type='sldNum'/>") +
            "</p:sld>",
        show},
       {"notesSlide", "ppt/notes1.xml", "<p:notes>" + shape("Say this", "<p:ph/>") + "</p:notes>",
        "ppt/slide2.xml"},
       {"slideLayout", "ppt/layout1.xml",
        "<p:sldLayout>" + shape("Click to edit", "<p:ph type='title'/>") + shape("DRAFT") +
            "</p:sldLayout>",
        "ppt/slide2.xml"}}));
  EXPECT_EQ(document.text, "First\nSay this\n\fSecond\n");
  EXPECT_EQ(document.margins, (Texts{"In confidence", "DRAFT"}));
}

TEST(Ooxml, SaysWhatIsMissingOrDamaged) {
  for (const auto& content : {ooxml("wordprocessingml", {{"officeDocument", "word/document.xml",
                                                          "<w:p><w:r><w:t>a", ""}}),
                              tests::zip_of({{"[Content_Types].xml", "<Types/>"}}),
                              tests::zip_of({{"[Content_Types].xml", "<Types"}})})
    EXPECT_FALSE(opened("report.docx", content).unread.empty());
}

}  // namespace
}  // namespace candour::extract
