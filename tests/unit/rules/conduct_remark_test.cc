// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {

namespace {

using support::Letter;

constexpr const char* rule = "conduct-remark";
constexpr const char* susan = "susan.brown@eastmere-tc.gov.uk";
constexpr const char* staffing_committee =
    "jane.smith@eastmere-tc.gov.uk, aisha.khan@eastmere-tc.gov.uk, "
    "david.brown@eastmere-tc.gov.uk, sian.omalley@eastmere-tc.gov.uk, "
    "peter.hartley-cole@eastmere-tc.gov.uk";

std::string from_to(std::string_view from, std::string_view to, std::string_view text) {
  return "From: " + std::string(from) + "\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Last night\n"
         "Content-Type: text/plain; charset=utf-8\n\n" +
         std::string(text) + "\n";
}

std::vector<Finding> findings(std::string_view to, std::string_view text) {
  return Letter(from_to("Helen Ward <clerk@eastmere-tc.gov.uk>", to, text))
      .judged_by(rule)
      .findings;
}

class Blame : public testing::TestWithParam<const char*> {};

TEST_P(Blame, IsRaised) {
  EXPECT_FALSE(findings(susan, GetParam()).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Mails, Blame,
    testing::Values(
        "Robert Jones was plainly out of order over the zip wire.",
        "Cllr Khan hasn't a clue how long a job takes.",
        "Martin Reed is not up to the job of writing a report.",
        "The deputy clerk can't be trusted to put a receipt in the tin.",
        "I thought the Mayor behaved disgracefully over the seating.", "Our Chairman is past it.",
        "Bob was rude to the public and shouted at the caretaker.",
        "I spoke to Martin about the hall.\n\nHe is careless and he thinks it is funny.",
        "Martin Reed never passed it on, he never does.",
        "I don't think Martin is coping and nobody will say so.",
        "I can't cover for Martin much longer. He forgets things.",
        "Cllr Hartley-Cole does not read a single paper I send him.",
        "Jane lost the thread three times.", "Something has got to be done about Councillor Khan.",
        "I have lost patience with Martin.", "Hartley-Cole was an embarrassment.",
        "I cannot give you tables because Martin, as usual, "
        "left six out in the rain.",
        "I intend to put Martin on an improvement plan.", "One councillor is a bully.",
        "This office is a complete shambles at the moment.",
        "The holiday rota is a joke and nobody here does any work.",
        "It was Cllr Khan who passed it on. This was irresponsible.",
        "Martin lost the route. Again. The man couldn't organise a sandwich.",
        "Mae Martin Reed yn gwneud llanast o bopeth.", "Morale in the office is rock bottom.",
        "We are all overworked and underpaid."));

class NoBlame : public testing::TestWithParam<const char*> {};

TEST_P(NoBlame, IsNotRaised) {
  EXPECT_TRUE(findings(susan, GetParam()).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Mails, NoBlame,
    testing::Values(
        // Facts and praise.
        "The deputy clerk is off sick until Monday.", "Cllr Khan sends her apologies.",
        "Cllr Jones was late because the swing bridge was open.",
        "Martin was excellent and had every figure in his head.",
        "Martin is on leave; Kath is covering for him.", "Cllr Khan cannot come on Thursday.",
        "Martin is not rude to anybody.", "Martin had a terrible journey home.",
        // Contractors and things.
        "The contractor is useless and his men were rude.",
        "Martin met the builder. The builder was late again and he is hopeless.",
        "The committee room window is incapable of opening.", "The office is closed on Friday.",
        // The writer's own, the reader's own.
        "I was careless and rude, and I am sorry.", "Susan, you were out of order last night.",
        "Susan Brown was out of order, as you put it.",
        // What others say.
        "> Martin is useless and Cllr Khan is a bully.\n\nNoted, thank you.",
        "A resident told me that Cllr Khan was rude to her.",
        "Mrs Cottle wrote that \"Martin is a useless lump and Cllr Khan is a bully\".",
        "I have had a complaint from a hirer that Martin was rude."));

INSTANTIATE_TEST_SUITE_P(
    InPassing, Blame,
    testing::Values(
        "Cllr Jones will misbehave if he sits near the gallery, so I've put him at the far end.",
        "David Brown eggs him on, so keep them apart.",
        "Chairs are booked; let's hope Bob Jones stays awake this time.",
        "Martin has made a mess of the minutes again, I'm afraid.",
        "Between us, I don't think Martin is up to the job.",
        "Cllr O'Malley was in one of her moods on Monday.",
        "The Mayor will need watching with the sherry.",
        "Robert Jones only turns up for the photographs.",
        "I do wish Cllr Brown would read his papers before he speaks.",
        "Aisha Khan can't keep a confidence, so please say nothing to her.",
        "Peter Hartley-Cole talks a great deal and does very little.",
        "The deputy clerk is hopeless with figures.",
        "Martin was late again, that's the third time this week.",
        "You'll have noticed that Martin can't spell.",
        "Cllr Green wastes everybody's time with her questions.",
        "Cllr Jones was plainly drunk at the reception.",
        "Cllr Jones bullied the caretaker on Friday.",
        "I've had enough of Cllr Brown's rudeness to the staff.",
        "Helen is fine but the deputy's work is slapdash.", "Cllr Hartley-Cole is all mouth.",
        "Cllr Green hasn't a clue about finance.",
        "Cllr O'Malley stirs things up whenever she can.",
        "Jane Smith loses her temper too easily to be chair.",
        "The chairman lost control of the meeting again.",
        "The chair let it run on for three hours, she has no grip.",
        "David Brown is not to be trusted with the keys.",
        "Bob Jones sulked all evening after the vote.",
        "Cllr Jones has been throwing his weight about in the office.",
        "Martin forgot the agenda again, it's always the same with him.",
        "Cllr Brown has his favourites among the contractors.",
        "Cllr Jones behaves like a child when he doesn't get his way.",
        "He's a nice man, Cllr Brown, but he is past it.",
        "Martin's holiday sheet is a work of fiction.",
        "Siân O'Malley was extremely unhelpful about the move.",
        "The office is badly run and Martin is the reason.",
        "Martin is off again with his back, funny how it's always a Friday.",
        "Cllr Green interferes with the grounds staff every day.",
        "Mr Reed is not pulling his weight.", "I had to cover for Martin again."));

INSTANTIATE_TEST_SUITE_P(
    InPassing, NoBlame,
    testing::Values(
        "Cllr Jones will open the fair.", "David Brown is bringing the urn.",
        "Martin has done the minutes and they're with you.", "Martin is off this week, so ring me.",
        "Cllr O'Malley has sent her apologies.", "The Mayor will lay the wreath.",
        "Robert Jones asked for the figures.", "Cllr Green wants an item on the agenda.",
        "Cllr Brown was very kind to the staff.", "Martin's leave starts on Monday.",
        "The chair closed the meeting at nine.", "Cllr Jones lost the vote by one.",
        "Bob Jones was late because the train was cancelled.",
        "Martin is on sick leave until the 10th.", "Cllr Hartley-Cole spoke against it.",
        "Aisha Khan can't come on the 12th.",
        "Cllr Green disagreed with the budget, as is her right.",
        "The deputy clerk will take the minutes.",
        "Cllr Jones declared an interest and left the room.",
        "Cllr Khan and Cllr Brown will judge the gardens.",
        "Martin found a mistake in the figures and has put it right.",
        "I made a mess of the agenda, sorry.", "The contractor was useless.",
        "The county has no idea what it is doing.",
        "A resident has complained about Cllr Brown; I have sent it to the monitoring officer.",
        "Martin couldn't find the key, it was in my drawer.", "Cllr Brown keeps bees.",
        "Cllr Jones misses his old seat by the window.", "Martin is good with figures.",
        "The dog behaved badly at the fair."));

TEST(ConductRemark, IsNotWhatSomebodyElseWrites) {
  const std::string complaint =
      "\"Councillor Khan was rude to my husband. She is a disgrace. She should say sorry.\"";
  EXPECT_TRUE(findings(susan, "I give it exactly as written.\n\n" + complaint).empty());
  EXPECT_FALSE(findings(susan, "I said to the chair:\n\n" + complaint).empty());
}

TEST(ConductRemark, IsNotRaisedToTheMonitoringOfficer) {
  EXPECT_TRUE(
      findings("monitoring.officer@wessex-cc.example", "Cllr Khan shouted at my staff.").empty());
}

TEST(ConductRemark, IsNotRaisedToTheStaffingCommitteeTogether) {
  const std::string text = "Martin has let things slide badly, and is not up to the job.";
  EXPECT_TRUE(findings(staffing_committee, text).empty());
  EXPECT_FALSE(
      findings("aisha.khan@eastmere-tc.gov.uk, jane.smith@eastmere-tc.gov.uk", text).empty());
  EXPECT_FALSE(findings(std::string(staffing_committee) + ", " + susan, text).empty());
  EXPECT_FALSE(
      findings(std::string(staffing_committee) + ", colin.frost@webmail.example", text).empty());
}

TEST(ConductRemark, IsOfOfficersAlone) {
  EXPECT_TRUE(Letter(from_to("aisha.khan@eastmere-tc.gov.uk", susan, "Martin is useless."))
                  .judged_by(rule)
                  .findings.empty());
  EXPECT_TRUE(findings("deputy.clerk@eastmere-tc.gov.uk", "Cllr Khan was rude.").empty());
}

TEST(ConductRemark, NamesWhomItIsAboutAndQuotesTheWords) {
  const auto found = findings(susan, "Cllr Khan came late. She was rude to the caretaker.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].people, std::vector<std::string>{"Aisha Khan"});
  ASSERT_EQ(found[0].evidence.size(), 1u);
  EXPECT_NE(found[0].evidence[0].text.find("She was rude"), std::string::npos);
  ASSERT_EQ(found[0].fixes.size(), 1u);
  EXPECT_EQ(found[0].fixes[0].kind, FixKind::edit_text);
  EXPECT_TRUE(findings(susan, "Cllr Khan came late.  to the caretaker.").empty());
}

}  // namespace
}  // namespace candour::rules
