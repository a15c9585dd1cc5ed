// SPDX-License-Identifier: MPL-2.0
//
// Quotes that something broke on the way, or that tell little: marks lost by wrapping, links set
// over several lines, headers of two lines. Beside each form stands what only looks like it.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string lettered;
};

class BrokenQuote : public testing::TestWithParam<Case> {};

TEST_P(BrokenQuote, IsDividedAsItsReaderWould) {
  const auto& lettered = GetParam().lettered;
  EXPECT_EQ(with_letters(divided(without_letters(lettered))), without_empty_lines(lettered));
}

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

const std::vector<Case> introductions = {
    {"SentInsteadOfWrote", R"(A|Yes.

Q|On 3-Mar-2026, at 6:54 PM, Jane Smith <jane@smith-family.example> sent:

Q|>
Q|> Can we go ahead?)"},
    {"SentAboveNoMarks", R"(A|On 3 March 2026 at 10:12 Jane Smith <jane@smith-family.example> sent:

A|the plans of the hall. The Council will pay her invoice.)"},
    {"SentInASentence", R"(A|This is what Cllr Smith sent:

Q|> Can we go ahead?)"},
    {"AddressWrappedBeforeItsBracket", R"(A|Yes.

Q|On Tue, Mar 3, 2026 at 10:12 AM, Jane Smith <jane.smith@smith-family.example
Q|> wrote:

Q|> Can we go ahead?)"},
    {"AddressWrappedBeforeItsBracketWithinAQuote", R"(A|Yes.

Q|On 03/03/2026 11:12, Robert Jones wrote:
Q|> No.
Q|> On Tue, Mar 3, 2026 at 10:12 AM, Jane Smith <jane.smith@smith-family.example
Q|>> wrote:
Q|>> Can we go ahead?)"},
    {"BracketOfALinkAboveAQuote",
     R"(A|On 3 March 2026 I found this <https://smith-family.example/drains

Q|> wrote to him: the drains)"},
    {"AddressAsALinkOverLinesOfItsOwn", R"(A|Yes.

Q|On Tue, Mar 3, 2026 at 10:12 AM Jane Smith

Q|<
Q|mailto:Jane Smith <jane@smith-family.example>
Q|> wrote:

Q|Can we go ahead?

Q|And when?)"},
    {"HourOnALineOfItsOwn", R"(A|Yes.

Q|On Mar 3, 2026,
Q|at 10:12,
Q|Jane Smith <jane@smith-family.example> wrote:

Q|> Can we go ahead?)"},
};

const std::vector<Case> headers = {
    {"FromAndTheDateOfAProgram", R"(A|See below.

Q|From: jane@smith-family.example
Q|Date: Tue, 03 Mar 2026 10:12:13 -0600

Q|Can we go ahead?)"},
    {"DateOfAProgramAndFrom", R"(A|See below.

Q|Date: Tue, 3 Mar 2026 10:12:13 +0000
Q|From: Jane Smith

Q|Can we go ahead?)"},
    {"DateOfAProgramAndTo", R"(A|See below.

Q|Date: Tue, 3 Mar 2026 10:12:13 +0000 (GMT)
Q|To: clerk@eastmere-tc.gov.uk

Q|Can we go ahead?)"},
    {"FromAndTheDateOfAProgramOnOneLine", R"(A|See below.

Q|From: jane@smith-family.example Date: Tue, 03 Mar 2026 10:12:13 -0600

Q|Can we go ahead?)"},
    {"InvitationWithADate", R"(A|Date: Tuesday, 3 March 2026 10:12
A|To: all councillors

A|The Staffing Committee will meet in the hall.)"},
    {"ComplaintWithADate", R"(A|From: Jane Smith
A|Date: Tue, 3 Mar 2026 10:12

A|It is about the drains again. The Council will mend them.)"},
    {"DateOfAProgramAlone", R"(A|The log says:
A|Date: Tue, 3 Mar 2026 10:12:13 +0000
A|and the Council will look into it.)"},
    {"RawMessageAttachedInline", R"(A|See below.

Q|--------- Inline attachment follows ---------

Q|From: </O=EASTMERE/OU=TC/CN=RECIPIENTS/CN=JSMITH>
Q|To: Clerk </O=EASTMERE/OU=TC/CN=RECIPIENTS/CN=CLERK>
Q|Date: Tuesday, March 3, 2026 10:12:13 GMT
Q|Subject: Drains

Q|Can we go ahead?)"},
};

