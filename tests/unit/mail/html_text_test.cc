// SPDX-License-Identifier: MPL-2.0

#include "mail/html_text.h"

#include <gtest/gtest.h>

#include <chrono>

namespace candour::mail {
namespace {

TEST(HtmlText, PutsBlocksOnLinesOfTheirOwn) {
  EXPECT_EQ(html_to_text("<div>Dear  <b>Jane</b>,</div><div>All\n well.</div>").text,
            "Dear Jane,\nAll well.\n");
}

TEST(HtmlText, PutsAnEmptyLineBetweenParagraphsButNotBetweenOutlooks) {
  EXPECT_EQ(html_to_text("<p>One</p><p>Two</p>").text, "One\n\nTwo\n");
  EXPECT_EQ(html_to_text("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p>").text,
            "One\nTwo\n");
  EXPECT_EQ(html_to_text("<p style='margin:0'>One</p><p style='margin:0'>Two</p>").text,
            "One\nTwo\n");
}

TEST(HtmlText, KeepsATitleApartFromThePage) {
  const auto html = html_to_text("<head><title>Confidential:\n pay</title></head><p>One</p>");
  EXPECT_EQ(html.title, "Confidential: pay\n");
  EXPECT_EQ(html.text, "One\n");
}

TEST(HtmlText, CountsABreakAtABlocksEndOnce) {
  EXPECT_EQ(html_to_text("<div>One<br></div><div><br></div><div>Two</div>").text, "One\n\nTwo\n");
}

TEST(HtmlText, ReadsANoBreakSpaceAsABlankAndAsAnEmptyLine) {
  EXPECT_EQ(html_to_text("<div>a&nbsp;b</div><div>&nbsp;</div><div>c</div>").text, "a b\n\nc\n");
}

TEST(HtmlText, MarksListItemsAndSeparatesCells) {
  EXPECT_EQ(html_to_text("<ul><li><p>One</p></li><li>Two</li></ul>").text, "- One\n\n- Two\n");
  EXPECT_EQ(
      html_to_text("<table><tr><th>Date:</th><td>Monday</td></tr><tr><td>b</td></tr></table>").text,
      "Date: Monday\nb\n");
}

TEST(HtmlText, KeepsLinesInPreformattedText) {
  EXPECT_EQ(html_to_text("<pre>a\n  b\n\nc</pre>").text, "a\n  b\n\nc\n");
  EXPECT_EQ(html_to_text("<div style='white-space: pre-wrap'>a\nb</div>").text, "a\nb\n");
}

TEST(HtmlText, KeepsEmojiThatComeAsPictures) {
  EXPECT_EQ(html_to_text("Bye <img alt='\xe2\x9d\xa4' src=x> <img alt='Our crest' src=y>").text,
            "Bye \xe2\x9d\xa4\n");
}

TEST(HtmlText, ReadsUtf8WhateverTheMetaElementSays) {
  EXPECT_EQ(html_to_text("<meta charset=iso-8859-1><p>Siân</p>").text, "Siân\n");
}

struct Hidden {
  std::string name;
  std::string html;
};

class HiddenText : public testing::TestWithParam<Hidden> {};

TEST_P(HiddenText, IsKeptApart) {
  const auto read = html_to_text("<body><p>seen</p>" + GetParam().html + "</body>");
  EXPECT_EQ(read.text, "seen\n");
  EXPECT_EQ(read.hidden, "secret\n");
}

INSTANTIATE_TEST_SUITE_P(
    Html, HiddenText,
    testing::Values(
        Hidden{"DisplayNone", "<div style='display:none'>secret</div>"},
        Hidden{"DisplayNoneImportant", "<div style='DISPLAY: none !important'>secret</div>"},
        Hidden{"InsideDisplayNone",
               "<div style='display:none'><p style='display:block'>secret</p></div>"},
        Hidden{"Invisible", "<span style='visibility:hidden'>secret</span>"},
        Hidden{"NoFontSize", "<span style='font-size:0'>secret</span>"},
        Hidden{"OnePixel", "<span style='font-size: 1px; color: #333'>secret</span>"},
        Hidden{"Transparent", "<span style='opacity:0'>secret</span>"},
        Hidden{"NoColour", "<span style='color:rgba(0,0,0,0)'>secret</span>"},
        Hidden{"WordsOwn", "<span style='mso-hide:all'>secret</span>"},
        Hidden{"Attribute", "<div hidden>secret</div>"},
        Hidden{"WhiteOnWhite", "<font color=white>secret</font>"},
        Hidden{"NearlyWhite", "<span style='color:#fefefe'>secret</span>"},
        Hidden{"ColourOfTheCell",
               "<table bgcolor='#003366'><tr><td style='color:rgb(0, 51, "
               "102)'>secret</td></tr></table>"},
        Hidden{"NoHeight", "<div style='max-height:0;overflow:hidden'>secret</div>"},
        Hidden{"OffThePage", "<div style='position:absolute;left:-9999px'>secret</div>"},
        Hidden{"ByClass",
               "<style>p { margin: 0 } .x, .y { display: none; }</style><p class='y'>secret</p>"},
        Hidden{"ByIdentity", "<style>#x{display:none}</style><p id=x>secret</p>"},
        Hidden{"ByElement", "<style><!-- h6 {visibility:hidden} --></style><h6>secret</h6>"},
        Hidden{"Comment", "<!-- secret -->"}),
    [](const auto& each) { return each.param.name; });

class SeenText : public testing::TestWithParam<Hidden> {};

TEST_P(SeenText, StaysInTheText) {
  const auto read = html_to_text("<body>" + GetParam().html + "</body>");
  EXPECT_EQ(read.text, "seen\n");
  EXPECT_EQ(read.hidden, "");
}

INSTANTIATE_TEST_SUITE_P(
    Html, SeenText,
    testing::Values(
        Hidden{"WhiteOnBlue",
               "<table bgcolor=navy><tr><td><font color=white>seen</font></td></tr></table>"},
        Hidden{"WhiteOnAPicture",
               "<div style='background:url(x.png)'><span style='color:#fff'>seen</span></div>"},
        Hidden{"SizeSetAgainInside",
               "<div style='font-size:0'><p style='font-size:14px'>seen</p></div>"},
        Hidden{"VisibleInsideInvisible",
               "<div style='visibility:hidden'><p style='visibility:visible'>seen</p></div>"},
        Hidden{"HiddenOnSmallScreensAlone",
               "<style>@media (max-width:9px){.x{display:none}}</style><p class=x>seen</p>"},
        Hidden{"HiddenElsewhere", "<style>.a .x{display:none}</style><p class=x>seen</p>"},
        Hidden{"BlackOnBlackNeverSaid",
               "<p style='color:windowtext;background:transparent'>seen</p>"},
        Hidden{"ScriptAndStyleAreNoText",
               "<script>alert(1)</script><style>p{}</style><p>seen</p>"}),
    [](const auto& each) { return each.param.name; });

TEST(HtmlText, ReadsTextNestedInAHundredThousandElementsFast) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  html += "deep";
  for (int i = 0; i < 100'000; ++i) html += "</div>";
  EXPECT_EQ(html_to_text(html).text, "deep\n");
}

TEST(HtmlText, CutsBeforeATagWithTooManyAttributes) {
  std::string html = "<p>before</p><p";
  for (int i = 0; i < 20'000; ++i) html += " a" + std::to_string(i) + "=1";
  const auto read = html_to_text(html + ">after</p>");
  EXPECT_TRUE(read.over_limit);
  EXPECT_EQ(read.text, "before\n");
}

TEST(HtmlText, CutsWhereEndTagsHaveNoPartnersInDeepNesting) {
  std::string html;
  for (int i = 0; i < 300'000; ++i) html += "<b>";
  for (int i = 0; i < 300'000; ++i) html += "</i>";
  EXPECT_TRUE(html_to_text(html).over_limit);
}

TEST(HtmlText, ReadsPastANul) {
  EXPECT_EQ(html_to_text(std::string_view("<p>a\0b</p>", 10)).text, "a b\n");
}

TEST(HtmlText, MarksWholeLines) {
  const auto read = html_to_text("above<blockquote type=cite>quoted</blockquote>below");
  ASSERT_EQ(read.marks.size(), 1u);
  EXPECT_EQ(read.marks[0].kind, Mark::Kind::quote);
  EXPECT_EQ(read.text.substr(0, read.marks[0].begin), "above\n");
  EXPECT_EQ(read.text.substr(read.marks[0].begin, read.marks[0].end - read.marks[0].begin),
            "\nquoted\n");
}

TEST(HtmlText, TakesAnIndentForNoQuote) {
  EXPECT_TRUE(
      html_to_text("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>a</blockquote>")
          .marks.empty());
}

}  // namespace
}  // namespace candour::mail
