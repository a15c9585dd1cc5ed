// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

constexpr const char* rule = "obligation-in-councillor-name";
const std::string mayor = "Jane Smith <jane.smith@eastmere-tc.gov.uk>";
const std::string builder = "info@barton-fencing.example";

std::string letter(std::string_view from, std::string_view to, std::string_view text,
                   std::string_view subject = "The fence") {
  return "From: " + std::string(from) + "\nTo: " + std::string(to) +
         "\nSubject: " + std::string(subject) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n"
         "MIME-Version: 1.0\n"
         "Content-Type: text/plain; charset=utf-8\n"
         "\n" +
         std::string(text) + "\n";
}

bool raised(const std::string& raw) {
  return !Letter(raw).judged_by(rule).findings.empty();
}

TEST(ObligationInCouncillorName, IsFoundWhereTheMayorAcceptsAQuotation) {
  const Letter mail(letter(mayor, builder, "Dear Bob,\n\nWe accept your quotation.\n\nJane"));
  const auto findings = mail.judged_by(rule).findings;
  ASSERT_EQ(findings.size(), 1u);
  const auto& finding = findings.front();
  EXPECT_EQ(finding.rule, rule);
  EXPECT_EQ(finding.people, std::vector<std::string>{"Jane Smith"});
  EXPECT_EQ(finding.title, "This message commits the council in the name of Councillor Jane Smith");
  ASSERT_EQ(finding.evidence.size(), 2u);
  EXPECT_EQ(finding.evidence[0].where, "text");
  EXPECT_EQ(finding.evidence[0].text, "We accept your quotation");
  EXPECT_EQ(mail.mail().bodies.front().text.substr(finding.evidence[0].offset,
                                                   finding.evidence[0].length),
            "We accept your quotation");
  EXPECT_EQ(finding.evidence[1].where, "header From");
  ASSERT_EQ(finding.fixes.size(), 2u);
  EXPECT_EQ(finding.fixes[0].kind, FixKind::change_from);
  EXPECT_EQ(finding.fixes[0].text, "Helen Ward <clerk@eastmere-tc.gov.uk>");
  EXPECT_EQ(finding.fixes[1].kind, FixKind::edit_text);
  EXPECT_EQ(finding.fixes[1].text, "Change or take out the words \"We accept your quotation\".");
}

std::vector<std::string> changes_offered(std::string_view text) {
  const auto finding = Letter(letter(mayor, builder, text)).judged_by(rule).findings.at(0);
  std::vector<std::string> changes;
  for (const auto& fix : finding.fixes)
    if (fix.kind == FixKind::edit_text) changes.push_back(fix.text);
  return changes;
}

TEST(ObligationInCouncillorName, OffersToChangeWordsThatBindAndSpeakForTheCouncilOnce) {
  using Changes = std::vector<std::string>;
  EXPECT_EQ(changes_offered("Dear Tom,\n\nThe council agrees to pay you £400 for the fence."),
            Changes{"Change or take out the words \"The council agrees to pay you £400\"."});
  EXPECT_EQ(
      changes_offered("The council is terminating your agreement for the café, and thanks you."),
      Changes{"Change or take out the words \"The council is terminating your agreement for the "
              "café, and thanks you\"."});
  EXPECT_EQ(changes_offered("We accept your quotation. Our position as a council is that the field "
                            "stays open.")
                .size(),
            2u);
}

TEST(ObligationInCouncillorName, OffersTheActingClerkWhileSheActs) {
  auto raw = letter(mayor, builder, "We accept your quotation.");
  raw.replace(raw.find("20 Jul"), 6, "02 Feb");
  EXPECT_EQ(Letter(raw).judged_by(rule).findings.at(0).fixes.at(0).text,
            "Margaret Green <acting.clerk@eastmere-tc.gov.uk>");
}

TEST(ObligationInCouncillorName, IsFoundWhereTheClerkSignsForTheMayor) {
  EXPECT_TRUE(raised(letter("clerk@eastmere-tc.gov.uk", builder,
                            "Please proceed with the works.\n\nRegards\nCllr Jane Smith\nMayor")));
}

TEST(ObligationInCouncillorName, IsNoneOfTheClerksOwn) {
  EXPECT_FALSE(raised(letter("clerk@eastmere-tc.gov.uk", builder,
                             "Cllr Smith is pleased. Please proceed with the works.\n\n"
                             "Regards\nHelen Ward\nTown Clerk")));
}

TEST(ObligationInCouncillorName, IsNotReadFromAQuote) {
  EXPECT_FALSE(raised(letter(mayor, builder,
                             "Thanks Bob.\n\nJane\n\nOn 19 Jul 2026, Helen Ward wrote:\n"
                             "> We accept your quotation. Please proceed with the works.")));
}

