// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

constexpr std::string_view rule = "one-group-advice";

constexpr std::string_view two_of_labour =
    "To: aisha.khan@eastmere-tc.gov.uk, peter.hartley-cole@eastmere-tc.gov.uk\n";

std::string mail(std::string_view recipients, std::string_view subject, std::string_view text,
                 std::string_view more_headers = {}) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n" + std::string(recipients) +
         "Subject: " + std::string(subject) + "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n" +
         std::string(more_headers) + "\n" + std::string(text) +
         "\n\nKind regards,\nHelen Ward\nTown Clerk\n";
}

bool is_found(const std::string& raw) {
  return !Letter(raw).judged_by(rule).findings.empty();
}

TEST(OneGroupAdvice, IsABriefingToTwoOfOneGroup) {
  const Letter letter(mail(two_of_labour, "Briefing: car park charges", "Dear both, see below."));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.title, "Advice to the Labour group alone");
  EXPECT_EQ(finding.evidence.at(0).text, "Briefing");
  EXPECT_EQ(finding.evidence.at(1).where, "header To");
  ASSERT_EQ(finding.fixes.size(), 1u);
  EXPECT_EQ(finding.fixes.at(0).kind, FixKind::edit_text);
  EXPECT_NE(finding.fixes.at(0).text.find("Conservative"), std::string::npos);
}

struct Case {
  std::string_view what, recipients;
  bool found;
};
std::ostream& operator<<(std::ostream& out, const Case& each) {
  return out << each.what;
}

class Recipients : public testing::TestWithParam<Case> {};

