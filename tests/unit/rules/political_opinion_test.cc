// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

const std::string press = "news@eastmere-gazette.example";
const std::string officer = "deputy.clerk@eastmere-tc.gov.uk";

Outcome judged(const std::string& text, const std::string& to = press,
               const std::string& from = officer, const std::string& subject = "Your question") {
  return Letter("From: " + from + "\nTo: " + to + "\nSubject: " + subject +
                "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n\n" + text + "\n")
      .judged_by("political-opinion");
}

std::size_t findings(const std::string& text, const std::string& to = press,
                     const std::string& from = officer,
                     const std::string& subject = "Your question") {
  return judged(text, to, from, subject).findings.size();
}

struct Sample {
  const char* name;
  const char* text;
};

std::string name_of_sample(const testing::TestParamInfo<Sample>& info) {
  return info.param.name;
}

class Opinion : public testing::TestWithParam<Sample> {};

TEST_P(Opinion, IsFound) {
  EXPECT_EQ(findings(GetParam().text), 1u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    OnParties, Opinion,
    testing::Values(
        Sample{"Blame", "The Conservatives have run the county into the ground."},
        Sample{"Sloppy", "its what you get when you vote tory for 20 yrs"},
        Sample{"Praise", "Labour are the only ones who turn up to anything."},
        Sample{"Indifference", "The Lib Dems couldn't care less about villages like ours."},
        Sample{"AnotherTurn", "Anybody with sense will give somebody else a turn in May."},
        Sample{"Government", "This government has betrayed rural areas."},
        Sample{"Stance", "I put it down to having Liberal Democrats in charge."}),
    name_of_sample);

INSTANTIATE_TEST_SUITE_P(
    OnPoliticians, Opinion,
    testing::Values(Sample{"BestEver", "She is the best MP we ever had."},
                    Sample{"Disgrace", "Our Police and Crime Commissioner is a disgrace."},
                    Sample{"Minister", "The minister is out of his depth."},
                    Sample{"Councillor", "Councillor Frain is arrogant and can't add up."},
                    Sample{"FullName", "I have always found Robert Jones a hypocrite."},
                    Sample{"Pronoun", "You ask about our MP. He's a chancer."},
                    Sample{"NextSentence",
                           "Our MP came to open the lido. Sadly she's all smiles and no action."}),
    name_of_sample);

INSTANTIATE_TEST_SUITE_P(
    OnElectionChoices, Opinion,
    testing::Values(Sample{"SawThrough", "The voters saw through his promises."},
                    Sample{"Nobody", "Nobody sensible would vote for him to run a tombola."},
                    Sample{"Senses", "Eastmere East voters finally came to their senses."},
                    Sample{"Deserves", "I know which of them deserves to win."},
                    Sample{"Advice", "Please vote Green in May."},
                    Sample{"Change", "A change of party in London can't come soon enough."}),
    name_of_sample);

class Fact : public testing::TestWithParam<Sample> {};

TEST_P(Fact, IsNoOpinion) {
  EXPECT_EQ(findings(GetParam().text), 0u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    OfPolitics, Fact,
    testing::Values(
        Sample{"Party", "Cllr Green represents the Green Party."},
        Sample{"Result", "The by-election was won by the Labour candidate with 611 votes."},
        Sample{"Candidates",
               "Four candidates are standing: Labour, Conservative, Green, Reform UK."},
        Sample{"List", "I attach the list of Labour and Conservative councillors."},
        Sample{"Date", "Polling day is 7 May. Voters must bring photographic identification."},
        Sample{"Vote", "Councillors voted for the plan by five to one."},
        Sample{"Visit", "The MP opened the changing rooms and met the lifeguards."},
        Sample{"Thanks",
               "Our thanks go to the Mayor, who did a splendid job of judging the cakes."},
        Sample{"Position", "The Council resolved to condemn the government's cuts as a disgrace."},
        Sample{"Quoted", "Councillor Smith said: \"This government is a disgrace.\""},
        Sample{"QuotedAfter", "\"The Tories have ruined us,\" said Councillor Khan."},
        Sample{
            "QuotedParagraphs",
            "Cllr Smith said:\n\n\"This government is a disgrace.\n\n\"The minister is a liar.\""},
        Sample{"Reported", "Councillor Smith said that the minister was a disgrace."}),
    name_of_sample);

INSTANTIATE_TEST_SUITE_P(
    OfOtherThings, Fact,
    testing::Values(Sample{"GardenParty", "The garden party was ruined by the rain, a shambles."},
                    Sample{"LabourCosts", "Labour costs are scandalous."},
                    Sample{"RightDirection", "Could you point me in the right direction?"},
                    Sample{
                        "Estimate",
                        "That is a conservative estimate, and the state of the road a disgrace."},
                    Sample{"GreenSpace", "Litter on our green spaces is shameful."},
                    Sample{"Fete", "It was the best fete we ever had."}),
    name_of_sample);

TEST(PoliticalOpinion, CountsOnlyFromOfficersAndSharedMailboxes) {
  const std::string text = "The Tories have ruined us.";
  EXPECT_EQ(findings(text, press, "clerk@eastmere-tc.gov.uk"), 1u);
  EXPECT_EQ(findings(text, press, "office@eastmere-tc.gov.uk"), 1u);
  EXPECT_EQ(findings(text, press, "jane.smith@eastmere-tc.gov.uk"), 0u);
}

TEST(PoliticalOpinion, CountsOnlyToThePressOrForPublication) {
  const std::string text = "The Tories have ruined us.";
  EXPECT_EQ(findings(text, "a.friend@webmail.example"), 0u);
  EXPECT_EQ(findings(text, "editor@fellshire-messenger.example"), 1u);
  EXPECT_EQ(findings(text, "link@parish.example", officer, "For your letters page"), 1u);
  EXPECT_EQ(findings("For publication, please.\n\n" + text, "link@parish.example"), 1u);
  EXPECT_EQ(findings("This is not for publication.\n\n" + text, "link@parish.example"), 0u);
}

TEST(PoliticalOpinion, LeavesADraftAmongColleaguesAlone) {
  EXPECT_EQ(findings("A draft for publication, could you check it?\n\nThe Tories have ruined us.",
                     "clerk@eastmere-tc.gov.uk"),
            0u);
}

TEST(PoliticalOpinion, TakesTheOfficesOwnQuotationForItsOwnWords) {
  EXPECT_EQ(findings("Here is my line:\n\n\"This government is a disgrace.\""), 1u);
  EXPECT_EQ(findings("A council spokesperson said: \"This government is a disgrace.\""), 1u);
}

TEST(PoliticalOpinion, IsNotLookedForInTheMailAnswered) {
  EXPECT_EQ(findings("The bus stopped in April.\n\nOn 19 July 2026 the Gazette wrote:\n"
                     "> Would you agree that the Tories have ruined us?"),
            0u);
}

TEST(PoliticalOpinion, QuotesTheWordsAndIsGoneWithoutThem) {
  const auto outcome = judged("The fair is on Saturday. The Tories have ruined us.");
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings[0];
  EXPECT_EQ(finding.evidence.at(0).text, "The Tories have ruined us.");
  EXPECT_EQ(finding.evidence.at(1).text, press);
  ASSERT_EQ(finding.fixes.size(), 1u);
  EXPECT_EQ(finding.fixes[0].kind, FixKind::edit_text);
  EXPECT_EQ(findings("The fair is on Saturday."), 0u);
}

}  // namespace
}  // namespace candour::rules
