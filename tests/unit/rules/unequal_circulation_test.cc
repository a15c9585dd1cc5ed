// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

constexpr std::string_view rule = "unequal-circulation";

// Eastmere's Planning Committee but for Cllr Green, who is its sixth member.
constexpr std::string_view most_of_planning =
    "To: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk,\n"
    " aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk,\n"
    " sian.omalley@eastmere-tc.gov.uk\n";
constexpr std::string_view all_of_planning =
    "To: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk,\n"
    " aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk,\n"
    " sian.omalley@eastmere-tc.gov.uk, m.green@mailhome.example\n";

std::string mail(std::string_view recipients, std::string_view subject, std::string_view text,
                 std::string_view file = {}, std::string_view file_text = "1. Apologies\n") {
  std::string raw = "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n" + std::string(recipients) +
                    "Subject: " + std::string(subject) +
                    "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
                    "Content-Type: multipart/mixed; boundary=b\n\n"
                    "--b\nContent-Type: text/plain; charset=utf-8\n\nDear all,\n\n" +
                    std::string(text) + "\n\nKind regards,\nHelen Ward\nTown Clerk\n\n";
  if (!file.empty())
    raw += "--b\nContent-Type: text/plain; charset=utf-8; name=\"" + std::string(file) +
           "\"\nContent-Disposition: attachment; filename=\"" + std::string(file) + "\"\n\n" +
           std::string(file_text) + "\n";
  return raw + "--b--\n";
}

std::string missing(const std::string& raw, Envelope envelope = {}) {
  return base::join(Letter(raw, std::move(envelope)).people(rule), ", ");
}

TEST(UnequalCirculation, IsAnAgendaThatOneMemberOfTheCommitteeDoesNotGet) {
  const Letter letter(
      mail(most_of_planning, "Planning Committee agenda, 27 July", "The agenda is attached."));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.people, std::vector<std::string>{"Margaret Green"});
  EXPECT_EQ(finding.title,
            "Councillor Margaret Green does not get papers of the Planning Committee");
  EXPECT_EQ(finding.evidence.at(0).where, "subject");
  EXPECT_EQ(finding.evidence.at(0).text, "agenda");
  ASSERT_EQ(finding.fixes.size(), 1u);
  EXPECT_EQ(finding.fixes.at(0).kind, FixKind::add_recipient);
  EXPECT_EQ(finding.fixes.at(0).text, "margaret.green@eastmere-tc.gov.uk");
}

TEST(UnequalCirculation, IsMendedByItsFix) {
  const auto agenda = [](std::string_view cc) {
    return mail(std::string(most_of_planning) + std::string(cc), "Planning agenda", "Attached.");
  };
  EXPECT_EQ(missing(agenda("")), "Margaret Green");
  EXPECT_EQ(missing(agenda("Cc: margaret.green@eastmere-tc.gov.uk\n")), "");
}

struct Case {
  std::string_view what, subject, text, file, file_text, missing;
};
std::ostream& operator<<(std::ostream& out, const Case& each) {
  return out << each.what;
}

class SentToMostOfPlanning : public testing::TestWithParam<Case> {};

TEST_P(SentToMostOfPlanning, MissesWhomItShould) {
  const auto& each = GetParam();
  EXPECT_EQ(missing(mail(most_of_planning, each.subject, each.text, each.file, each.file_text)),
            each.missing);
}

constexpr std::string_view green = "Margaret Green";

INSTANTIATE_TEST_SUITE_P(
    Papers, SentToMostOfPlanning,
    testing::Values(
        Case{"agenda by subject", "Planning - agenda", "Attached.", "", "", green},
        Case{"minutes by subject", "Draft minutes, Planning 13 July", "For checking.", "", "",
             green},
        Case{"report by subject", "Report to the Planning Committee", "Below.", "", "", green},
        Case{"papers by subject", "Planning papers", "Attached.", "", "", green},
        Case{"forwarded", "Fwd: Planning Committee agenda", "As promised.", "", "", green},
        Case{"by file name", "Monday", "See attached.", "Planning_agenda_27-07.txt", "x", green},
        Case{"by a file's head", "Monday", "See attached.", "scan0012.txt",
             "EASTMERE TOWN COUNCIL\nPlanning Committee\nAGENDA\n", green},
        Case{"in an answer, by file", "Re: Planning Committee agenda", "Here again.",
             "Planning agenda.txt", "x", green}));

