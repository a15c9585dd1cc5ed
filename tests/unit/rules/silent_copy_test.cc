// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using Names = std::vector<std::string>;
using support::envelope_to;
using support::Letter;

constexpr std::string_view clerk = "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n";
constexpr std::string_view resident = "To: Ann Bell <ann.bell@webmail.example>\n";
constexpr std::string_view text =
    "\nDear Mrs Bell,\n\nThe bench will be mended this week.\n\nKind regards,\nHelen Ward\n";

std::string mail(std::string_view headers, std::string_view foot = {},
                 std::string_view from = clerk) {
  return std::string(from) + std::string(headers) +
         "Subject: The bench in Mill Lane\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n" +
         std::string(text) + "\n" + std::string(foot) + "\n";
}

std::string to_resident(std::string_view more = {}, std::string_view foot = {}) {
  return mail(std::string(resident) + std::string(more), foot);
}

const Names resident_and_smith{"ann.bell@webmail.example", "jane.smith@eastmere-tc.gov.uk"};

TEST(SilentCopy, IsACouncillorInTheEnvelopeAlone) {
  const Letter letter(to_resident(), envelope_to(resident_and_smith));
  const auto outcome = letter.judged_by("silent-copy");
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.people, Names{"Jane Smith"});
  EXPECT_EQ(finding.ceiling, Ceiling::none);
  ASSERT_EQ(finding.evidence.size(), 1u);
  EXPECT_EQ(finding.evidence[0].where, "envelope");
  EXPECT_EQ(finding.evidence[0].text, "jane.smith@eastmere-tc.gov.uk");
  ASSERT_EQ(finding.fixes.size(), 3u);
  EXPECT_EQ(finding.fixes[0].kind, FixKind::append_foot);
  EXPECT_EQ(finding.fixes[0].text, "CC Councillor Jane Smith");
  EXPECT_EQ(finding.fixes[1].kind, FixKind::move_to_cc);
  EXPECT_EQ(finding.fixes[1].text, "jane.smith@eastmere-tc.gov.uk");
  EXPECT_EQ(finding.fixes[2].kind, FixKind::remove_recipient);
}

TEST(SilentCopy, IsACouncillorInBcc) {
  const Letter letter(to_resident("Bcc: Jane <jane.smith@eastmere-tc.gov.uk>\n"));
  EXPECT_EQ(letter.people("silent-copy"), Names{"Jane Smith"});
  EXPECT_EQ(letter.judged_by("silent-copy").findings[0].evidence[0].where, "header Bcc");
}

