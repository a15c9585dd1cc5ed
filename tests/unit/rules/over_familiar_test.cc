// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include <ostream>

#include "support/letter.h"

namespace candour::rules {

namespace {

using support::Letter;

constexpr const char* rule = "over-familiar";
constexpr const char* clerk = "Helen Ward <clerk@eastmere-tc.gov.uk>";
constexpr const char* caretaker = "Kath Pellow <cornhall@eastmere-tc.gov.uk>";
constexpr const char* chair = "Jane Smith <jane.smith@eastmere-tc.gov.uk>";
constexpr const char* councillor = "Aisha Khan <aisha.khan@eastmere-tc.gov.uk>";
constexpr const char* friend_outside = "Jean Lowther <jean@hospice.example>";

std::string from_to(std::string_view from, std::string_view to, std::string_view text) {
  return "From: " + std::string(from) + "\nTo: " + std::string(to) +
         "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Saturday\n"
         "Content-Type: text/plain; charset=utf-8\n\n" +
         std::string(text) + "\n";
}

std::vector<Finding> findings(std::string_view from, std::string_view to, std::string_view text) {
  return Letter(from_to(from, to, text)).judged_by(rule).findings;
}

bool raised(std::string_view text) {
  return !findings(clerk, chair, text).empty();
}

class CloseFamiliarity : public testing::TestWithParam<const char*> {};

TEST_P(CloseFamiliarity, IsRaised) {
  EXPECT_TRUE(raised(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Mails, CloseFamiliarity,
    testing::Values("The gazebos are booked.\n\nHelen xx", "The gazebos are booked.\n\nHelen x",
                    "See you at six, bring the keys! x", "Thank you\nHelen\nx",
                    "Night night, H xoxo", "You're a treasure x", "Thanks xx see you at the hall",
                    "Running order is perfect darling.", "Hi lovely, can I have the keys?",
                    "Hiya hun,\n\nthe keys are back.", "Jane cariad, the projector is in the boot",
                    "Jane love, can you ring me?", "Dearest Jane,\n\nthe bank has written.",
                    "Gorgeous Jane, you were a picture", "Don't worry about it, sweetheart.",
                    "Cheers gorgeous, could not have done it without you",
                    "You absolute sweetheart", "Lots of love,\nHelen", "All my love, Helen",
                    "Love Helen", "Love,\nHelen", "I love you to bits.", "Big hugs",
                    "I could have kissed you.", "mwah mwah",
                    "See you Thursday \xE2\x9D\xA4\xEF\xB8\x8F",
                    "What would we do without you \xF0\x9F\x98\x98", "Thank you so much <3",
                    "Sws fawr i ti", "Kind regards\n\n-- \nHelen xx\nTown Clerk"));

class OrdinaryWarmth : public testing::TestWithParam<const char*> {};

TEST_P(OrdinaryWarmth, IsFine) {
  EXPECT_FALSE(raised(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Mails, OrdinaryWarmth,
    testing::Values(
        "Dear Jane,\n\nBest wishes\nHelen", "Hi Jane\n\nKind regards, H", "Jane, warmest wishes",
        "Lovely weather for it.", "Lovely, thanks.", "Sounds lovely, thank you.",
        "We'd love you to open it.", "Love the sample!", "Love it!", "Love Eastmere",
        "Well done! \xF0\x9F\x91\x8D\xF0\x9F\x98\x82\xF0\x9F\x99\x82",
        "We need 2 x A1 and 12 x A3.", "The bay is 2.4 x 4.8 m.", "It is 3 x\n4 metres.",
        "Mark your paper with an X", "See Appendix XX", "The meeting is on xx",
        "Attendance:\nCllr Khan x\nCllr Jones x\nCllr Brown x\nCllr Green x\n\nHelen",
        "The milkman said \"Morning, my love\" and drove off.", "Darling Street is closed.",
        "Mrs Darling has asked about the hedge.", "Honey stall, pitch 4.", "The duck race is off.",
        "Hello lovely people", "Give my love to Bob.", "Annwyl Jane,\n\nCofion cynnes iawn",
        "> Big hugs\n> Aisha xx\n\nNoted, thank you.",
        "I \xE2\x9D\xA4 Eastmere badges have come."));

TEST(OverFamiliar, IsRaisedInEitherDirection) {
  EXPECT_FALSE(findings(clerk, councillor, "Thank you xx").empty());
  EXPECT_FALSE(findings(councillor, clerk, "Thank you xx").empty());
  EXPECT_FALSE(findings(councillor, caretaker, "Kath love, is the hall free?").empty());
}

TEST(OverFamiliar, IsNotRaisedWithinOneSideNorWithOutsiders) {
  EXPECT_TRUE(findings(clerk, caretaker, "Morning love, thanks x").empty());
  EXPECT_TRUE(findings(councillor, chair, "luv A xx").empty());
  EXPECT_TRUE(findings(clerk, friend_outside, "Jeannie my lovely, big hugs xx").empty());
  EXPECT_TRUE(findings(friend_outside, clerk, "Big hugs xx").empty());
}

TEST(OverFamiliar, IsMeantForWhoStandsInToNotForWhoIsCopiedIn) {
  EXPECT_TRUE(findings(clerk, std::string(friend_outside) + "\nCc: " + chair, "Jeannie my love xx")
                  .empty());
  EXPECT_FALSE(
      findings(clerk, std::string(chair) + "\nCc: " + friend_outside, "Jane my love xx").empty());
}

TEST(OverFamiliar, QuotesEachPlaceOnceAndItsFixTakesAllOut) {
  const auto found = findings(clerk, chair, "Darling Jane,\n\nThank you!\n\nBig hugs\nHelen xx");
  ASSERT_EQ(found.size(), 1u);
  std::vector<std::string> words;
  for (const auto& evidence : found[0].evidence) words.push_back(evidence.text);
  EXPECT_EQ(words, (std::vector<std::string>{"Darling Jane", "Big hugs", "xx"}));
  ASSERT_EQ(found[0].fixes.size(), 1u);
  EXPECT_EQ(found[0].fixes[0].kind, FixKind::edit_text);
  EXPECT_TRUE(findings(clerk, chair, "Thank you!\n\nHelen").empty());
}

TEST(OverFamiliar, CountsInTheHtmlVersionAlone) {
  const Letter letter(
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: jane.smith@eastmere-tc.gov.uk\n"
      "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
      "<p>See you there</p><p>Helen xx</p>\n");
  EXPECT_EQ(letter.judged_by(rule).findings.size(), 1u);
}

}  // namespace
}  // namespace candour::rules
