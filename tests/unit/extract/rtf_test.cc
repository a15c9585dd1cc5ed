// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/rtf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "extract/readers/opening.h"
#include "support/documents.h"

namespace candour::extract {
namespace {

struct Case {
  std::string_view rtf;   // between {\rtf1 and }
  std::string_view text;  // without the blanks around it
};

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \n"), end = text.find_last_not_of(" \n");
  return begin == std::string::npos ? std::string() : text.substr(begin, end + 1 - begin);
}

RtfText read(std::string_view inner) {
  return rtf_to_text("{\\rtf1\\ansi\\ansicpg1252 " + std::string(inner) + "}");
}

class Rtf : public testing::TestWithParam<Case> {};

TEST_P(Rtf, IsReadAsItsReaderSeesIt) {
  EXPECT_EQ(trimmed(read(GetParam().rtf).text), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Text, Rtf,
                         testing::Values(Case{"Drains\\par in Mill\\b  Lane\\b0 .\r\nEnd",
                                              "Drains\nin Mill Lane.End"},
                                         Case{"a\\line b\\tab c\\page d", "a\nb\tc\fd"},
                                         Case{"\\{a\\}\\\\ \\~b\\-c\\_d", "{a}\\ \u00a0bc-d"},
                                         Case{"\\lquote a\\rquote  \\endash  \\bullet", "‘a’ – •"},
                                         Case{"{\\b a{\\i b}c}}}}} d", "abc d"}));

INSTANTIATE_TEST_SUITE_P(
    Charsets, Rtf,
    testing::Values(
        Case{"caf\\'e9 \\'80", "café €"}, Case{"\\u8364?5 \\uc0\\u233 t\\u233", "€5 été"},
        Case{"\\uc2\\u8211\\'96\\'96x", "–x"}, Case{"{\\uc3 }\\u8211?x", "–x"},
        Case{"\\u-10179?\\u-8704?", "😀"}, Case{"\\u-10179?x", "x"}, Case{"\\u-3913? a", "• a"},
        Case{"\\upr{caf?}{\\*\\ud{caf\\u233?}}", "café"},
        Case{"{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset238 Arial CE;}}\\'b9{\\f1\\'b9}\\'b9", "¹ą¹"},
        Case{"{\\fonttbl{\\f2\\fcharset128 MS;}}\\f2\\'93\\'fa\\'96\\'7b", "日本"},
        Case{"\\ansicpg1251\\'cf", "П"}, Case{"\\u8211\\par x", "–\nx"}));

INSTANTIATE_TEST_SUITE_P(
    Destinations, Rtf,
    testing::Values(Case{"{\\stylesheet{\\s0 Normal;}}{\\colortbl;}{\\*\\unknown{x}}a", "a"},
                    Case{"a{\\pict\\wmetafile8 0100{x}}b{\\*\\shppict{\\pict 89}}", "ab"},
                    Case{"a\\bin5 }}}}}b", "ab"}, Case{"a{\\footnote see {\\i b}}c", "a\nsee b\nc"},
                    Case{"a{\\*\\annotation{\\*\\atnref 1}note}", "a\nnote"},
                    Case{"{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt here}}", "here"},
                    Case{"{\\object{\\*\\objdata 0105}{\\result shown}}", "shown"},
                    Case{"{\\shp{\\*\\shpinst\\shpleft0{\\shptxt "
                         "boxed}}{\\shprslt{\\*\\do{\\dptxbxtext boxed}}}}",
                         "boxed"},
                    Case{"\\trowd a\\cell b\\cell\\row c\\cell\\row", "a\tb\t\nc\t"}));

TEST(RtfMargins, AreHeadersFootersAndWatermarksEachOnce) {
  const auto text = read(
      "{\\header CONFIDENTIAL\\par}{\\headerf First}{\\footer Page 1}{\\footerl Page 1}"
      "{\\header{\\shp{\\*\\shpinst{\\sp{\\sn fFlipH}{\\sv 0}}{\\sp{\\sn gtextUNICODE}"
      "{\\sv DRAFT}}}}}Drains");
  EXPECT_EQ(text.margins, (std::vector<std::string>{"CONFIDENTIAL", "First", "Page 1", "DRAFT"}));
  EXPECT_EQ(trimmed(text.text), "Drains");
}

TEST(RtfMargins, HoldTheTextBoxesOfAHeader) {
  const auto text = read("{\\header a{\\shp{\\*\\shpinst{\\shptxt Members only}}}}Drains");
  EXPECT_EQ(text.margins, std::vector<std::string>{"a\nMembers only"});
  EXPECT_EQ(trimmed(text.text), "Drains");
}

TEST(RtfProperties, AreTheStandardOnesAndTheUsersOwn) {
  const auto text = read(
      "{\\info{\\title Caf\\'e9 drains}{\\subject S}{\\author Nobody}{\\keywords K}{\\doccomm C}"
      "{\\*\\category G}}{\\*\\userprops{\\propname MSIP_Label_1_Name}\\proptype30"
      "{\\staticval Confidential}{\\propname n}\\proptype3{\\staticval 7}}Drains");
  std::vector<std::string> properties;
  for (const auto& [name, value] : text.properties) properties.push_back(name + "=" + value);
  EXPECT_EQ(properties,
            (std::vector<std::string>{"title=Café drains", "subject=S", "keywords=K", "comments=C",
                                      "category=G", "MSIP_Label_1_Name=Confidential", "n=7"}));
}

TEST(Rtf, GivesBackTheHtmlItWasMadeFrom) {
  const auto text = read(
      "\\fromhtml1 {\\*\\htmltag18 <html>}{\\*\\htmltag64 <p class=\\'22x\\'22>}\\htmlrtf {\\b "
      "\\htmlrtf0 Caf\\'e9\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag84 &nbsp;}\\htmlrtf "
      "\\'a0\\htmlrtf0 "
      "{\\*\\mhtmltag64 x}{\\*\\htmltag72 </p>}");
  EXPECT_EQ(text.html, "<html><p class=\"x\">Café&nbsp;</p>");
  EXPECT_EQ(text.text, "");
}

TEST(Rtf, SaysWhereTheHtmlItWasMadeFromIsMoreThanWeRead) {
  std::string rtf = "{\\rtf1\\ansi\\fromhtml1 ";
  for (int i = 0; i < 110'000; ++i) rtf += "{\\*\\htmltag72 <i>}x{\\*\\htmltag72 </i>}";
  const auto all = tests::opened("letter.rtf", rtf + "}");
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_TRUE(all.unread[0].could_change_verdict);
}

TEST(Rtf, OfAMillionGroupsIsReadToItsEndAsideAndToABoundInside) {
  std::string aside, inside = "a";
  for (int i = 0; i < 1'000'000; ++i) aside += "{x}";
  inside.append(1'000'000, '{');
  EXPECT_EQ(read(aside).text, std::string(1'000'000, 'x'));
  const auto deep = read(inside + "b");
  EXPECT_TRUE(deep.cut);
  EXPECT_EQ(deep.text, "a");
}

TEST(Rtf, IsCutAtTheBoundOfText) {
  const auto text = rtf_to_text("{\\rtf1 Drains in Mill Lane}", 6);
  EXPECT_TRUE(text.cut);
  EXPECT_EQ(text.text, "Drains");
}

TEST(Rtf, IsReadAsFarAsItGoes) {
  const std::string whole =
      "{\\rtf1{\\info{\\title T}}{\\header CONFIDENTIAL}Drains \\u8211? caf\\'e9{\\footnote F}}";
  for (std::size_t twentieth = 0; twentieth < 20; ++twentieth) {
    const auto text = rtf_to_text(std::string_view(whole).substr(0, whole.size() * twentieth / 20));
    EXPECT_EQ(text.unfinished, twentieth > 0);
    EXPECT_TRUE(base::is_valid_utf8(text.text));
  }
  EXPECT_FALSE(rtf_to_text(whole).unfinished);
}

TEST(ReadRtf, MakesOneDocument) {
  Opening opening({});
  read_file({"application/msword", "report.doc", "{\\rtf1{\\header Part 2}Drains\\par}"}, opening);
  const auto opened = opening.take();
  ASSERT_EQ(opened.documents.size(), 1u);
  EXPECT_EQ(opened.documents[0].text, "Drains\n");
  EXPECT_EQ(opened.documents[0].margins, std::vector<std::string>{"Part 2"});
  EXPECT_TRUE(opened.unread.empty());
}

TEST(ReadRtf, TellsWhereItBrokeOff) {
  Opening opening({});
  read_file({"", "", "{\\rtf1 Drains"}, opening);
  const auto opened = opening.take();
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_EQ(opened.unread[0].why, "damaged: it ends too early");
  EXPECT_FALSE(opened.unread[0].could_change_verdict);
}

}  // namespace
}  // namespace candour::extract
