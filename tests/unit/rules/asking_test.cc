// SPDX-License-Identifier: MPL-2.0

#include "rules/asking.h"

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

std::string received(std::string_view text, std::string_view subject = "Mill Lane") {
  return "From: tom.baker@resident.example\nTo: clerk@eastmere-tc.gov.uk\nSubject: " +
         std::string(subject) + "\n\nDear Ms Ward,\n\n" + std::string(text) + "\n\nTom Baker\n";
}

std::string_view asked(std::string_view text, std::string_view subject = "Mill Lane") {
  const support::Letter letter(received(text, subject));
  const auto kind = asked_in(letter.correspondence());
  return kind ? name_of(*kind) : "nothing";
}

TEST(Asking, KnowsAQuestion) {
  EXPECT_EQ(asked("When does the market open in May?"), "enquiry");
  EXPECT_EQ(asked("The light outside number nine is not working."), "enquiry");
  EXPECT_EQ(asked("Tybed a oes lle yn y fynwent."), "enquiry");
  EXPECT_EQ(asked("See below.", "Request for a bench"), "enquiry");
}

TEST(Asking, TellsTheStrictestKind) {
  EXPECT_EQ(asked("When is it cut? I wish to complain about the verge."), "complaint");
  EXPECT_EQ(asked("This is a formal complaint. I also ask under the Freedom of Information Act "
                  "what it cost."),
            "information");
  EXPECT_EQ(asked("Please send me all the data that you hold about me."), "subject-access");
}

TEST(Asking, TakesNoCourtesyForAQuestion) {
  EXPECT_EQ(asked("I hope you are well? The fair was a joy."), "nothing");
  EXPECT_EQ(asked("Let me know if you need anything else."), "nothing");
  EXPECT_EQ(asked("Thank you for the minutes."), "nothing");
}

TEST(Asking, HeedsThatNoAnswerIsWanted) {
  EXPECT_EQ(asked("Did you see the lights? No need to reply."), "nothing");
}

TEST(Asking, LooksAtTheWritersOwnWordsAlone) {
  EXPECT_EQ(asked("Thank you, that is clear.\n\nOn 3 July Helen Ward wrote:\n> When can you come?"),
            "nothing");
}

struct Header {
  const char* name;
  const char* header;
};

class AskingNobody : public testing::TestWithParam<Header> {};

TEST_P(AskingNobody, IsWhatItsHeaderTells) {
  const support::Letter letter(std::string(GetParam().header) +
                               "\nSubject: Bench\n\nCould you tell me who mends it?\n");
  EXPECT_FALSE(asked_in(letter.correspondence()));
}

INSTANTIATE_TEST_SUITE_P(
    Of, AskingNobody,
    testing::Values(
        Header{"AnOfficer", "From: deputy.clerk@eastmere-tc.gov.uk\nTo: clerk@eastmere-tc.gov.uk"},
        Header{"ACopy",
               "From: tom@a.example\nTo: jane.smith@eastmere-tc.gov.uk\n"
               "Cc: clerk@eastmere-tc.gov.uk"},
        Header{"ACircular",
               "From: tom@a.example\nTo: clerk@eastmere-tc.gov.uk, a@a.example, b@a.example, "
               "c@a.example, d@a.example, e@a.example, f@a.example, g@a.example, h@a.example, "
               "i@a.example, j@a.example"},
        Header{"AList", "From: tom@a.example\nTo: clerk@eastmere-tc.gov.uk\nList-Id: <a.example>"},
        Header{"AProgram", "From: no-reply@a.example\nTo: clerk@eastmere-tc.gov.uk"},
        Header{"ABulkMail", "From: tom@a.example\nTo: clerk@eastmere-tc.gov.uk\nPrecedence: bulk"},
        Header{"APublicBody", "From: jo@westshire.gov.uk\nTo: clerk@eastmere-tc.gov.uk"}),
    [](const auto& row) { return row.param.name; });

struct Answer {
  const char* name;
  const char* text;
  bool acknowledges;
};

class Acknowledging : public testing::TestWithParam<Answer> {};

TEST_P(Acknowledging, IsAllThatAnAcknowledgementDoes) {
  const support::Letter letter(
      "From: clerk@eastmere-tc.gov.uk\nTo: tom@a.example\nSubject: Re: Bench\n\nDear Mr "
      "Baker,\n\n" +
      std::string(GetParam().text) + "\n\nKind regards\nHelen Ward\n");
  EXPECT_EQ(only_acknowledges(letter.correspondence()), GetParam().acknowledges);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Acknowledging,
    testing::Values(Answer{"AReceipt", "Thank you for your email. We have received your complaint.",
                           true},
                    Answer{"APromise", "I will get back to you within ten working days.", true},
                    Answer{"AWelshOne", "Cawsom eich llythyr.", true},
                    Answer{"AnAnswer", "The bench will be mended on Monday.", false},
                    Answer{"AnAnswerAndAPromise",
                           "The bench is the county's. I will let you know when they come.", false},
                    Answer{"AQuestionBack", "Which bench do you mean?", false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace candour::rules
