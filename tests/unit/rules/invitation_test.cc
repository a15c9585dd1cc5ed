// SPDX-License-Identifier: MPL-2.0
//
// Invitations as rules see them: attendees are no blind recipients, the organiser's name is the one
// it goes out in, what it says is searched once, CLASS marks.

#include <gtest/gtest.h>

#include "rules/who/in_name_of.h"
#include "support/letter.h"

namespace candour::rules {

namespace {

using support::Letter;

std::string inviting(std::string_view event, std::string_view text = "We meet on Monday at ten.",
                     std::string_view html = "", std::string_view to = "pat.lowe@webmail.example",
                     std::string_view method = "REQUEST") {
  std::string raw = "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: " + std::string(to) +
                    "\nDate: Mon, 20 Jul 2026 10:00:00 +0100\nSubject: Meeting\nMIME-Version: 1.0\n"
                    "Content-Type: multipart/alternative; boundary=b\n\n";
  if (!text.empty()) raw += "--b\nContent-Type: text/plain\n\n" + std::string(text) + "\n";
  if (!html.empty()) raw += "--b\nContent-Type: text/html\n\n" + std::string(html) + "\n";
  return raw + "--b\nContent-Type: text/calendar; method=" + std::string(method) +
         "\n\nBEGIN:VCALENDAR\nMETHOD:" + std::string(method) +
         "\nBEGIN:VEVENT\nSUMMARY:Meeting\n" + std::string(event) +
         "\nEND:VEVENT\nEND:VCALENDAR\n--b--\n";
}

const std::string asks_jane = "ATTENDEE;CN=Jane Smith:mailto:jane.smith@eastmere-tc.gov.uk";

TEST(AnAttendee, IsNoBlindRecipient) {
  const auto envelope =
      support::envelope_to({"pat.lowe@webmail.example", "jane.smith@eastmere-tc.gov.uk"});
  EXPECT_TRUE(Letter(inviting(asks_jane), envelope).people("silent-copy").empty());
  EXPECT_EQ(
      Letter(inviting("ATTENDEE:mailto:pat.lowe@webmail.example"), envelope).people("silent-copy"),
      std::vector<std::string>{"Jane Smith"});
}

TEST(AnAttendee, IsNoBlindRecipientAtAnotherAddress) {
  EXPECT_TRUE(Letter(inviting(asks_jane), support::envelope_to({"pat.lowe@webmail.example",
                                                                "jane@smith-family.example"}))
                  .people("silent-copy")
                  .empty());
}

TEST(AnAttendee, GetsOnlyWhatIsSentToHim) {
  const Letter letter(inviting(asks_jane), support::envelope_to({"pat.lowe@webmail.example"}));
  EXPECT_TRUE(letter.correspondence().councillors(Visibility::visible).empty());
}

TEST(ACopyNotice, InTheVersionsThatReadersSeeIsEnough) {
  const auto envelope =
      support::envelope_to({"pat.lowe@webmail.example", "jane.smith@eastmere-tc.gov.uk"});
  const std::string other = "DESCRIPTION:Please bring your own copy of the plans.";
  EXPECT_TRUE(Letter(inviting(other, "We meet.\n\nCC Councillor Jane Smith",
                              "<p>We meet.</p><p>CC Councillor Jane Smith</p>"),
                     envelope)
                  .people("silent-copy")
                  .empty());
  EXPECT_TRUE(
      Letter(inviting(other, "", "<p>We meet.</p><p>CC Councillor Jane Smith</p>"), envelope)
          .people("silent-copy")
          .empty());
}

std::vector<std::string> signatories(const std::string& raw) {
  std::vector<std::string> names;
  for (const auto& signatory : in_name_of(Letter(raw).correspondence()))
    names.push_back(signatory.councillor->name);
  return names;
}

TEST(AnOrganiser, IsInWhoseNameItGoes) {
  const std::vector<std::string> jane{"Jane Smith"};
  EXPECT_EQ(signatories(inviting("ORGANIZER;SENT-BY=\"mailto:clerk@eastmere-tc.gov.uk\":mailto:"
                                 "jane.smith@eastmere-tc.gov.uk")),
            jane);
  EXPECT_EQ(signatories(inviting("ORGANIZER;SENT-BY=\"mailto:jane.smith@eastmere-tc.gov.uk\":"
                                 "mailto:clerk@eastmere-tc.gov.uk")),
            jane);
  EXPECT_TRUE(
      signatories(inviting("ORGANIZER;CN=Helen Ward:mailto:clerk@eastmere-tc.gov.uk")).empty());
}

TEST(AnOrganiser, WhoIsAnsweredHasSentNothing) {
  EXPECT_TRUE(signatories(inviting("ORGANIZER:mailto:jane.smith@eastmere-tc.gov.uk", "Accepted", "",
                                   "jane.smith@eastmere-tc.gov.uk", "REPLY"))
                  .empty());
}

TEST(ADescription, ThatBindsTheCouncilIsFoundOnce) {
  const std::string organizer = "ORGANIZER:mailto:jane.smith@eastmere-tc.gov.uk\n";
  const std::string says = "The Council will pay your invoice by Friday.";
  for (const auto& raw : {inviting(organizer + "DESCRIPTION:" + says),
                          inviting(organizer + "DESCRIPTION:" + says, says),
                          inviting(organizer + "DESCRIPTION:" + says, says, "<p>" + says + "</p>")})
    EXPECT_EQ(Letter(raw).judged_by("obligation-in-councillor-name").findings.size(), 1u) << raw;
}

TEST(ADescription, MayMark) {
  const auto outcome = Letter(inviting("DESCRIPTION:STRICTLY CONFIDENTIAL\\n\\nPay review."))
                           .judged_by("confidential-disclosure");
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings.front().evidence.front().where, "invitation");
}

TEST(AnInvitationsClass, Marks) {
  const auto count = [](std::string_view event) {
    return Letter(inviting(event)).judged_by("confidential-disclosure").findings.size();
  };
  EXPECT_EQ(count("CLASS:PRIVATE"), 1u);
  EXPECT_EQ(count("CLASS:confidential"), 1u);
  EXPECT_EQ(count("CLASS:PUBLIC"), 0u);
}

}  // namespace

}  // namespace candour::rules
