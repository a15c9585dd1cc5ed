// SPDX-License-Identifier: MPL-2.0
//
// The forms in which each mail client prints an earlier message as plain text.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string lettered;
};

class MailOfAClient : public testing::TestWithParam<Case> {};

TEST_P(MailOfAClient, IsDividedAsItsReaderWould) {
  const auto& lettered = GetParam().lettered;
  EXPECT_EQ(with_letters(divided(without_letters(lettered))), without_empty_lines(lettered));
}

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

const std::vector<Case> outlook = {
    {"AllHeadersOnOneLine", R"(A|Yes, please.

Q|From: Jane Smith [mailto:jane@smith-family.example] Sent: 03 March 2026 10:12 To: Clerk Subject: RE: Drains

Q|Can we go ahead?)"},
    {"HeadersRunTogetherAndWrapped", R"(A|Yes, please.

Q|From: Jane Smith [mailto:jane@smith-family.example] Sent: 03 March 2026
Q|10:12 To: Clerk; Deputy Clerk Cc: Robert Jones
Q|Subject: RE: Drains

Q|Can we go ahead?)"},
    {"TwoHeadersOnALine", R"(A|Yes, please.

Q|From: Jane Smith  Sent: Tuesday, March 3, 2026 10:12 AM
Q|To: Clerk  Cc: Robert Jones
Q|Subject: RE: Drains

Q|Can we go ahead?)"},
    {"OnBehalfOf", R"(A|Yes, please.

Q|From: planning-list@county.example [mailto:planning-list@county.example] On Behalf Of Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"WithImportanceAndAttachments", R"(A|Noted.

Q|From: Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Cc: Deputy Clerk
Q|Subject: Drains
Q|Attachments: drains.pdf; map.png
Q|Importance: High

Q|Can we go ahead?)"},
    {"SubjectWrappedBeforeTheOthers", R"(A|Noted.

Q|-----Original Message-----
Q|From: Jane Smith <jane@smith-family.example>
Q|Subject: The drains in Mill Lane and what the county council means to do about
Q|them
Q|Date: Tue, 3 Mar 2026 10:12:13 +0000
Q|To: clerk@eastmere-tc.gov.uk

Q|Can we go ahead?)"},
    {"MeetingRequest", R"(A|I shall come.

Q|-----Original Appointment-----
Q|From: Jane Smith
Q|Sent: 03 March 2026 10:12
Q|To: Clerk
Q|Subject: Site visit
Q|When: 10 March 2026 14:00-15:00 (UTC+00:00) Dublin, Edinburgh, Lisbon, London.
Q|Where: Mill Lane

Q|Bring boots.)"},
    {"MobileWithoutALine", R"(A|Fine by me.

S|Sent from Outlook for Android

Q|From: Jane Smith <jane@smith-family.example>
Q|Date: Tuesday, 3 March 2026 at 10:12
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains
Q|Can we go ahead?)"},
    {"NestedThreeDeep", R"(A|Let us do so.

S|Regards
S|Helen

Q|From: Robert Jones <robert.jones@eastmere-tc.gov.uk>
Q|Sent: 04 March 2026 09:00
Q|To: Clerk <clerk@eastmere-tc.gov.uk>
Q|Subject: RE: Drains

Q|I agree with Jane.

Q|From: Jane Smith <jane@smith-family.example>
Q|Sent: 03 March 2026 10:12
Q|To: Robert Jones <robert.jones@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?

Q|-----Original Message-----
Q|From: County Council [mailto:roads@county.example]
Q|Sent: 02 March 2026 16:00
Q|To: Jane Smith
Q|Subject: Drains

Q|It is for the parish.)"},
};

