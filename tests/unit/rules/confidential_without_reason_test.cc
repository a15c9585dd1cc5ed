// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include <ostream>

#include "support/letter.h"

namespace candour::rules {

namespace {

using support::Letter;

constexpr const char* rule = "confidential-without-reason";

std::string to_councillor(std::string_view subject, std::string_view text) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n"
         "To: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n"
         "Date: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: " +
         std::string(subject) + "\nContent-Type: text/plain; charset=utf-8\n\n" +
         std::string(text) + "\n";
}

struct Reason {
  const char* text;
  bool given;
};
void PrintTo(const Reason& reason, std::ostream* out) {
  *out << reason.text;
}

class AReason : public testing::TestWithParam<Reason> {};
class HeldOutReason : public testing::TestWithParam<Reason> {};

bool raised_by(const char* subject, const char* text) {
  return !Letter(to_councillor(subject, text)).people(rule).empty();
}
bool raised(const char* text) {
  return raised_by("Confidential: depot", text);
}
TEST_P(AReason, CuresOrDoesNot) {
  EXPECT_NE(raised(GetParam().text), GetParam().given);
}
TEST_P(HeldOutReason, CuresOrDoesNot) {
  EXPECT_NE(raised(GetParam().text), GetParam().given);
}

constexpr bool given = true;
constexpr bool none = false;

const Reason reasons[] = {
    {"Please keep this to yourself because it contains personal data about two residents.", given},
    {"This is confidential as it concerns a staffing matter.", given},
    {"Please treat the report as confidential pending the tribunal.", given},
    {"The report contains personal data about an employee.", given},
    {"Confidential since it contains the tender prices.", given},
    {"This is confidential due to the ongoing legal proceedings.", given},
    {"The tender prices are commercially sensitive, so please keep them to yourself.", given},
    {"The appendix is exempt under paragraph 3 of Schedule 12A to the Local Government Act 1972.",
     given},
    {"The public is excluded under section 100A.", given},
    {"Please do not share this until the family has been told.", given},
    {"Keep this to yourselves please, as the staff have not been told yet.", given},
    {"It relates to a grievance and must stay confidential.", given},
    {"Please keep this confidential for data protection reasons.", given},
    {"As negotiations with the landowner are still under way, please keep this confidential.",
     given},
    {"Please treat the attached as confidential so that the negotiations are not prejudiced.",
     given},
    {"The solicitor's legal advice is enclosed; it is legally privileged and must not be shared.",
     given},
    {"See attached.", none},
    {"Please treat this as confidential.", none},
    {"Please treat this as confidential because it is confidential.", none},
    {"This is confidential as it is sensitive.", none},
    {"Please keep this confidential, as you asked.", none},
    {"Please keep this confidential for obvious reasons.", none},
    {"Please keep this confidential until further notice.", none},
    {"Please find attached the report as discussed.", none},
    {"Thank you for the meeting since it was useful to hear your views.", none},
    {"As requested, here is the confidential report.", none},
    {"> It contains personal data about an employee.", none},
};
INSTANTIATE_TEST_SUITE_P(Reasons, AReason, testing::ValuesIn(reasons));

const Reason held_out_reasons[] = {
    {"I am sharing this in confidence because the employee concerned has not yet been told.",
     given},
    {"It names a resident who has complained, so it should go no further.", given},
    {"Not to be shared: the figures would give the other bidders an advantage.", given},
    {"Please hold this in confidence while the police investigation continues.", given},
    {"This stays between us, given that contracts have not been exchanged.", given},
    {"Publication would prejudice our position in the lease negotiations.", given},
    {"The attached sets out the caretaker's medical condition.", given},
    {"Please keep this under wraps - the press haven't been told.", none},
    {"For your eyes only.", none},
    {"Strictly confidential please!", none},
    {"I would be grateful if you could keep this to yourself for the time being.", none},
    {"Confidential papers for Thursday attached as usual.", none},
    {"Please remember that this is private and confidential and not to be shared.", none},
};
INSTANTIATE_TEST_SUITE_P(HeldOut, HeldOutReason, testing::ValuesIn(held_out_reasons));

TEST(ConfidentialWithoutReason, IsAdviceThatNamesTheCouncillor) {
  const auto outcome =
      Letter(to_councillor("Confidential: depot", "See attached.")).judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.ceiling, Ceiling::note);
  EXPECT_EQ(finding.people, std::vector<std::string>{"Jane Smith"});
  ASSERT_EQ(finding.fixes.size(), 1u);
  EXPECT_EQ(finding.fixes.front().kind, FixKind::add_reason);
}