TEST(SilentCopy, IsACouncillorInResentBcc) {
  const Letter letter(
      to_resident("Resent-From: clerk@eastmere-tc.gov.uk\n"
                  "Resent-To: bob@webmail.example\n"
                  "Resent-Bcc: jane.smith@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people("silent-copy"), Names{"Jane Smith"});
}

TEST(SilentCopy, FindsACouncillorAtAPrivateAddressInAnyCaseAndWithATag) {
  const Letter letter(to_resident(), envelope_to({"ann.bell@webmail.example",
                                                  "JANE+council@Smith-Family.example"}));
  EXPECT_EQ(letter.people("silent-copy"), Names{"Jane Smith"});
}

TEST(SilentCopy, IsNoneWhereTheFootNamesTheCouncillor) {
  const Letter letter(to_resident({}, "CC Councillor Smith"), envelope_to(resident_and_smith));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, IsNoneWhereTheCouncillorStandsInToOrCcAtAnyAddress) {
  const Letter letter(to_resident("Cc: jane@smith-family.example\n"),
                      envelope_to({"ann.bell@webmail.example", "jane@smith-family.example",
                                   "jane.smith@eastmere-tc.gov.uk"}));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, IsNoneForWhomAListInCcMakesVisible) {
  const Letter letter(
      to_resident("Cc: councillors@eastmere-tc.gov.uk\n"
                  "Bcc: jane.smith@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, IsEveryMemberOfABlindList) {
  const Letter letter(to_resident("Bcc: labour.group@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people("silent-copy"),
            (Names{"Aisha Khan", "Susan Brown", "Peter Hartley-Cole", "Margaret Green"}));
  const auto outcome = letter.judged_by("silent-copy");
  std::size_t moves = 0;
  for (const auto& fix : outcome.findings[0].fixes)
    if (fix.kind == FixKind::move_to_cc) {
      ++moves;
      EXPECT_EQ(fix.text, "labour.group@eastmere-tc.gov.uk");
    }
  EXPECT_EQ(moves, 1u);
}

TEST(SilentCopy, IsNoneForABlindListThatTheFootSpeaksOf) {
  const Letter letter(to_resident("Bcc: planning@eastmere-tc.gov.uk\n", "CC Planning Committee"));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, IsNoneForBlindOfficersAdvisersOutsidersAndTheSender) {
  const Letter letter(
      to_resident("Bcc: deputy.clerk@eastmere-tc.gov.uk, monitoring.officer@wessex-cc.example,\n"
                  " partner@dw-law.example, bob@webmail.example, clerk@eastmere-tc.gov.uk,\n"
                  " office@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, IsNoneForAFormerCouncillor) {
  const Letter letter(to_resident("Bcc: george.taylor@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people("silent-copy"), Names{});
}

TEST(SilentCopy, CountsTheLastDayOfATermOnTheWritersClock) {
  const auto sent = [](std::string_view date) {
    return std::string(clerk) + std::string(resident) +
           "Bcc: george.taylor@eastmere-tc.gov.uk\nDate: " + std::string(date) + "\n" +
           std::string(text);
  };
  EXPECT_EQ(Letter(sent("Sun, 30 Nov 2025 23:30:00 +0000")).people("silent-copy"),
            Names{"George Taylor"});
  EXPECT_EQ(Letter(sent("Mon, 01 Dec 2025 00:30:00 +0000")).people("silent-copy"), Names{});
}

TEST(SilentCopy, IsOfNoCouncillorsOrOutsidersMail) {
  for (const std::string_view from :
       {"From: Robert Jones <robert.jones@eastmere-tc.gov.uk>\n",
        "From: Ann Bell <ann.bell@webmail.example>\n", "From: <partner@dw-law.example>\n"}) {
    const Letter letter(
        mail("To: bob@webmail.example\nBcc: jane.smith@eastmere-tc.gov.uk\n", {}, from));
    EXPECT_EQ(letter.people("silent-copy"), Names{}) << from;
  }
}

TEST(SilentCopy, IsOfMailFromASharedMailboxOrAnActingClerk) {
  for (const std::string_view from :
       {"From: Office <office@eastmere-tc.gov.uk>\n", "From: deputy.clerk@eastmere-tc.gov.uk\n"}) {
    const Letter letter(
        mail("To: bob@webmail.example\nBcc: jane.smith@eastmere-tc.gov.uk\n", {}, from));
    EXPECT_EQ(letter.people("silent-copy"), Names{"Jane Smith"}) << from;
  }
  const Letter acting(
      "From: Margaret Green <acting.clerk@eastmere-tc.gov.uk>\nTo: bob@webmail.example\n"
      "Bcc: jane.smith@eastmere-tc.gov.uk\nDate: Mon, 02 Feb 2026 09:00:00 +0000\n" +
      std::string(text));
  EXPECT_EQ(acting.people("silent-copy"), Names{"Jane Smith"});
}

TEST(SilentCopy, TakesTheSenderFromSenderOrTheEnvelopeWhereFromIsMissing) {
  const std::string rest = "To: bob@webmail.example\nBcc: jane.smith@eastmere-tc.gov.uk\n";
  EXPECT_EQ(Letter(mail(rest, {}, "Sender: clerk@eastmere-tc.gov.uk\n")).people("silent-copy"),
            Names{"Jane Smith"});
  EXPECT_EQ(Letter(mail(rest, {}, ""), {"clerk@eastmere-tc.gov.uk", {}}).people("silent-copy"),
            Names{"Jane Smith"});
}

TEST(SilentCopy, SaysSoWhereBlindCopiesCannotBeKnown) {
  const Letter letter(to_resident());
  const auto outcome = letter.judged_by("silent-copy");
  EXPECT_TRUE(outcome.findings.empty());
  ASSERT_EQ(outcome.unchecked.size(), 1u);
  EXPECT_EQ(outcome.unchecked[0].what, "blind copies");
  EXPECT_FALSE(outcome.unchecked[0].could_change_verdict);
}

TEST(SilentCopy, KnowsThatThereIsNoneByTheEnvelopeOrAnEmptyBcc) {
  const Letter by_envelope(to_resident(), envelope_to({"ann.bell@webmail.example"}));
  EXPECT_TRUE(by_envelope.judged_by("silent-copy").unchecked.empty());
  EXPECT_TRUE(Letter(to_resident("Bcc:\n")).judged_by("silent-copy").unchecked.empty());
}

TEST(SilentCopy, IsNotCuredByTheSubjectAQuoteHiddenTextOrAnAttachment) {
  const auto envelope = envelope_to(resident_and_smith);
  const auto subject = std::string(clerk) + std::string(resident) +
                       "Subject: The bench (CC Councillor Smith)\n" + std::string(text);
  EXPECT_EQ(Letter(subject, envelope).people("silent-copy"), Names{"Jane Smith"});

  const auto quoted = to_resident({},
                                  "On Mon, 20 Jul 2026 at 09:00, Ann Bell "
                                  "<ann.bell@webmail.example> wrote:\n> When?\n> CC Cllr Smith");
  EXPECT_EQ(Letter(quoted, envelope).people("silent-copy"), Names{"Jane Smith"});

  const auto hidden = mail(std::string(resident) + "Content-Type: text/html\n") +
                      "<p>Yours</p><p style=\"display:none\">CC Councillor Smith</p>";
  EXPECT_EQ(Letter(hidden, envelope).people("silent-copy"), Names{"Jane Smith"});

  const auto attached =
      std::string(clerk) + std::string(resident) +
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see my letter.\n\n"
      "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=letter.txt\n\n"
      "Dear Mrs Bell,\n\nCC Councillor Smith\n--b--\n";
  EXPECT_EQ(Letter(attached, envelope).people("silent-copy"), Names{"Jane Smith"});
}

std::string both_versions(std::string_view plain, std::string_view html) {
  return std::string(clerk) + std::string(resident) +
         "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
         "Dear Mrs Bell,\n\nYes.\n\nKind regards,\nHelen\n\n" +
         std::string(plain) +
         "\n--b\nContent-Type: text/html\n\n<p>Dear Mrs Bell,</p><p>Yes.</p>"
         "<p>Kind regards,<br>Helen</p><p>" +
         std::string(html) + "</p>\n--b--\n";
}

TEST(SilentCopy, IsCuredOnlyByANoticeInBothVersions) {
  const auto envelope = envelope_to(resident_and_smith);
  const std::string notice = "CC Councillor Smith";
  EXPECT_EQ(Letter(both_versions(notice, notice), envelope).people("silent-copy"), Names{});
  EXPECT_EQ(Letter(both_versions(notice, ""), envelope).people("silent-copy"), Names{"Jane Smith"});
  EXPECT_EQ(Letter(both_versions("", notice), envelope).people("silent-copy"), Names{"Jane Smith"});
}

TEST(SilentCopy, IsCuredByANoticeInTheOnlyTextWhereAGatewayAddedAFooter) {
  const auto mail = std::string(clerk) + std::string(resident) +
                    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                    "<p>Yes.</p><p>CC Councillor Smith</p>\n--b\nContent-Type: text/plain\n\n"
                    "Scanned for viruses by Eastmere.\n--b--\n";
  EXPECT_EQ(Letter(mail, envelope_to(resident_and_smith)).people("silent-copy"), Names{});
}

TEST(SilentCopy, IsAdviceAmongTenBlindOutsidersAndNeverMovesThemToCc) {
  std::vector<std::string> addresses{"jane.smith@eastmere-tc.gov.uk"};
  for (int i = 0; i < 10; ++i) addresses.push_back("resident" + std::to_string(i) + "@x.example");
  const Letter letter(mail("To: clerk@eastmere-tc.gov.uk\n"), envelope_to(addresses));
  const auto outcome = letter.judged_by("silent-copy");
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].ceiling, Ceiling::note);
  for (const auto& fix : outcome.findings[0].fixes) EXPECT_NE(fix.kind, FixKind::move_to_cc);

  addresses.pop_back();
  const Letter fewer(mail("To: clerk@eastmere-tc.gov.uk\n"), envelope_to(addresses));
  EXPECT_EQ(fewer.judged_by("silent-copy").findings[0].ceiling, Ceiling::none);
}

TEST(SilentCopy, IsAdviceOnListMail) {
  for (const std::string_view field :
       {"List-Unsubscribe: <https://x.example>\n", "Precedence: bulk\n", "List-Id: <news>\n"}) {
    const Letter letter(to_resident(field), envelope_to(resident_and_smith));
    EXPECT_EQ(letter.judged_by("silent-copy").findings[0].ceiling, Ceiling::note) << field;
  }
}

TEST(SilentCopy, NeverOffersToLeaveAMailWithoutRecipients) {
  const Letter letter(mail("To: undisclosed-recipients:;\n"),
                      envelope_to({"jane.smith@eastmere-tc.gov.uk"}));
  const auto outcome = letter.judged_by("silent-copy");
  ASSERT_EQ(outcome.findings.size(), 1u);
  for (const auto& fix : outcome.findings[0].fixes) EXPECT_NE(fix.kind, FixKind::remove_recipient);
}

TEST(SilentCopy, IsMendedByEachOfItsFixes) {
  const Letter letter(to_resident(), envelope_to(resident_and_smith));
  const auto fixes = letter.judged_by("silent-copy").findings[0].fixes;
  ASSERT_EQ(fixes.size(), 3u);
  const Letter told(to_resident({}, fixes[0].text), envelope_to(resident_and_smith));
  EXPECT_EQ(told.people("silent-copy"), Names{});
  const Letter moved(to_resident("Cc: " + fixes[1].text + "\n"), envelope_to(resident_and_smith));
  EXPECT_EQ(moved.people("silent-copy"), Names{});
  const Letter removed(to_resident(), envelope_to({"ann.bell@webmail.example"}));
  EXPECT_EQ(removed.people("silent-copy"), Names{});
}

}  // namespace
}  // namespace candour::rules