const std::vector<Case> rests = {
    {"BracketedLinkWithAMarkBehind", R"(Q|> Post a response by replying to this email
Q|>
Q|(https://forum.example/c/YzOTYzMmE) >
Q|> Jane Smith. (https://forum.example/c/YzMmE)

A|Yes.)"},
    {"LinkClosedWithoutAMark", R"(Q|> View ticket (https://helpdesk.example/tickets/action
Q|_nonce=3dd518)
Q|>

A|Yes.)"},
    {"LinkAsAnAnswer", R"(Q|> Where is the agenda (https://eastmere-tc.gov.uk)
A|https://eastmere-tc.gov.uk/agenda
Q|> and the minutes)"},
    {"WordInBracketsAsAnAnswer",
     R"(Q|> Will you come to the meeting (see https://eastmere-tc.gov.uk/hall
A|(yes)
Q|> with the others)"},
    {"OpeningBracketOfAnAddress", R"(Q|> > > > On Tue, Mar 3, 2026 at 10:12 AM, Jane
Q|Smith <
Q|> > jane@smith-family.example>
Q|> > > > wrote:
Q|> > > > Can we go ahead?)"},
    {"LineOfDeepMarks", R"(Q|> > > > > The residents ask whether the council
Q|will come.
Q|> > > > > Jane)"},
    {"AnswerBelowAShortLine", R"(Q|> The residents ask whether the council and we
A|will come. We shall.
Q|> Jane)"},
    {"HeaderWrappedByARelay",
     R"(Q|>Received: from mail.smith-family.example by mx.eastmere.example; Tue, 3 Mar 2026 10:12:15
Q|-0500
Q|>To: The Clerk (E-mail) <clerk@eastmere-tc.gov.uk>, Robert Jones (E-mail)
Q|<robert.jones@eastmere-tc.gov.uk>,
Q|>Deputy Clerk (E-mail) <deputy@eastmere-tc.gov.uk>)"},
    {"RuleThatLostItsMark", R"(Q|> Regards
Q|> Jane
Q|>
Q|**********************************************************************
Q|> This e-mail is the property of Smith & Co.
Q|>
Q|**********************************************************************
Q|>)"},
    {"ParagraphBrokenByAnArchive",
     R"(Q|> The drains in Mill Lane are blocked again, and the residents ask whether the council
Q|would see to them before the next rain, since the last time the water stood in the church
Q|and in two of the houses.
Q|>
Q|> The county council says that it has nobody to send, but that the parish may hire one
Q|if it pays for him itself, and that it will then give back the half of what he took for
Q|the work.
Q|> Jane)"},
    {"ParagraphBrokenBehindAJoint",
     R"(Q|> The drains in Mill Lane are blocked again, both of those by the church and those of
Q|Mill Farm, and so the residents would rather have a man from the county come and see them
Q|before Easter.
Q|> Last year it was the same with the gutters, the gullies and the ditch of Hill Farm,
Q|All Saints and the school.

A|Yes.)"},
    {"ParagraphOfLettersWithAccents",
     R"(Q|> Mae’r cyngor wedi clywed bod y trigolion yn gofyn a fyddai’n trwsio’r ffosydd yn Lôn y
Q|Felin cyn y Pasg.
Q|> Siân)"},
    {"WordBelowDeepMarks", R"(Q|> > >> >> > The residents ask whether the council will come.
Q|Jane
Q|> > >> >> > says that it will.)"},
    {"AnswerBelowThreeMarks",
     R"(Q|>>> The residents ask whether the council will come to Mill Lane now.
A|Yes
Q|>>> Jane)"},
    {"LinkBrokenWithinItsQuery", R"(Q|>> https://eastmere-tc.gov.uk/minutes?committee=planning
Q|&year=2026&page=3
Q|>> has them all)"},
    {"AnswerOfSeveralLines",
     R"(Q|> The drains in Mill Lane are blocked again. Would the council please see to them now?
A|yes, we shall. The clerk has written to the county council, which will send somebody as
A|soon as it can.
Q|> Jane)"},
    {"AnswerAboveAnEmptyLine",
     R"(Q|> The drains in Mill Lane are blocked again, and the council should see to them now
A|and so it will, as soon as the county council has sent somebody, which it said that it
A|would do.

Q|> Jane)"},
    {"ShortAnswers",
     R"(Q|> Shall we go ahead with the drains in Mill Lane on the third of March then
A|Yes
Q|> or shall we wait until the county has been and looked at them for itself then
A|04/03/2026
Q|> and who will pay)"},
    {"EmptyMarkedLineBelowAnAnswer", R"(Q|> One?

A|Yes.

Q|>
Q|> Two?
Q|>

A|No.

Q|>

Q|> Three?)"},
    {"EmptyMarkedLineBelowAQuote", R"(Q|> One?

Q|>
A|Yes.)"},
    {"EmptyMarkedLinesOfManyDepths", R"(A|Yes.

Q|>>>
Q|>>
Q|>
Q|> Can we go ahead?)"},
    {"EmptyMarkedLineBetweenOwnWords", R"(A|The Council will pay your invoice
A|>
A|as soon as it comes.)"},
};

const std::vector<Case> colons = {
    {"HeaderAndTextMarkedWithColons", R"(A|Yes, please.

Q|: Date: Tue, 3 Mar 2026 10:12:13 +0200
Q|: From: Jane Smith <jane@smith-family.example>
Q|: To: clerk@eastmere-tc.gov.uk
Q|: Subject: Drains
Q|:
Q|: Can we go ahead?

A|Thank you.)"},
    {"TextMarkedWithColonsBelowAnIntroduction", R"(Q|On 03/03/2026 10:12, Jane Smith wrote:

Q|: Can we go ahead?
Q|:
Q|: The residents are waiting, and
Q|: so are we.

A|Yes, please.)"},
    {"TableOfColons", R"(A|The figures are these:

A|: hall      : 100
A|: drains    : 200
A|: allotment : 300
A|: cemetery  : 400
A|: church    : 500)"},
};

INSTANTIATE_TEST_SUITE_P(Introductions, BrokenQuote, testing::ValuesIn(introductions), name_of);
INSTANTIATE_TEST_SUITE_P(Headers, BrokenQuote, testing::ValuesIn(headers), name_of);
INSTANTIATE_TEST_SUITE_P(Rests, BrokenQuote, testing::ValuesIn(rests), name_of);
INSTANTIATE_TEST_SUITE_P(Colons, BrokenQuote, testing::ValuesIn(colons), name_of);

}  // namespace
}  // namespace candour::mail