INSTANTIATE_TEST_SUITE_P(
    NoPapers, SentToMostOfPlanning,
    testing::Values(
        Case{"a site visit", "Planning site visit on Thursday", "We meet at the gate at 4.", "", "",
             ""},
        Case{"an answer", "Re: Planning Committee agenda", "Item 6 is the bus shelter.", "", "",
             ""},
        Case{"items wanted", "Planning agenda items please", "By Friday.", "", "", ""},
        Case{"agenda to come", "Planning agenda to follow", "The printer broke.", "", "", ""},
        Case{"agenda deadline", "Deadline for Planning Committee reports", "Friday.", "", "", ""},
        Case{"two minutes", "Two minutes' silence on Sunday", "Please gather at 10.50.", "", "",
             ""},
        Case{"to report", "How to report fly-tipping", "Use the county's form.", "", "", ""},
        Case{"a fault report", "Fault report: car park lights", "The lights are out.", "", "", ""},
        Case{"a question", "Did you get the Planning minutes?", "Let me know.", "", "", ""},
        Case{"another file", "Judging on Saturday", "The three of you and two more.",
             "score sheet.txt", "Garden, marks out of ten\n", ""}));

INSTANTIATE_TEST_SUITE_P(
    Bodies, SentToMostOfPlanning,
    testing::Values(Case{"named in the text", "Agenda for 27 July",
                         "I attach the agenda for next week's Planning Committee.", "", "", green},
                    Case{"named by the file", "Agenda for 27 July", "Attached.",
                         "Planning 27 July.txt", "x", green},
                    Case{"full council", "Full Council agenda", "Attached.", "", "",
                         "David Brown, Peter Hartley-Cole, Margaret Green"},
                    Case{"Town Council meeting", "Agenda: Town Council meeting, 27 July",
                         "Attached.", "", "", "David Brown, Peter Hartley-Cole, Margaret Green"},
                    Case{"the council's name", "Eastmere Town Council: agenda", "Attached.", "", "",
                         "David Brown, Peter Hartley-Cole, Margaret Green"},
                    Case{"the committee over the letterhead",
                         "Eastmere Town Council - Planning agenda", "Attached.", "", "", green},
                    Case{"nothing named", "Agenda for Monday", "Attached.", "", "", green},
                    Case{"Welsh", "Agenda Pwyllgor Cynllunio", "Ynghlwm.", "", "", green},
                    Case{"a body that is less than half served", "Staffing Committee agenda",
                         "Attached.", "", "", "David Brown, Peter Hartley-Cole"},
                    Case{"another council's committee",
                         "Wessex District Council Planning Committee agenda", "For information.",
                         "", "", ""},
                    Case{"a body unknown to the roster",
                         "Agenda: Neighbourhood Plan Steering Group", "Attached.", "", "", ""},
                    Case{"an electors' meeting", "Annual Town Meeting minutes", "For information.",
                         "", "", ""}));

INSTANTIATE_TEST_SUITE_P(
    DeclaredInterest, SentToMostOfPlanning,
    testing::Values(
        Case{"said", "Planning report",
             "Cllr Green has declared an interest in the Mill Lane site and has not been sent "
             "this.",
             "", "", ""},
        Case{"in two sentences", "Planning report",
             "Cllr Green declared an interest at the last meeting. I have therefore left her off.",
             "", "", ""},
        Case{"in brackets", "Planning report", "Not sent to Cllr Green (DPI).", "", "", ""},
        Case{"all but", "Planning report",
             "To all members bar Cllr Green, who has a prejudicial interest.", "", "", ""},
        Case{"by forename", "Planning report",
             "Margaret has a pecuniary interest here so I've left her out.", "", "", ""},
        Case{"in Welsh", "Agenda Cynllunio",
             "Mae Cyng. Green wedi datgan buddiant, felly heb ei gynnwys.", "", "", ""},
        Case{"an interested party", "Planning report",
             "Margaret Green is omitted, as she is an interested party.", "", "", ""},
        Case{"on holiday", "Planning report", "Cllr Green is away, so I have left her off.", "", "",
             green},
        Case{"interest alone", "Planning report",
             "Cllr Green declared an interest in item 4 at the last meeting.", "", "", green},
        Case{"left out alone", "Planning report", "I have left Cllr Green out of this.", "", "",
             green},
        Case{"another's", "Planning report",
             "Cllr Brown-Smith has declared an interest and is left out.", "", "", green},
        Case{"if declared", "Planning report",
             "If Cllr Green has an interest, I shall leave her out next time.", "", "", green},
        Case{"no interest", "Planning report",
             "Cllr Green has no interest in this and was not in the list.", "", "", green}));

INSTANTIATE_TEST_SUITE_P(
    Writers, SentToMostOfPlanning,
    testing::Values(Case{"report by", "Planning report",
                         "Attached is the site report by Cllr Green.", "", "", ""},
                    Case{"her report", "Planning: Cllr Green's report", "Attached.", "", "", ""},
                    Case{"has written", "Planning report",
                         "Councillor Green has kindly written this up for us.", "", "", ""},
                    Case{"head of the file", "Planning report", "Attached.", "report.txt",
                         "Report of the site visit\nAuthor: Cllr Margaret Green\n", ""},
                    Case{"a report about her", "Planning report",
                         "Cllr Green was at the site when it was measured.", "", "", green}));

