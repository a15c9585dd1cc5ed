// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

const std::string press = "news@eastmere-gazette.example";
const std::string officer = "deputy.clerk@eastmere-tc.gov.uk";
const std::string dispute =
    "PRESS RELEASE\n\nThe council hopes that the dispute over the boatyard rent can be settled.\n";

Outcome judged(const std::string& text, const std::string& from = officer,
               const std::string& to = press, const std::string& subject = "For this week") {
  return Letter("From: " + from + "\nTo: " + to + "\nSubject: " + subject +
                "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n\n" + text + "\n")
      .judged_by("press-release-unapproved");
}

std::size_t findings(const std::string& text, const std::string& from = officer,
                     const std::string& to = press, const std::string& subject = "For this week") {
  return judged(text, from, to, subject).findings.size();
}

struct Sample {
  const char* name;
  const char* text;
};

std::string name_of_sample(const testing::TestParamInfo<Sample>& info) {
  return info.param.name;
}

class ContentiousRelease : public testing::TestWithParam<Sample> {};

TEST_P(ContentiousRelease, NeedsTheClerksApproval) {
  EXPECT_EQ(findings(GetParam().text), 1u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Topics, ContentiousRelease,
    testing::Values(
        Sample{"Dispute", "MEDIA STATEMENT\n\nThe council rejects claims that the rent doubled."},
        Sample{"Planning", "For immediate release\n\nThe council objects to plans for 140 homes."},
        Sample{"PlanningInWords", "PRESS RELEASE\n\nNo to thirty-four flats on the saddlery site."},
        Sample{"Court", "Our statement on the court case: the claim has been struck out."},
        Sample{"Complaint",
               "Please use the following.\n\n\"Mr Voysey's complaint is under review.\""},
        Sample{"Embargoed",
               "Embargoed until 6pm\n\nMs Tipping's complaint was not upheld.\n\nENDS"}),
    name_of_sample);

class OrdinaryPressMail : public testing::TestWithParam<Sample> {};

TEST_P(OrdinaryPressMail, NeedsNoApproval) {
  EXPECT_EQ(findings(GetParam().text), 0u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Topics, OrdinaryPressMail,
    testing::Values(
        Sample{"Fete", "PRESS RELEASE\n\nSaturday's fete raised 4,118 pounds. Ends"},
        Sample{"Bench", "PRESS RELEASE\n\nA new bench stands in a row of limes."},
        Sample{"Award", "For immediate release\n\nThe junior band has won an award."},
        Sample{"SmallPlanning", "Press release\n\nPermission was given for two new houses."},
        Sample{"TennisCourts", "PRESS RELEASE\n\nThe new tennis courts open on Monday."},
        Sample{"Complaints", "PRESS RELEASE\n\nComplaints about dog fouling have fallen by half."}),
    name_of_sample);

INSTANTIATE_TEST_SUITE_P(
    NoReleases, OrdinaryPressMail,
    testing::Values(
        Sample{"Correction", "A correction, please: the hearing about 140 homes is on the 9th."},
        Sample{"Advert", "Please put the public notice of the inquiry in your classified pages."},
        Sample{"NoStatement", "I have no statement to make on the court case at this stage."},
        Sample{"Question", "What time would you like to come to see the dispute for yourself?"}),
    name_of_sample);

class Approval : public testing::TestWithParam<Sample> {};

TEST_P(Approval, Cures) {
  EXPECT_EQ(findings(dispute + GetParam().text), 0u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, Approval,
    testing::Values(Sample{"Office", "Approved by the Town Clerk."},
                    Sample{"Name", "This has been cleared with Helen Ward."},
                    Sample{"Forename", "Helen has approved this."},
                    Sample{"Pronoun", "The clerk is out. She has approved these words."},
                    Sample{"SignedOff", "Signed off by the clerk this morning."},
                    Sample{"Agreed", "The wording is agreed with the clerk."},
                    Sample{"Issued", "Issued by the Town Clerk"},
                    Sample{"Blessing", "It goes out with Mrs Ward's blessing."}),
    name_of_sample);

class NoApproval : public testing::TestWithParam<Sample> {};

TEST_P(NoApproval, CuresNothing) {
  EXPECT_EQ(findings(dispute + GetParam().text), 1u) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, NoApproval,
    testing::Values(Sample{"Awaited", "Awaiting the clerk's approval."},
                    Sample{"Unseen", "The clerk hasn't seen this yet."},
                    Sample{"Negated", "It has not been approved by the clerk."},
                    Sample{"Future", "To be approved by the clerk."},
                    Sample{"Mayor", "Approved by the Mayor."},
                    Sample{"Away", "Helen is away, so I could not get her to approve it."}),
    name_of_sample);

TEST(PressReleaseUnapproved, NeverCountsFromTheClerk) {
  EXPECT_EQ(findings(dispute, "clerk@eastmere-tc.gov.uk"), 0u);
  EXPECT_EQ(findings(dispute, "Helen Ward <office@eastmere-tc.gov.uk>"), 0u);
  EXPECT_EQ(findings(dispute + "\n-- \nHelen Ward\nTown Clerk", "office@eastmere-tc.gov.uk"), 0u);
}

TEST(PressReleaseUnapproved, TakesTheActingClerkForTheClerkDuringHerTerm) {
  const auto from_acting_clerk = [](const char* date) {
    return Letter("From: acting.clerk@eastmere-tc.gov.uk\nTo: " + press +
                  "\nSubject: News\nDate: " + date + "\n\n" + dispute)
        .judged_by("press-release-unapproved")
        .findings.size();
  };
  EXPECT_EQ(from_acting_clerk("Mon, 12 Jan 2026 10:00:00 +0000"), 0u);
  EXPECT_EQ(from_acting_clerk("Mon, 20 Jul 2026 10:00:00 +0100"), 1u);  // a councillor again
}

TEST(PressReleaseUnapproved, CountsFromCouncillorsAndSharedMailboxes) {
  EXPECT_EQ(findings(dispute, "jane.smith@eastmere-tc.gov.uk"), 1u);
  EXPECT_EQ(findings(dispute, "office@eastmere-tc.gov.uk"), 1u);
}

TEST(PressReleaseUnapproved, CountsOnlyOnItsWayToThePress) {
  EXPECT_EQ(findings(dispute, officer, "clerk@eastmere-tc.gov.uk"), 0u);
  EXPECT_EQ(findings(dispute, officer, "a.resident@webmail.example"), 0u);
}

TEST(PressReleaseUnapproved, ReadsTheSubject) {
  EXPECT_EQ(findings("The council will defend the claim.", officer, press,
                     "Statement re county court hearing"),
            1u);
}

TEST(PressReleaseUnapproved, ReadsAnAttachedRelease) {
  const auto attached = [](const std::string& text) {
    return Letter("From: " + officer + "\nTo: " + press +
                  "\nSubject: News\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
                  "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see attached.\n--b\n"
                  "Content-Type: text/plain; name=\"Press release.txt\"\n"
                  "Content-Disposition: attachment; filename=\"Press release.txt\"\n\n" +
                  text + "\n--b--\n")
        .judged_by("press-release-unapproved")
        .findings.size();
  };
  EXPECT_EQ(attached("The developer's plans for 140 homes are opposed."), 1u);
  EXPECT_EQ(attached("The developer's plans for 140 homes are opposed.\nApproved by the Clerk."),
            0u);
  EXPECT_EQ(attached("The fete is on Saturday."), 0u);
}

TEST(PressReleaseUnapproved, NeedsTheApprovalInBothVersionsOfTheText) {
  const auto outcome =
      Letter("From: " + officer + "\nTo: " + press +
             "\nSubject: News\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
             "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
             "Content-Type: text/plain\n\n" +
             dispute + "Approved by the Town Clerk.\n--b\nContent-Type: text/html\n\n<p>" +
             dispute + "</p>\n--b--\n")
          .judged_by("press-release-unapproved");
  EXPECT_EQ(outcome.findings.size(), 1u);
}

TEST(PressReleaseUnapproved, IsMendedByTheClerkSendingIt) {
  const auto outcome = judged(dispute);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings[0];
  EXPECT_EQ(finding.title,
            "A statement about a dispute goes to the press without the clerk's approval");
  EXPECT_EQ(finding.evidence.at(0).text, "dispute");
  ASSERT_EQ(finding.fixes.size(), 1u);
  EXPECT_EQ(finding.fixes[0].kind, FixKind::change_from);
  EXPECT_EQ(findings(dispute, finding.fixes[0].text), 0u);
}

}  // namespace
}  // namespace candour::rules