const std::vector<Case> phones = {
    {"Samsung", R"(A|OK

S|Sent from my Galaxy

Q|-------- Original message --------
Q|From: Jane Smith <jane@smith-family.example>
Q|Date: 03/03/2026 10:12 (GMT+00:00)
Q|To: clerk@eastmere-tc.gov.uk
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"BlackBerry", R"(A|OK
S|Sent from my BlackBerry(R) wireless device

Q|-----Original Message-----
Q|From: "Jane Smith" <jane@smith-family.example>
Q|Date: Tue, 3 Mar 2026 10:12:13 
Q|To: <clerk@eastmere-tc.gov.uk>
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"BlackBerryTen", R"(A|OK

Q|From: Jane Smith
Q|Sent: Tuesday, March 3, 2026 10:12 AM
Q|To: Clerk
Q|Reply To: Jane Smith
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"OldAndroid", R"(A|OK

Q|"Jane Smith" <jane@smith-family.example> wrote:

Q|>Can we go ahead?)"},
    {"Iphone", R"(A|OK

S|Sent from my iPhone

Q|> On 3 Mar 2026, at 10:12, Jane Smith <jane@smith-family.example> wrote:
Q|> 
Q|> Can we go ahead?)"},
    {"IphoneInBetween", R"(A|OK

S|Sent from my iPad

Q|On 3 Mar 2026, at 10:12, Jane Smith <jane@smith-family.example> wrote:

Q|Can we go ahead?)"},
};