TEST(ConfidentialWithoutReason, IsCuredByAReasonLikeThoseLearnedFrom) {
  const std::string asks = "Keep this within the committee. ";
  EXPECT_FALSE(raised((asks + "He has yet to tell his family.").c_str()));
  EXPECT_TRUE(raised((asks + "Has he yet to tell his family?").c_str()));
  EXPECT_TRUE(raised((asks + "The depot opens at nine on Monday.").c_str()));
}

TEST(ConfidentialWithoutReason, IsNotForUnmarkedMail) {
  EXPECT_TRUE(Letter(to_councillor("Depot", "See attached.")).people(rule).empty());
}

TEST(ConfidentialWithoutReason, IsNotForMailFromCouncillors) {
  auto raw = to_councillor("Confidential: depot", "See attached.");
  raw.replace(raw.find("clerk@"), 6, "david.brown@");
  EXPECT_TRUE(Letter(raw).people(rule).empty());
}

TEST(ConfidentialWithoutReason, IsNotForGossipBetweenOurselves) {
  EXPECT_FALSE(raised_by("Last night", "Between us, the speeches were far too long."));
  EXPECT_TRUE(raised_by("Last night", "Strictly between us, the depot is to be sold."));
}

TEST(ConfidentialWithoutReason, IsNotForMailToOfficersAlone) {
  auto raw = to_councillor("Confidential: depot", "See attached.");
  raw.replace(raw.find("jane.smith@"), 11, "deputy.clerk@");
  EXPECT_TRUE(Letter(raw).people(rule).empty());
}

TEST(ConfidentialWithoutReason, CountsBlindCouncillors) {
  const Letter letter(
      to_councillor("Confidential: depot", "See attached."),
      support::envelope_to({"jane.smith@eastmere-tc.gov.uk", "robert.jones@eastmere-tc.gov.uk"}));
  EXPECT_EQ(letter.people(rule), (std::vector<std::string>{"Jane Smith", "Robert Jones"}));
}

TEST(ConfidentialWithoutReason, IsNotForWhatTheCouncillorMarkedHimself) {
  const std::string quote =
      "Thank you, noted.\n\n-----Original Message-----\nFrom: Jane Smith "
      "<jane.smith@eastmere-tc.gov.uk>\nSent: 17 July 2026 09:12\nTo: Helen Ward "
      "<clerk@eastmere-tc.gov.uk>\nSubject: Confidential: depot\n\nConfidential\n\nThe lease ends.";
  EXPECT_TRUE(Letter(to_councillor("RE: Confidential: depot", quote)).people(rule).empty());
}

TEST(ConfidentialWithoutReason, IsForWhatAnotherMarkedAndTheOfficerPassesOn) {
  const std::string quote =
      "See below.\n\n-----Original Message-----\nFrom: Colin Frost "
      "<colin.frost@webmail.example>\nSent: 17 July 2026 09:12\nTo: Helen Ward "
      "<clerk@eastmere-tc.gov.uk>\nSubject: Confidential: depot\n\nIt contains personal data about "
      "an employee.";
  EXPECT_EQ(Letter(to_councillor("FW: depot", quote)).people(rule),
            std::vector<std::string>{"Jane Smith"});
}

TEST(ConfidentialWithoutReason, IsForNewWordsUnderTheOfficersOwnMarking) {
  const std::string quote =
      "The second site is the cricket ground.\n\n-----Original Message-----\nFrom: Helen Ward "
      "<clerk@eastmere-tc.gov.uk>\nSent: 17 July 2026 09:12\nTo: Jane Smith "
      "<jane.smith@eastmere-tc.gov.uk>\nSubject: Confidential: sites\n\nThe first is the depot, "
      "because the owners do not know of each other.";
  EXPECT_EQ(Letter(to_councillor("RE: Confidential: sites", quote)).people(rule),
            std::vector<std::string>{"Jane Smith"});
}

TEST(ConfidentialWithoutReason, IsNotCuredByAReasonInTheHtmlVersionAlone) {
  const Letter letter(
      "From: clerk@eastmere-tc.gov.uk\nTo: jane.smith@eastmere-tc.gov.uk\n"
      "Subject: Confidential: depot\nMIME-Version: 1.0\n"
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee "
      "attached.\n--b\nContent-Type: text/html\n\n<p>See attached. It concerns a staffing "
      "matter.</p>\n--b--\n");
  EXPECT_FALSE(letter.people(rule).empty());
}

}  // namespace

}  // namespace candour::rules
