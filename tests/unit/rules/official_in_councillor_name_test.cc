// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

constexpr const char* rule = "official-in-councillor-name";
const std::string mayor = "jane.smith@eastmere-tc.gov.uk";
const std::string councillor = "aisha.khan@eastmere-tc.gov.uk";

Outcome judged(std::string_view from, std::string_view to, std::string_view text) {
  return Letter("From: " + std::string(from) + "\nTo: " + std::string(to) +
                "\nSubject: The library\n"
                "Date: Mon, 20 Jul 2026 10:00:00 +0100\n\n" +
                std::string(text) + "\n")
      .judged_by(rule);
}

TEST(OfficialInCouncillorName, IsFoundWhereACouncillorSpeaksForTheCouncil) {
  const auto outcome = judged(councillor, "a.resident@webmail.example",
                              "The Council regrets the closure of the library.\n\nCllr A Khan");
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].people, std::vector<std::string>{"Aisha Khan"});
  EXPECT_EQ(outcome.findings[0].evidence.at(0).text, "The Council regrets");
  EXPECT_EQ(outcome.findings[0].fixes.at(0).kind, FixKind::change_from);
}

TEST(OfficialInCouncillorName, IsFoundInASignatureForTheCouncil) {
  EXPECT_EQ(judged(councillor, "a.resident@webmail.example",
                   "Thank you for your letter.\n\nKind regards\nCllr Aisha Khan\n"
                   "for and on behalf of Eastmere Town Council")
                .findings.size(),
            1u);
}

TEST(OfficialInCouncillorName, NeedsSomebodyOutsideTheCouncil) {
  EXPECT_TRUE(judged(councillor, "clerk@eastmere-tc.gov.uk, david.brown@eastmere-tc.gov.uk",
                     "The Council believes that the library matters.")
                  .findings.empty());
}

TEST(OfficialInCouncillorName, IsNoFactOfAPublicDecision) {
  for (const auto* text : {"The Council resolved last night to keep the toilets open.",
                           "The Council meets on the 4th.", "I voted for it myself.",
                           "At Monday's meeting the Council decided to keep the toilets open."})
    EXPECT_TRUE(judged(councillor, "a.resident@webmail.example", text).findings.empty()) << text;
}

TEST(OfficialInCouncillorName, IsNoCivicInvitation) {
  EXPECT_TRUE(judged(mayor, "a.resident@webmail.example",
                     "On behalf of the Council I am delighted to invite you to the reception.")
                  .findings.empty());
}

TEST(OfficialInCouncillorName, RecordsTheChairWritingToAMinisterAsAnException) {
  const auto outcome =
      judged(mayor, "mp@parliament.uk, clerk@eastmere-tc.gov.uk", "The Council opposes the Bill.");
  EXPECT_TRUE(outcome.findings.empty());
  ASSERT_EQ(outcome.exceptions.size(), 1u);
  EXPECT_EQ(outcome.exceptions[0],
            "official-in-councillor-name: Councillor Jane Smith to *@parliament.uk");
}

TEST(OfficialInCouncillorName, ExceptsOnlyTheChairsAndOnlyThoseRecipients) {
  EXPECT_EQ(
      judged("robert.jones@eastmere-tc.gov.uk", "mp@parliament.uk", "The Council opposes the Bill.")
          .exceptions.size(),
      1u);
  EXPECT_EQ(judged(councillor, "mp@parliament.uk", "The Council opposes the Bill.").findings.size(),
            1u);
  EXPECT_EQ(judged(mayor, "mp@parliament.uk, news@eastmere-gazette.example",
                   "The Council opposes the Bill.")
                .findings.size(),
            1u);
}

TEST(OfficialInCouncillorName, IsNotLearnedFromABlockOfNames) {
  EXPECT_TRUE(judged(councillor, "friends@library.example",
                     "I can do the stall from ten till noon.\n\nAisha\n\nCllr Aisha Khan\n"
                     "Eastmere Town Council, Quayside Ward\nLabour and Co-operative")
                  .findings.empty());
}

TEST(OfficialInCouncillorName, IsNotOfWhoeverDisownsTheCouncil) {
  for (const auto* text : {"My view, not the council's, is that the trees should stay.",
                           "The parish council sends its own comments, and these are mine."})
    EXPECT_TRUE(judged(councillor, "a.resident@webmail.example", text).findings.empty()) << text;
}

TEST(OfficialInCouncillorName, IsSilencedByAnObligation) {
  EXPECT_EQ(rule_named(rule)->silenced_by, "obligation-in-councillor-name");
}

}  // namespace
}  // namespace candour::rules
