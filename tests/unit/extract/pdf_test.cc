// SPDX-License-Identifier: MPL-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "support/documents.h"

// fontconfig keeps what it reads once, which looks like a leak.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig";
}

namespace candour::extract {
namespace {

using tests::Drawn;
using tests::opened;
using tests::pdf;
using Texts = std::vector<std::string>;

mail::Document only_document(const std::string& content) {
  const auto all = opened("report.pdf", content);
  EXPECT_TRUE(all.unread.empty()) << all.unread.front().why;
  EXPECT_EQ(all.documents.size(), 1u);
  return all.documents.empty() ? mail::Document() : all.documents.front();
}

TEST(Pdf, PartsLinesParagraphsAndPages) {
  EXPECT_EQ(only_document(pdf({{{"Drains in Mill Lane", 60, 700},
                                {"were looked at.", 60, 687},
                                {"Nothing was found.", 60, 650}},
                               {{"Second page"}}}))
                .text,
            "Drains in Mill Lane\nwere looked at.\n\nNothing was found.\n\fSecond page\n");
}

TEST(Pdf, JoinsAWordThatWasBrokenAtALinesEnd) {
  EXPECT_EQ(only_document(pdf({{{"This is strictly confiden-", 60, 700},
                                {"tial for members of the sub-", 60, 687},
                                {"Committee", 60, 674}}}))
                .text,
            "This is strictly confidential for members of the sub-\nCommittee\n");
}

TEST(Pdf, TakesWhatStandsAtTheEdgesForMargins) {
  std::vector<std::vector<Drawn>> pages;
  for (int number = 1; number <= 3; ++number)
    pages.push_back({{"OFFICIAL-SENSITIVE", 60, 815, 9},
                     {"Words of page " + std::to_string(number)},
                     {"Page " + std::to_string(number) + " of 3", 60, 30, 9},
                     {"In confidence", 400, 30, 9}});
  EXPECT_EQ(only_document(pdf(pages)).margins,
            (Texts{"OFFICIAL-SENSITIVE", "Page 1 of 3", "In confidence"}));
}

TEST(Pdf, TakesWhatMostPagesHaveForMargins) {
  const std::vector<Drawn> page{{"DRAFT", 200, 500, 50}, {"Words"}};
  EXPECT_EQ(only_document(pdf({page, page, page, {{"No more"}}})).margins,
            (Texts{"Words", "DRAFT"}));
}

class SlantedPdf : public testing::TestWithParam<const char*> {};

TEST_P(SlantedPdf, GivesTheWatermarkInOnePieceAndTheTextWithoutIt) {
  std::vector<Drawn> page{{"STRICTLY CONFIDENTIAL", 120, 250, 40, GetParam()}};
  for (int line = 0; line < 30; ++line)
    page.push_back({"The drains in Mill Lane", 60, 750 - 20 * line});
  const auto document = only_document(pdf({page}));
  ASSERT_FALSE(document.margins.empty());
  EXPECT_EQ(document.margins[0], "STRICTLY CONFIDENTIAL");
  for (const auto line : base::split(document.text, '\n'))
    EXPECT_TRUE(line.empty() || line == "The drains in Mill Lane") << line;
}

INSTANTIATE_TEST_SUITE_P(Angles, SlantedPdf,
                         testing::Values("0.866 0.5 -0.5 0.866", "0.707 0.707 -0.707 0.707",
                                         "0.6 0.8 -0.8 0.6"));

TEST(Pdf, KeepsTurnedWordsInTheTextAndInTheMargins) {
  const auto document =
      only_document(pdf({{{"Drains"}, {"In confidence", 30, 300, 20, "0 1 -1 0"}}}));
  EXPECT_NE(document.text.find("In confidence"), std::string::npos);
  EXPECT_EQ(document.margins, Texts{"In confidence"});
}

TEST(Pdf, TellsPropertiesAndLabels) {
  const std::string xmp =
      "<x:xmpmeta><rdf:Description pdfx:MSIP_Label_2_Name='Secret'><dc:title><rdf:Alt><rdf:li>"
      "Pay</rdf:li></rdf:Alt></dc:title></rdf:Description></x:xmpmeta>";
  const auto document = only_document(
      pdf({{{"Drains"}}}, "/Title(Staffing)/Author(J. Smith)/MSIP_Label_1_Name(Confidential)", "",
          "/Metadata 100 0 R",
          {"<</Type/Metadata/Subtype/XML/Length " + std::to_string(xmp.size()) + ">>\nstream\n" +
           xmp + "\nendstream"}));
  std::string all;
  for (const auto& [name, value] : document.properties) all += name + "=" + value + ";";
  EXPECT_EQ(all,
            "Title=Staffing;MSIP_Label_1_Name=Confidential;MSIP_Label_2_Name=Secret;title=Pay;");
}

TEST(Pdf, OpensTheFilesInIt) {
  const auto all =
      opened("report.pdf",
             pdf({{{"Drains"}}}, "", "", "/Names<</EmbeddedFiles<</Names[(list.txt) 100 0 R]>>>>",
                 {"<</Type/Filespec/F(list.txt)/EF<</F 101 0 R>>>>",
                  "<</Type/EmbeddedFile/Length 5>>\nstream\nSmith\nendstream"}));
  ASSERT_EQ(all.documents.size(), 2u);
  EXPECT_EQ(all.documents[1].name, "list.txt");
  EXPECT_EQ(all.documents[1].text, "Smith\n");
}

TEST(Pdf, WithAPasswordIsDecisive) {
  const std::string key(64, '4');
  const auto all = opened("report.pdf",
                          pdf({{{"Drains"}}}, "", "/Encrypt 100 0 R/ID[<00><00>]", "",
                              {"<</Filter/Standard/V 1/R 2/P -4/O<" + key + ">/U<" + key + ">>>"}));
  EXPECT_TRUE(all.documents.empty());
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_EQ(all.unread[0].why, "encrypted: it needs a password");
  EXPECT_TRUE(all.unread[0].could_change_verdict);
}

TEST(Pdf, SaysWhichPagesHaveNoText) {
  const auto all = opened("scan.pdf", pdf({{}, {}}));
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_EQ(all.unread[0].why, "pages without text, probably a scan");
  EXPECT_FALSE(all.unread[0].could_change_verdict);
  const auto partly = opened("scan.pdf", pdf({{{"Drains"}}, {}}));
  ASSERT_EQ(partly.unread.size(), 1u);
  EXPECT_EQ(partly.unread[0].why, "1 of 2 pages without text, probably scanned");
}

TEST(Pdf, SaysThatItHasNoPages) {
  const auto all = opened("report.pdf", pdf({}));
  ASSERT_EQ(all.unread.size(), 1u);
}

TEST(Pdf, IsReadAsFarAsItGoesOrSaidToBeDamaged) {
  const auto whole = pdf({{{"Drains"}}, {{"Roads"}}}, "/Title(Staffing)");
  for (std::size_t twentieth = 0; twentieth < 20; ++twentieth) {
    const auto all = opened("report.pdf", whole.substr(0, whole.size() * twentieth / 20));
    EXPECT_FALSE(all.documents.empty() && all.unread.empty()) << twentieth;
  }
}

}  // namespace
}  // namespace candour::extract