const std::vector<Case> others = {
    {"Zimbra", R"(A|Yes.

Q|----- Original Message -----
Q|From: "Jane Smith" <jane@smith-family.example>
Q|To: "Clerk" <clerk@eastmere-tc.gov.uk>
Q|Sent: Tuesday, 3 March, 2026 10:12:13
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"ZimbraInline", R"(A|Yes.

Q|----- On 3 Mar, 2026, at 10:12, Jane Smith jane@smith-family.example wrote:

Q|> Can we go ahead?)"},
    {"WindowsLiveMail", R"(A|Yes.

Q|From: Jane Smith 
Q|Sent: Tuesday, March 03, 2026 10:12 AM
Q|To: clerk@eastmere-tc.gov.uk 
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"GroupWise", R"(A|Yes.

Q|>>> Jane Smith <jane@smith-family.example> 03/03/2026 10:12 AM >>>
Q|Can we go ahead?

Q|Jane)"},
    {"GroupWiseWithoutAnAddress", R"(A|Yes.

Q|>>> "Smith, Jane" 03/03/26 10:12 >>>
Q|Can we go ahead?)"},
    {"GroupWiseQuotedAgain", R"(A|Yes.

Q|On 03/03/2026 11:00, Robert Jones wrote:
Q|> No.
Q|> >>> Jane Smith <jane@smith-family.example> 03/03/2026 10:12 AM >>>
Q|> Can we go ahead?)"},
    {"LotusNotes", R"(A|Yes.



Q|From:	Jane Smith/EASTMERE
Q|To:	Clerk/EASTMERE@EASTMERE
Q|Date:	03/03/2026 10:12
Q|Subject:	Drains


Q|Can we go ahead?)"},
    {"LotusNotesWithSentBy", R"(A|Yes.

Q|From:	Jane Smith <jane@smith-family.example>
Q|To:	clerk@eastmere-tc.gov.uk, 
Q|Cc:	deputy@eastmere-tc.gov.uk
Q|Date:	03/03/2026 10:12
Q|Subject:	Drains
Q|Sent by:	robert@smith-family.example

Q|Can we go ahead?)"},
    {"LotusNotesPleaseRespondTo", R"(A|Yes.




Q|Jane Smith <jane@smith-family.example> on 03/03/2026 10:12:13 AM
Q|Please respond to jane@smith-family.example
Q|To: Clerk/EASTMERE@EASTMERE
Q|cc:  
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"CcMail", R"(A|Yes.

Q|____________________Reply Separator____________________
Q|Subject:    Drains
Q|Author: Jane Smith <jane@smith-family.example>
Q|Date:       03/03/2026 10:12 AM

Q|Can we go ahead?)"},
    {"RecipientsFirst", R"(A|Yes.

Q|To: clerk@eastmere-tc.gov.uk
Q|cc: 
Q|Date: 03/03/2026 10:12 AM
Q|From: jane@smith-family.example
Q|Subject: Drains

Q|Can we go ahead?)"},
    {"Eudora", R"(Q|At 10:12 03/03/2026 +0000, Jane Smith wrote:
Q|>Can we go ahead?

A|Yes.)"},
    {"Roundcube", R"(Q|Jane Smith wrote on 03/03/2026 10:12:
Q|> Can we go ahead?

A|Yes.)"},
    {"TheBat", R"(A|Hello Jane,

Q|Tuesday, March 3, 2026, 10:12:13 AM, you wrote:
Q|> Can we go ahead?

A|Yes.)"},
    {"GmailOfAGroup", R"(A|Yes.

Q|On Tue, 3 Mar 2026 at 10:12, 'Jane Smith' via Eastmere Residents <
Q|residents@groups.example> wrote:

Q|> Can we go ahead?)"},
    {"GmailInAmericanEnglish", R"(A|Yes.

Q|On Tue, Mar 3, 2026 at 10:12 AM Jane Smith <jane@smith-family.example>
Q|wrote:

Q|> Can we go ahead?)"},
    {"IsoDate", R"(A|Yes.

Q|On 2026-03-03 10:12, Jane Smith wrote:

Q|> Can we go ahead?)"},
    {"IsoDateWithoutAVerb", R"(A|Yes.

Q|2026-03-03 10:12 GMT+00:00 Jane Smith <jane@smith-family.example>:

Q|> Can we go ahead?)"},
    {"AddressInMailtoBrackets", R"(A|Yes.

Q|On 3 Mar 2026, at 10:12, Jane Smith [mailto:jane@smith-family.example] wrote:

Q|Can we go ahead?)"},
    {"ThunderbirdForwardOfAForward", R"(A|See below.

Q|-------- Forwarded Message --------
Q|Subject: 	Fwd: Drains
Q|Date: 	Tue, 3 Mar 2026 10:12:13 +0000
Q|From: 	Robert Jones <robert.jones@eastmere-tc.gov.uk>
Q|To: 	clerk@eastmere-tc.gov.uk

Q|One for you.

Q|---------- Forwarded message ---------
Q|From: Jane Smith <jane@smith-family.example>
Q|Date: Mon, 2 Mar 2026 at 10:12
Q|Subject: Drains
Q|To: <robert.jones@eastmere-tc.gov.uk>

Q|The drains are blocked.)"},
    {"FromWithoutAVerb", R"(A|Yes.

Q|Tuesday, 3 March 2026, 10:12 AM +0000 from Jane Smith <jane@smith-family.example>:

Q|Can we go ahead?)"},
    {"SmallLettersAndABareAddress", R"(A|Yes.

Q|On Tue, Mar 3, 2026 4:40 PM, jane smith jane@smith-family.example
Q|wrote:

Q|Can we go ahead?)"},
    {"TimeWithADotAndNoVerb", R"(A|Yes.

Q|03.03.2026, 10.12, "Jane Smith" <jane@smith-family.example>:

Q|Can we go ahead?)"},
    {"DateNameAndAddressAlone", R"(A|Yes.

Q|2026/3/3 Jane Smith <jane@smith-family.example>
Q|> Can we go ahead?)"},
    {"WroteWithoutAColon", R"(A|Yes.

Q|On Tue, 3 Mar 2026 10:12:13 +0000 Jane Smith <jane@smith-family.example> wrote

Q|Can we go ahead?)"},
    {"LotusNotesWithSentByBelowTheName", R"(A|Yes.


Q|	Jane Smith
Q|	Sent by: Robert Jones
Q|	03/03/2026 10:12 AM

Q|		 To: Clerk/EASTMERE@EASTMERE
Q|		 cc: 
Q|		 Subject: Drains

Q|Can we go ahead?)"},
    {"EmptyMarkedLines", R"(Q|> One?
Q|>
Q|> Two?
Q|>
A|Yes to both.)"},
    {"LinesWrappedAgainOnTheWay", R"(A|Yes.

Q|On 03/03/2026 10:12, Jane Smith wrote:
Q|>> > The drains in Mill Lane are blocked again and the residents ask whether the
Q|county
Q|>> > council will come.
Q|>> >
Q|>> > And when.)"},
};

INSTANTIATE_TEST_SUITE_P(Outlook, MailOfAClient, testing::ValuesIn(outlook), name_of);
INSTANTIATE_TEST_SUITE_P(Phones, MailOfAClient, testing::ValuesIn(phones), name_of);
INSTANTIATE_TEST_SUITE_P(Others, MailOfAClient, testing::ValuesIn(others), name_of);

}  // namespace
}  // namespace candour::mail
