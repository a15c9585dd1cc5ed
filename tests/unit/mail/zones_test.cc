// SPDX-License-Identifier: MPL-2.0

#include "mail/zones.h"

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string lettered;
};

class PlainMail : public testing::TestWithParam<Case> {};

TEST_P(PlainMail, IsDividedAsItsReaderWould) {
  const auto& lettered = GetParam().lettered;
  EXPECT_EQ(with_letters(divided(without_letters(lettered))), without_empty_lines(lettered));
}

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Quotes, PlainMail,
    testing::Values(Case{"OutlookOriginalMessage", R"(A|Dear Jane
A|Yes, please go ahead.

S|Kind regards
S|Helen Ward
S|Town Clerk

Q|-----Original Message-----
Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?
Q|Jane)"},
                    Case{"OutlookWithoutALineOver", R"(A|Agreed.

Q|From: Smith, Jane
Q|Sent: 03 March 2026 10:12
Q|To: Clerk; Jones, Robert
Q|Cc: Deputy Clerk
Q|Subject: RE: Drains

Q|Can we go ahead?)"},
                    Case{"OutlookUnderscores", R"(A|See below.

Q|________________________________
Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: Tuesday, March 3, 2026 10:12 AM
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?)"},
                    Case{"OutlookMobile", R"(A|Fine by me

S|Get Outlook for iOS<https://aka.ms/o0ukef>
Q|________________________________
Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: Tuesday, March 3, 2026 10:12:15 AM
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?)"},
                    Case{"GmailReply", R"(A|Yes, do.

Q|On Tue, 3 Mar 2026 at 10:12, Jane Smith <jane@smith-family.example>
Q|wrote:

Q|> Can we go ahead?
Q|>
Q|> Jane)"},
                    Case{"GmailForward", R"(A|For information.

Q|---------- Forwarded message ---------
Q|From: Jane Smith <jane@smith-family.example>
Q|Date: Tue, 3 Mar 2026 at 10:12
Q|Subject: Drains
Q|To: <clerk@eastmere-tc.gov.uk>


Q|The drains in Mill Lane are blocked again.

Q|Jane)"},
                    Case{"AppleReply", R"(A|Thank you for this. The works begin on Monday.

Q|> On 3 Mar 2026, at 10:12, Jane Smith <jane@smith-family.example> wrote:
Q|>
Q|> When do the works begin?)"},
                    Case{"AppleForward", R"(A|One for you.

Q|Begin forwarded message:

Q|> From: Jane Smith <jane@smith-family.example>
Q|> Subject: Drains
Q|> Date: 3 March 2026 at 10:12:13 GMT
Q|> To: clerk@eastmere-tc.gov.uk
Q|>
Q|> The drains are blocked.)"},
                    Case{"AppleForwardBare", R"(A|One for you.

Q|Begin forwarded message:

Q|From: Jane Smith <jane@smith-family.example>
Q|Date: 3 March 2026 at 10:12:13 GMT
Q|To: clerk@eastmere-tc.gov.uk
Q|Subject: Drains

Q|The drains are blocked.)"},
                    Case{"ThunderbirdForward", R"(A|Please see below.



Q|-------- Forwarded Message --------
Q|Subject: 	Drains
Q|Date: 	Tue, 3 Mar 2026 10:12:13 +0000
Q|From: 	Jane Smith <jane@smith-family.example>
Q|To: 	clerk@eastmere-tc.gov.uk


Q|The drains are blocked.)"},
                    Case{"YahooWithoutMarks", R"(A|Will do.

Q|     On Tuesday, 3 March 2026 at 10:12:13 GMT, Jane Smith <jane@smith-family.example> wrote:

Q| Can we go ahead?
Q|Jane)"},
                    Case{"NameAndDateInTheLotusOrder", R"(A|Yes.

Q|Jane Smith <jane@smith-family.example> wrote on 03/03/2026 10:12:13:

Q|> Can we go ahead?)"},
                    Case{"WrappedOverFourLines", R"(A|Yes.

Q|On Tuesday, 3 March 2026 at
Q|10:12, Jane Elizabeth
Q|Smith-Jones
Q|<jane@smith-family.example> wrote:
Q|> Can we go ahead?)"},
                    Case{"NameAlone", R"(A|Yes.

Q|Jane Smith wrote:
Q|> Can we go ahead?)"},
                    Case{"ThunderbirdShortDate", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> Can we go ahead?
A|Yes, on Monday.
Q|> And the other one?
A|That one is with the county council.
S|-- 
S|Helen Ward
S|Town Clerk)"},
                    Case{"NestedQuotes", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> On 02/03/2026 09:00, Clerk wrote:
Q|>> Do you object?
Q|> Not at all.

A|Then I will tell them.)"},
                    Case{"Zoho", R"(A|Yes.

Q|---- On Tue, 03 Mar 2026 10:12:13 +0000 Jane Smith <jane@smith-family.example> wrote ----

Q|Can we go ahead?)"},
                    Case{"Turnpike", R"(Q|In message <abc@smith-family.example>, Jane Smith
Q|<jane@smith-family.example> writes
Q|>Can we go ahead?

A|Yes.)"},
                    Case{"WelshReply", R"(A|Diolch, iawn.

Q|Ar Maw, 3 Maw 2026 am 10:12, ysgrifennodd Siân Parri <sian@parri.example>:

Q|> Gawn ni fynd ymlaen?)"},
                    Case{"WelshOutlook", R"(A|Iawn.

Q|Oddi wrth: Siân Parri <sian@parri.example>
Q|Anfonwyd: 03 Mawrth 2026 10:12
Q|At: Clerc <clerc@eastmere-tc.gov.uk>
Q|Pwnc: Draeniau

Q|Gawn ni fynd ymlaen?)"},
                    Case{"HotmailBeginsWithTheDate", R"(A|Yes.

Q|Date: Tue, 3 Mar 2026 10:12:13 +0000
Q|Subject: Drains
Q|From: jane@smith-family.example
Q|To: clerk@eastmere-tc.gov.uk

Q|Can we go ahead?)"},
                    Case{"MarkdownStars", R"(A|Yes.

Q|*From:* Jane Smith <jane@smith-family.example>
Q|*Sent:* 03 March 2026 10:12
Q|*To:* Clerk <clerk@eastmere-tc.gov.uk>
Q|*Subject:* Drains

Q|Can we go ahead?)"},
                    Case{"LongRecipientListWrapped", R"(A|See below.

Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk <clerk@eastmere-tc.gov.uk>; Robert Jones
Q|<robert.jones@eastmere-tc.gov.uk>; Deputy Clerk
Q|<deputy@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?)"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(OwnWords, PlainMail,
                         testing::Values(Case{"FromMonday", R"(A|Dear all

A|From: Monday the office closes at noon.
A|To: Everybody
A|Please tell your residents.)"},
                                         Case{"SubjectDrains", R"(A|Subject: drains

A|They are blocked.)"},
                                         Case{"ToAll", R"(A|To: all

A|The hall is closed.)"},
                                         Case{"Memorandum", R"(A|MEMORANDUM
A|To: All councillors
A|From: The Town Clerk
A|Date: 3 March 2026
A|Subject: Drains

A|Members will wish to know that the drains are blocked.)"},
                                         Case{"MemorandumFromFirst", R"(A|From: The Town Clerk
A|To: All councillors
A|Date: 3 March 2026
A|Subject: Drains

A|Members will wish to know that the drains are blocked.)"},
                                         Case{"SentenceThatEndsInWrote",
                                              R"(A|On Monday the county council wrote:
A|they will not mend the drains.

A|I find that poor.)"},
                                         Case{"HandQuotedLetter", R"(A|As the minister wrote:

A|"Councils must act."

A|I agree with her.)"},
                                         Case{"RuledParagraph", R"(A|First part.

A|________________________________

A|Second part.)"}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(
    Signatures, PlainMail,
    testing::Values(Case{"KindRegards", R"(A|Dear Jane

A|The report is attached.

S|Kind regards

S|Helen Ward
S|Town Clerk and Responsible Financial Officer

S|Eastmere Town Council
S|Town Hall, High Street, Eastmere EM1 2AB
S|Tel: 01632 960123
S|www.eastmere-tc.gov.uk)"},
                    Case{"CopyLineBelow", R"(A|The report is attached.

S|Yours sincerely
S|Helen Ward
S|Town Clerk

A|CC Councillor Smith)"},
                    Case{"CopyListBelow", R"(A|The report is attached.

S|Yours faithfully
S|Helen Ward

A|Copy to:
A|Councillor Smith
A|Councillor Jones

D|This email and any attachments are confidential and intended solely for the addressee.)"},
                    Case{"CopyLineBetween", R"(A|The report is attached.

S|Regards
A|c.c. Cllr Smith
S|Helen Ward
S|Town Clerk)"},
                    Case{"CopyLineBelowDisclaimer", R"(A|The report is attached.

S|Regards
S|Helen

D|If you have received this email in error please notify the sender and delete it.

A|Bcc Councillor Smith)"},
                    Case{"Postscript", R"(A|The report is attached.

S|Best wishes
S|Helen

A|P.S. Please proceed with the works.)"},
                    Case{"SentenceBelow", R"(A|The report is attached.

S|Best wishes
S|Helen Ward
S|Town Clerk

A|I have copied Councillor Smith into this email.)"},
                    Case{"ThanksAndName", R"(A|Can you send me the agenda?

S|Thanks,
S|Helen)"},
                    Case{"ThanksAsGreeting", R"(A|Thanks Helen,

A|The council will pay your invoice by Friday.

S|Jane)"},
                    Case{"ThanksInTheMiddle", R"(A|I have your letter.

A|Many thanks
A|for sending it so soon. We shall reply.

S|Regards
S|Helen)"},
                    Case{"Phone", R"(A|On my way, see you there.

S|Sent from my iPhone)"},
                    Case{"PhoneWithBareName", R"(A|On my way, see you there.

S|Helen

S|Sent from my iPhone)"},
                    Case{"Dashes", R"(A|Please proceed.
S|-- 
S|Helen Ward
S|Eastmere Town Council
S|I work Mondays to Wednesdays.)"},
                    Case{"DashesAndWordsBelow", R"(A|Please see attached.
S|-- 
S|Helen Ward
S|Eastmere Town Council

A|We hereby accept your quotation and ask you to start.)"},
                    Case{"BlockWithoutSignOff", R"(A|The meeting is on Tuesday at seven.

S|Helen Ward
S|Town Clerk
S|Eastmere Town Council
S|01632 960123)"},
                    Case{"SignOffWithNameOnTheLine", R"(A|The meeting is on Tuesday.

S|Kind regards, Helen)"},
                    Case{"Welsh", R"(A|Mae'r cyfarfod nos Fawrth.

S|Cofion gorau
S|Siân Parri
S|Clerc y Dref)"},
                    Case{"Kisses", R"(A|See you tonight.

S|Best wishes
A|Helen xx)"},
                    Case{"MarkingAtTheFoot", R"(A|The figures are below.
A|They are final.

A|CONFIDENTIAL - not for publication)"},
                    Case{"BareMarkingAtTheFoot", R"(A|The figures are below.
A|They are final.

A|Strictly Confidential)"},
                    Case{"ListOfNames", R"(A|These have replied:
A|Jane Smith
A|Robert Jones)"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Disclaimers, PlainMail,
                         testing::Values(Case{"CouncilStyle", R"(A|The report is attached.

S|Kind regards
S|Helen Ward
S|Town Clerk
D|This email and any attachments are confidential and intended solely for the use
D|of the individual to whom they are addressed.

D|Any views expressed are those of the individual and not of the Council.

D|Please consider the environment before printing this email.

D|Eastmere Town Council will process your personal data as set out in our privacy notice.)"},
                                         Case{"OpensWithAMarking", R"(A|The report is attached.

S|Kind regards
S|Helen Ward

D|PRIVATE AND CONFIDENTIAL: The information contained in this email is intended for the named
D|recipient only. If you are not the intended recipient you must not copy it.)"},
                                         Case{"Bilingual", R"(A|Mae'r adroddiad ynghlwm.

S|Cofion
S|Siân Parri

D|Mae'r neges e-bost hon ac unrhyw atodiadau yn gyfrinachol ac fe'u bwriedir ar gyfer y
D|derbynnydd yn unig.

D|This email and any attachments are confidential and intended for the addressee only.)"},
                                         Case{"BelowTheHistory", R"(A|Yes.

S|Helen

Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?

D|PRIVATE AND CONFIDENTIAL: This email is intended solely for the addressee. If you have
D|received it in error, please delete it.)"},
                                         Case{"BelowMarkedHistory", R"(A|Yes.

Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|> Can we go ahead?

D|This email and any files transmitted with it are confidential and intended solely for
D|the addressee.)"},
                                         Case{"OwnWordsAboutConfidence", R"(A|Dear Jane

A|Please treat this email as confidential.
A|This message is intended only for members of the Staffing Committee.

S|Kind regards
S|Helen Ward)"},
                                         Case{"MarkingLineAboveTheSignature",
                                              R"(A|The tenders are below.

A|CONFIDENTIAL - not for publication

S|Kind regards
S|Helen Ward

D|This email and any attachments are intended solely for the addressee.)"},
                                         Case{"WithoutASignature", R"(A|The hall is free on Tuesday.

D|DISCLAIMER: If you are not the intended recipient of this email please delete it.)"}),
                         name_of);

TEST(Divide, CoversTheTextInWholeLines) {
  const auto body = divided("a\n\n> b\n-- \nc");
  std::size_t at = 0;
  for (const auto& stretch : body.stretches) {
    EXPECT_EQ(stretch.begin, at);
    at = stretch.end;
  }
  EXPECT_EQ(at, body.text.size());
}

TEST(Foot, IsTheLastTenAuthoredLines) {
  const auto body = divided(
      "1\n2\n3\n\n4\n5\n6\n7\n8\n9\n10\n11\n\nKind regards\nHelen Ward\n\nCC Councillor Smith\n");
  EXPECT_EQ(body.foot(), "3\n4\n5\n6\n7\n8\n9\n10\n11\nCC Councillor Smith");
}

}  // namespace
}  // namespace candour::mail