INSTANTIATE_TEST_SUITE_P(
    OnPaper, SentToMostOfPlanning,
    testing::Values(
        Case{"by hand", "Planning agenda", "Cllr Green has had hers by hand.", "", "", ""},
        Case{"paper copy", "Planning agenda", "A paper copy has gone to Cllr Green.", "", "", ""},
        Case{"by forename", "Planning agenda", "Margaret has had hers in the post.", "", "", ""},
        Case{"paper copies for all", "Planning agenda", "Paper copies are on the side table.", "",
             "", green}));

TEST(UnequalCirculation, CountsBlindCopiesAndListsAsRecipients) {
  const auto agenda = mail("To: clerk@eastmere-tc.gov.uk\n", "Planning agenda", "CC all members");
  EXPECT_EQ(
      missing(agenda, support::envelope_to(
                          {"clerk@eastmere-tc.gov.uk", "jane.smith@eastmere-tc.gov.uk",
                           "robert.jones@eastmere-tc.gov.uk", "aisha.khan@eastmere-tc.gov.uk"})),
      "Susan Brown, Siân O'Malley, Margaret Green");
  EXPECT_EQ(missing(agenda, support::envelope_to({"planning@eastmere-tc.gov.uk"})), "");
}

TEST(UnequalCirculation, NeedsThreeCouncillorsAndHalfOfTheBody) {
  const std::string_view two =
      "To: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk\n";
  EXPECT_EQ(missing(mail(two, "Planning agenda", "Attached.")), "");
  const std::string_view three =
      "To: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk,\n"
      " aisha.khan@eastmere-tc.gov.uk\n";
  EXPECT_EQ(missing(mail(three, "Full council agenda", "Attached.")), "");
  EXPECT_EQ(missing(mail(three, "Planning agenda", "Attached.")),
            "Susan Brown, Siân O'Malley, Margaret Green");
}

TEST(UnequalCirculation, LooksAtMembersInOfficeAlone) {
  const auto before = [](std::string_view recipients) {
    auto raw = mail(recipients, "Planning agenda", "Attached.");
    raw.replace(raw.find("20 Jul 2026"), 11, "10 Nov 2025");
    raw.replace(raw.find("Mon,"), 4, "Mon,");
    return raw;
  };
  EXPECT_EQ(missing(before(all_of_planning)), "George Taylor");
  EXPECT_EQ(missing(mail(all_of_planning, "Planning agenda", "Attached.")), "");
}

TEST(UnequalCirculation, TakesTheActingClerkForServed) {
  auto raw = mail(most_of_planning, "Planning agenda", "Attached.");
  raw.replace(raw.find("clerk@"), 6, "acting.clerk@");
  raw.replace(raw.find("20 Jul 2026"), 11, "19 Jan 2026");
  EXPECT_EQ(missing(raw), "");
}

TEST(UnequalCirculation, IsNothingAboutWhoHasNoAddressInTheRoster) {
  const auto read = people::read_roster(
      "name,role,emails,group,committees,term_start,term_end\n"
      "Ann Lee,councillor,ann@x.example,,,,\nBob Day,councillor,bob@x.example,,,,\n"
      "Cat Orr,councillor,cat@x.example,,,,\nDan Fox,councillor,,,,,\n"
      "Eve Roe,councillor,eve@x.example,,,,\n",
      "roster.csv");
  ASSERT_TRUE(read);
  const people::Roster roster(read->people, read->lists, {"eastmere-tc.gov.uk"});
  const auto agenda =
      mail("To: ann@x.example, bob@x.example, cat@x.example\n", "Full council agenda", "Attached.");
  EXPECT_EQ(Letter(agenda, {}, {}, roster).people(rule), std::vector<std::string>{"Eve Roe"});
}

TEST(UnequalCirculation, IsAnOfficersMailAlone) {
  auto raw = mail(most_of_planning, "Planning agenda", "Attached.");
  raw.replace(raw.find("clerk@eastmere"), 5, "david.brown");
  EXPECT_EQ(missing(raw), "");
}

TEST(UnequalCirculation, AsksTheCureOfTheTextAndOfTheHtml) {
  const std::string raw =
      "From: clerk@eastmere-tc.gov.uk\n" + std::string(most_of_planning) +
      "Subject: Planning report\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
      "Content-Type: multipart/alternative; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nCllr Green has an interest and is left out.\n"
      "--b\nContent-Type: text/html\n\n<p>The report is below.</p>\n--b--\n";
  EXPECT_EQ(missing(raw), "Margaret Green");
}

TEST(UnequalCirculation, LeavesToOneGroupAdviceWhatGoesToOneGroup) {
  const std::string_view labour =
      "To: aisha.khan@eastmere-tc.gov.uk, susan.brown@eastmere-tc.gov.uk,\n"
      " margaret.green@eastmere-tc.gov.uk\n";
  EXPECT_EQ(missing(mail(labour, "Report on the car park", "Attached.")), "");
  EXPECT_EQ(missing(mail(labour, "Planning Committee report", "Attached.")),
            "Jane Smith, Robert Jones, Siân O'Malley");
}

}  // namespace
}  // namespace candour::rules
