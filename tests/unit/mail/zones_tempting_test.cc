// SPDX-License-Identifier: MPL-2.0
//
// Words that look like a quote, a signature or a disclaimer and are the sender's own: what is cut
// off here no rule would ever see.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string lettered;
};

class TemptingMail : public testing::TestWithParam<Case> {};

TEST_P(TemptingMail, KeepsTheSendersWords) {
  const auto& lettered = GetParam().lettered;
  EXPECT_EQ(with_letters(divided(without_letters(lettered))), without_empty_lines(lettered));
}

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

const std::vector<Case> no_quotes = {
    {"WeWroteOnMonday", R"(A|Dear Jane

A|On Monday we wrote:

A|"The drains will be mended."

A|They were not. Please proceed.)"},
    {"WeWroteOnADate", R"(A|On 3 March 2026 we wrote:
A|the drains will be mended by Friday.

A|Please proceed with the works.)"},
    {"StoryWithAnHour", R"(A|At 10:30 on 3 March 2026 Cllr Smith wrote:

A|"I shall see to it."

A|He did not. The Council will pay your invoice.)"},
    {"SentenceWithAnAddress",
     R"(A|On 3 March 2026 at 10:12 I emailed jane@smith-family.example and she wrote:

A|"I never had it."

A|The Council will pay her invoice.)"},
    {"ComplaintSummedUp", R"(A|We had another complaint.

A|From: jane@smith-family.example
A|Date: 03/03/2026 10:12

A|It is about the drains again. Please mend them.)"},
    {"SheWroteToHim", R"(A|On 3 March 2026 at 10:12 Jane Smith wrote to Robert Jones:
A|please come at once.

A|He came.)"},
    {"TravelDirections", R"(A|Directions to the training day:

A|From: Eastmere
A|To: Northmere
A|Date: 3 March
A|Cost: 12 pounds

A|Please book the train for us.)"},
    {"FormInTheText", R"(A|Please fill this in and send it back:

A|From: ......
A|To: ......
A|Subject: ......

A|The council will then pay.)"},
    {"CalledFromAndTo", R"(A|From: 10:00
A|To: 12:00
A|Subject: Road closure in Mill Lane

A|Members are asked to tell residents.)"},
    {"QuestionAndAnswerMarks", R"(A|Results of the count:

A|Ward A > Ward B
A|5 > 3
A|x >= y

A|Please publish.)"},
    {"OneLineThatAccuses", R"(A|You say "the subject: drains", and from: whom?

A|To: be frank, I do not know.)"},
    {"LineOfDashesAlone", R"(A|First item
A|----------------
A|The drains.

A|Second item
A|----------------
A|The hall.)"},
    {"EyeCatcher", R"(A|Come and see us.

A|>>> Open day on Saturday <<<

A|The council will pay.)"},
    {"WordsAboutAForwardedMessage", R"(A|I had a forwarded message from Jane.
A|The original message was lost.

A|Please send it again.)"},
};

const std::vector<Case> quotes_with_answers = {
    {"ResidentsLetterBehindMarks", R"(A|Dear all

A|A resident writes to us:

Q|> The drains in Mill Lane are blocked.
Q|> When will they be mended?

A|I propose that we answer on Friday.

S|Kind regards
S|Helen)"},
    {"AnswersBetween", R"(A|Jane, my answers are below.

Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> When will the drains be mended?

A|On Friday.

Q|> Will the council pay?

A|Yes, the Council will pay your invoice.

S|Regards
S|Helen)"},
    {"BottomPosted", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:

Q|> When will the drains be mended?
Q|> Jane

A|Dear Jane

A|On Friday. The Council will pay.

S|Kind regards
S|Helen Ward
S|Town Clerk)"},
    {"AnswerBelowAnEmptyMark", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> When will the drains be mended?
Q|>
A|On Friday.)"},
};

const std::vector<Case> endings = {
    {"ThanksInTheText", R"(A|Dear Jane

A|Thanks
A|to you the drains are mended.

A|Please proceed with the works.

S|Regards
S|Helen)"},
    {"ThankYouForYourLetter", R"(A|Thank you

A|We have your letter and accept the quotation.

S|Helen)"},
    {"MarkingBelowTheSignature", R"(A|The report is attached.

S|Kind regards
S|Helen Ward

A|PS. We accept your quotation.)"},
    {"PostscriptOfTwoParagraphs", R"(A|The report is attached.

S|Kind regards
S|Helen Ward
S|Town Clerk

A|PS: I have sent the plan to the county as well.
A|They will answer by Friday.)"},
    {"WordsBelowAPhone", R"(A|See you there.

S|Sent from my iPhone

A|Please tell Councillor Jones that the council will pay.)"},
    {"SentFromMyOffice", R"(A|The papers were sent from my office on Friday.

A|Please proceed.)"},
    {"DisclaimerAboveTheQuote", R"(A|Agreed.

S|Regards
S|Helen

D|This email and any attachments are confidential and intended solely for the addressee.

Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"DisclaimerInTheThread", R"(A|Agreed.

Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains

Q|Can we go ahead?

Q|This email and any attachments are confidential and intended solely for the addressee.

Q|From: Clerk
Q|Sent: 02 March 2026 10:12
Q|To: Jane Smith
Q|Subject: Drains

Q|Do you object?)"},
    {"OwnAnswerBelowAMarkedDisclaimer", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> Can we go ahead?
Q|>
Q|> This email and any attachments are confidential and intended solely for the addressee.

A|Yes, please proceed with the works.)"},
    {"SignatureBetweenAnswers", R"(A|Yes to both.

S|Helen

Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> One?
A|That one the Council will pay.
Q|> Two?
A|That one too.)"},
};

INSTANTIATE_TEST_SUITE_P(NoQuotes, TemptingMail, testing::ValuesIn(no_quotes), name_of);
INSTANTIATE_TEST_SUITE_P(QuotesWithAnswers, TemptingMail, testing::ValuesIn(quotes_with_answers),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Endings, TemptingMail, testing::ValuesIn(endings), name_of);

}  // namespace
}  // namespace candour::mail