TEST_P(Recipients, AreOneGroupOrNot) {
  EXPECT_EQ(is_found(mail(GetParam().recipients, "Briefing note: car park", "See below.")),
            GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Groups, Recipients,
    testing::Values(
        Case{"two of one", two_of_labour, true},
        Case{"the group's list", "To: labour.group@eastmere-tc.gov.uk\n", true},
        Case{"one blind", "To: aisha.khan@eastmere-tc.gov.uk\nBcc: susan@brown-family.example\n",
             true},
        Case{"two and an officer",
             "To: aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk\n"
             "Cc: deputy.clerk@eastmere-tc.gov.uk\n",
             true},
        Case{"two and an independent",
             "To: aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk,\n"
             " jane.smith@eastmere-tc.gov.uk\n",
             true},
        Case{"one alone", "To: aisha.khan@eastmere-tc.gov.uk\n", false},
        Case{"one and an independent",
             "To: aisha.khan@eastmere-tc.gov.uk, jane.smith@eastmere-tc.gov.uk\n", false},
        Case{"two groups",
             "To: aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk,\n"
             " david.brown@eastmere-tc.gov.uk\n",
             false},
        Case{"one of another in blind copy",
             "To: aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk\n"
             "Bcc: david.brown@eastmere-tc.gov.uk\n",
             false},
        Case{"chair and vice-chair",
             "To: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk\n", false},
        Case{"all members", "To: councillors@eastmere-tc.gov.uk\n", false}));

people::Roster roster_of(std::string_view rows) {
  const auto read = people::read_roster(
      "name,role,emails,group,committees,term_start,term_end\n" + std::string(rows), "roster.csv");
  if (!read) throw std::invalid_argument(read.error().detail);
  return people::Roster(read->people, read->lists, {"eastmere-tc.gov.uk"});
}

bool is_found_at(const people::Roster& roster, std::string_view recipients) {
  const auto raw = mail(recipients, "Briefing note: car park", "See below.");
  return !Letter(raw, {}, {}, roster).judged_by(rule).findings.empty();
}

TEST(OneGroupAdvice, IsNothingForTheChairAndViceChairOfOneGroup) {
  const auto roster = roster_of(
      "Ann Lee,chair,ann@x.example,Labour,,,\nBob Day,vice-chair,bob@x.example,Labour,,,\n"
      "Cat Orr,councillor,cat@x.example,Labour,,,\nDan Fox,councillor,dan@x.example,Green,,,\n");
  EXPECT_FALSE(is_found_at(roster, "To: ann@x.example, bob@x.example\n"));
  EXPECT_TRUE(is_found_at(roster, "To: ann@x.example, cat@x.example\n"));
}

TEST(OneGroupAdvice, IsNothingForAWholeCommitteeOfOneGroup) {
  const auto roster = roster_of(
      "Ann Lee,councillor,ann@x.example,Labour,Events,,\n"
      "Bob Day,councillor,bob@x.example,Labour,Events,,\n"
      "Cat Orr,councillor,,Labour,Events,,\nDan Fox,councillor,dan@x.example,Green,,,\n"
      "Eve Roe,councillor,eve@x.example,Labour,,,\n");
  EXPECT_FALSE(is_found_at(roster, "To: ann@x.example, bob@x.example\n"));
  EXPECT_TRUE(is_found_at(roster, "To: ann@x.example, eve@x.example\n"));
}

class NoGroup : public testing::TestWithParam<std::string_view> {};

TEST_P(NoGroup, GetsAdviceWithoutAFinding) {
  const std::string group(GetParam());
  const auto roster = roster_of("Ann Lee,councillor,ann@x.example," + group +
                                ",,,\nBob Day,councillor,bob@x.example," + group +
                                ",,,\nCat Orr,councillor,cat@x.example,Labour,,,\n"
                                "Dan Fox,councillor,dan@x.example,Green,,,\n");
  EXPECT_FALSE(is_found_at(roster, "To: ann@x.example, bob@x.example\n"));
}

INSTANTIATE_TEST_SUITE_P(Independents, NoGroup,
                         testing::Values("", "Independent", "Ind", "Ind.", "Independents",
                                         "Independent Group", "Annibynnol", "Non-aligned",
                                         "non aligned", "No group", "Ungrouped", "None", "-", "N/A",
                                         "No party", "Unaffiliated"));

struct Words {
  std::string_view subject, text;
  bool found;
};
std::ostream& operator<<(std::ostream& out, const Words& each) {
  return out << each.subject << ": " << each.text;
}

class GivesAdvice : public testing::TestWithParam<Words> {};

TEST_P(GivesAdvice, OrIsOrdinaryCorrespondence) {
  EXPECT_EQ(is_found(mail(two_of_labour, GetParam().subject, GetParam().text)), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Advice, GivesAdvice,
    testing::Values(
        Words{"Report on the car park", "See below.", true},
        Words{"Legal advice on the lease", "See below.", true},
        Words{"FW: Play area report", "For your meeting.", true},
        Words{"Car park", "Dear both, here is the briefing you asked for.", true},
        Words{"Car park", "I have put together a short report on the charges.", true},
        Words{"Car park", "My advice is that the lease should be renewed.", true},
        Words{"Car park", "The briefing note is attached.", true},
        Words{"Car park", "I would advise against a second survey.", true},
        Words{"Car park", "Dear both, here's the note on the lease you asked for.", true},
        Words{"Your motion", "Some advice on the wording: leave out the last line.", true},
        Words{"Car park", "You asked for advice on the lease: it runs to 2031.", true}));

INSTANTIATE_TEST_SUITE_P(
    Ordinary, GivesAdvice,
    testing::Values(Words{"Ward surgery", "The hall is yours from ten on Saturday.", false},
                    Words{"Meeting on Tuesday", "We start at seven in the small room.", false},
                    Words{"Thank you", "Thank you for the report you sent me.", false},
                    Words{"Briefing session", "It is at 6 pm in the Guildhall.", false},
                    Words{"Re: Report on the car park", "Thanks, both.", false},
                    Words{"Car park", "Could you let me have your report by Friday?", false},
                    Words{"Car park", "The briefing you asked for will follow next week.", false},
                    Words{"Car park", "I shall report back after the meeting.", false},
                    Words{"Lights out", "A fault report has gone to the county.", false},
                    Words{"Advice surgery", "The poster is attached.", false},
                    Words{"Car park", "Would you like my advice on this?", false}));

class OthersTold : public testing::TestWithParam<Words> {};

TEST_P(OthersTold, CuresOrDoesNot) {
  EXPECT_EQ(is_found(mail(two_of_labour, GetParam().subject, GetParam().text)), GetParam().found);
}

constexpr std::string_view note = "Briefing note: car park";

INSTANTIATE_TEST_SUITE_P(
    Breadth, OthersTold,
    testing::Values(
        Words{note, "The same briefing has gone to the Conservative group.", false},
        Words{note, "The Conservatives have had the same note.", false},
        Words{note, "The other groups have this too.", false},
        Words{note, "The other groups had it yesterday.", false},
        Words{note, "I have sent the same to David and the other Conservatives.", false},
        Words{note, "I have told the other group what is in it.", false},
        Words{note, "All groups are getting this today.", false},
        Words{note, "Every group has been given the same advice.", false},
        Words{note, "Each group leader has had a copy.", false},
        Words{note, "This goes to all groups.", false},
        Words{note, "An identical note went to the Conservative group this morning.", false},
        Words{note, "I gave the Conservatives the same advice on Monday.", false},
        Words{note, "The Conservative group has been told the same.", false},
        Words{note, "The other side has been told.", false},
        Words{note, "I've let the Conservative group know.", false},
        Words{note, "I have informed the other groups of my advice.", false},
        Words{note, "The other political groups have been sent the same paper.", false},
        Words{note, "Copies have gone to the other groups.", false},
        Words{note, "The Conservatives were briefed on Friday.", false},
        Words{note, "I briefed the Conservative group in the same terms last week.", false},
        Words{note, "The Tories had theirs yesterday.", false},
        Words{note, "I am sending this to each group separately, so that everyone has the same.",
              false},
        Words{note, "The Conservative councillors have received this separately.", false},
        Words{note, "I have written to the Conservative members in the same words.", false},
        Words{note, "All twelve members will find the same note in their inboxes.", false},
        Words{note, "Every councillor has had this, group by group.", false},
        Words{note, "This has been sent to all councillors, one group at a time.", false},
        Words{note, "The same message has just gone to the Conservatives and to Cllr Smith.",
              false},
        Words{note, "You are the last group to get it.", false},
        Words{note, "The other groups got this before you did.", false},
        Words{note, "I have already been through it with the Conservative group.", false},
        Words{note, "The Conservative group asked first and has had the same answer.", false},
        Words{note, "As I told the Conservative group on Tuesday:", false},
        Words{note, "Both groups have now had my advice.", false},
        Words{note, "I have put the same to both groups.", false},
        Words{note, "The opposite group has it as well.", false},
        Words{note, "The leader of the Conservative group has been informed that you have this.",
              false},
        Words{note, "Conservatives: informed.", false},
        Words{note, "I've made sure the Conservatives know you asked and what I said.", false}));

INSTANTIATE_TEST_SUITE_P(
    BreadthNotTold, OthersTold,
    testing::Values(Words{note, "I will tell the other groups in due course.", true},
                    Words{note, "I shall send it to the Conservatives tomorrow.", true},
                    Words{note, "Please don't pass it to the Conservatives.", true},
                    Words{note, "The Conservatives have not seen this.", true},
                    Words{note, "The other groups have their own views.", true},
                    Words{note, "The Conservative group will be cross.", true},
                    Words{note, "The Conservatives have asked for something else.", true},
                    Words{note, "Should I tell the other groups?", true},
                    Words{note, "The other groups need not know yet.", true},
                    Words{note, "I have told nobody else.", true},
                    Words{note, "The Conservatives had the majority until 2023.", true},
                    Words{note, "The Conservative group meets on Monday.", true},
                    Words{note, "You may tell the other groups if you wish.", true},
                    Words{note, "The other groups have been told nothing.", true},
                    Words{note, "I haven't told the other groups.", true},
                    Words{note, "The other groups will hear on the night.", true}));

INSTANTIATE_TEST_SUITE_P(
    Told, OthersTold,
    testing::Values(Words{note, "The other groups have been told.", false},
                    Words{note, "The other groups have had the same note.", false},
                    Words{note, "I have sent the same to the other group leaders.", false},
                    Words{note, "I've let the other groups know.", false},
                    Words{note, "I am sending this to the other groups too.", false},
                    Words{note, "The same briefing has gone to all groups.", false},
                    Words{note, "The Conservative group has been sent a copy.", false},
                    Words{note, "The Conservatives have had this too.", false},
                    Words{note, "Councillor Jones's group had it on Monday.", false},
                    Words{note, "A copy was sent to the leaders of the other groups.", false},
                    Words{note, "All group leaders are aware that I've given you this.", false},
                    Words{note, "The other groups were told on Friday, and can ask for a copy.",
                          false}));

INSTANTIATE_TEST_SUITE_P(
    NotTold, OthersTold,
    testing::Values(Words{note, "I will tell the other groups next week.", true},
                    Words{note, "The other groups will be told.", true},
                    Words{note, "I'll send the other groups the same.", true},
                    Words{note, "The other groups have not been told.", true},
                    Words{note, "I have not told the other groups.", true},
                    Words{note, "The other groups should be told.", true},
                    Words{note, "Have the other groups been told?", true},
                    Words{note, "Let me know before I tell the other groups.", true},
                    Words{note, "No other group has seen this.", true},
                    Words{note, "The other groups have been promised the same.", true},
                    Words{note, "The Labour group has been sent a copy.", true},
                    Words{note, "The working groups have had this.", true}));

TEST(OneGroupAdvice, AsksThatEachOtherGroupBeToldOf) {
  const auto roster = roster_of(
      "Ann Lee,councillor,ann@x.example,Labour,,,\nBob Day,councillor,bob@x.example,Labour,,,\n"
      "Cat Orr,councillor,cat@x.example,Liberal Democrat,,,\n"
      "Dan Fox,councillor,dan@x.example,Green,,,\n");
  const auto found = [&](std::string_view text) {
    return !Letter(mail("To: ann@x.example, bob@x.example\n", note, text), {}, {}, roster)
                .judged_by(rule)
                .findings.empty();
  };
  EXPECT_TRUE(found("The Lib Dems have had this too."));
  EXPECT_FALSE(found("The Lib Dems and the Greens have had this too."));
  EXPECT_FALSE(found("The Lib Dems have had this too. A copy has gone to the Green group."));
}

TEST(OneGroupAdvice, AsksTheCureOfTheAuthoredText) {
  EXPECT_TRUE(is_found(mail(two_of_labour, note,
                            "See below.\n\nOn Friday Aisha Khan wrote:\n"
                            "> The other groups have been told.\n")));
}

TEST(OneGroupAdvice, IsAnOfficersAlone) {
  auto raw = mail(two_of_labour, note, "See below.");
  raw.replace(raw.find("clerk@eastmere"), 5, "david.brown");
  EXPECT_FALSE(is_found(raw));
}

}  // namespace
}  // namespace candour::rules