TEST(ObligationInCouncillorName, IsReadFromTheSubjectOfANewMailAlone) {
  EXPECT_TRUE(raised(letter(mayor, builder, "See you soon.", "Your quote is accepted")));
  EXPECT_FALSE(raised(letter(mayor, builder, "See you soon.", "Re: Your quote is accepted")));
}

TEST(ObligationInCouncillorName, TakesAnIForTheCouncilWhereTheWriterSaysSo) {
  EXPECT_FALSE(raised(letter(mayor, builder, "I will pay the bill.")));
  EXPECT_TRUE(
      raised(letter(mayor, builder, "I write on behalf of the Council. I will pay the bill.")));
  EXPECT_FALSE(raised(
      letter(mayor, builder, "I do not write on behalf of the Council. I will pay the bill.")));
}

TEST(ObligationInCouncillorName, LeavesPrivateAffairsAlone) {
  EXPECT_FALSE(
      raised(letter("jane@smith-family.example", builder,
                    "We accept your quote for the kitchen, please go ahead.\n\nJane", "Kitchen")));
  EXPECT_TRUE(raised(letter("jane@smith-family.example", builder,
                            "We accept your quote, please go ahead.\n\nCllr Jane Smith")));
  EXPECT_TRUE(
      raised(letter("jane@smith-family.example", builder + ", clerk@eastmere-tc.gov.uk",
                    "We accept your quote for the roof, please go ahead.\n\nJane", "Roof")));
}

TEST(ObligationInCouncillorName, TakesALetterFromHomeForTheCouncilsByWhatShowsItsWorld) {
  const std::string home = "jane@smith-family.example";
  const std::string order = "We accept your quote, please go ahead.";
  EXPECT_TRUE(
      raised(letter(home, builder, order + " From October. Helen will send the paper.", "Roof")));
  EXPECT_TRUE(raised(letter(home, builder, order + " Ask Mrs Ward for the key.", "Roof")));
  EXPECT_TRUE(raised(letter(home, builder, order + "\n\nJane\nMember, Finance Committee", "Roof")));
  EXPECT_TRUE(raised(letter(home, builder,
                            order + "\n\nOn 19/07/2026 10:00, Bob wrote:\n"
                                    "> Quotation for Eastmere Town Council: the roof, £900.",
                            "Re: Roof")));
  EXPECT_FALSE(raised(letter(home, builder, "Hi Helen\n\n" + order, "Roof")));
  EXPECT_FALSE(
      raised(letter(home, builder, order + " It is the roof of Tom Helen's house.", "Roof")));
  EXPECT_FALSE(
      raised(letter(home, builder, order + " My sister Helen Barnes has the key.", "Roof")));
}

TEST(ObligationInCouncillorName, ReadsEachItemOfAListByItself) {
  EXPECT_TRUE(raised(letter(mayor, builder,
                            "Brilliant:\n- we hope members agree to more next year\n"
                            "- pls invoice the council for the £90 price not the £95 list one\n"
                            "- thanks")));
}

TEST(ObligationInCouncillorName, LeavesRequestsToTheClerkAlone) {
  const std::string clerk = "clerk@eastmere-tc.gov.uk";
  EXPECT_FALSE(raised(letter(mayor, clerk, "Please arrange for the gate to be mended.")));
  EXPECT_FALSE(raised(letter(mayor, clerk + ", aisha.khan@eastmere-tc.gov.uk",
                             "Please make sure this is done by Friday.")));
  EXPECT_TRUE(raised(letter(mayor, clerk, "I instruct you to cancel the contract.")));
  EXPECT_TRUE(raised(letter(mayor, clerk + ", " + builder, "Please proceed with the works.")));
}

TEST(ObligationInCouncillorName, LeavesTheNoticeOfAnExtraordinaryMeetingAlone) {
  const std::string notice =
      "NOTICE IS HEREBY GIVEN that an Extraordinary Meeting of Eastmere Town Council will be held "
      "on 30 July. You are hereby summoned to attend.\n\n";
  EXPECT_FALSE(raised(letter(mayor, builder, notice + "Cllr Jane Smith\nMayor")));
  EXPECT_FALSE(raised(letter("aisha.khan@eastmere-tc.gov.uk", builder,
                             notice + "Regards\nCllr Aisha Khan\nCllr David Brown")));
  EXPECT_TRUE(raised(letter("aisha.khan@eastmere-tc.gov.uk", builder, notice)));
  EXPECT_TRUE(raised(letter(mayor, builder, notice + "Please proceed with the fence.\n")));
}

}  // namespace
}  // namespace candour::rules
