// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using Names = std::vector<std::string>;
using support::FakeHistory;
using support::Letter;

constexpr std::string_view rule = "copied-correspondence";

constexpr std::string_view outlook_quote =
    "________________________________\n"
    "From: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n"
    "Sent: 17 July 2026 09:12\n"
    "To: Helen Ward <clerk@eastmere-tc.gov.uk>\n"
    "Subject: Allotment gate\n"
    "\n"
    "Helen, when will the gate be mended?\n";

std::string answer(std::string_view recipients, std::string_view foot = {},
                   std::string_view quote = outlook_quote, std::string_view more_headers = {}) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n" + std::string(recipients) +
         "Subject: RE: Allotment gate\nDate: Mon, 20 Jul 2026 10:00:00 +0100\n" +
         std::string(more_headers) +
         "\nThe gate will be mended on Friday.\n\nKind regards,\nHelen\n\n" + std::string(foot) +
         "\n\n" + std::string(quote);
}

constexpr std::string_view to_both =
    "To: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n"
    "Cc: Robert Jones <robert.jones@eastmere-tc.gov.uk>\n";

TEST(CopiedCorrespondence, IsAnAnswerThatGoesToAnotherCouncillorUnsaid) {
  const Letter letter(answer(to_both));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.people, Names{"Robert Jones"});
  EXPECT_EQ(finding.ceiling, Ceiling::none);
  EXPECT_EQ(finding.evidence.at(0).where, "quoted text");
  EXPECT_EQ(finding.evidence.at(1).where, "header Cc");
  EXPECT_EQ(finding.fixes.at(0).kind, FixKind::append_foot);
  EXPECT_EQ(finding.fixes.at(0).text, "CC Councillor Robert Jones");
  EXPECT_EQ(finding.fixes.at(1).kind, FixKind::remove_recipient);
}

class SaysSo : public testing::TestWithParam<const char*> {};
TEST_P(SaysSo, AndTheFirstCouncillorSeesIt) {
  EXPECT_EQ(Letter(answer(to_both, GetParam())).people(rule), Names{});
}
INSTANTIATE_TEST_SUITE_P(Notices, SaysSo,
                         testing::Values("CC Councillor Jones",
                                         "I have copied Councillor Jones into this email.",
                                         "Copied to Cllr Jones", "Cllr Jones is copied in.",
                                         "CC jane.smith@eastmere-tc.gov.uk, Cllr R Jones"));

TEST(CopiedCorrespondence, IsNotCuredByANoticeThatTheFirstCouncillorDoesNotSee) {
  const Letter letter(answer("To: robert.jones@eastmere-tc.gov.uk\n", "CC Councillor Jones"));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].fixes.at(0).kind, FixKind::add_recipient);
  EXPECT_EQ(outcome.findings[0].fixes.at(0).text, "jane.smith@eastmere-tc.gov.uk");
  for (const auto& fix : outcome.findings[0].fixes) EXPECT_NE(fix.kind, FixKind::remove_recipient);
}

TEST(CopiedCorrespondence, WantsTheFirstCouncillorMovedFromBccToCc) {
  const Letter letter(
      answer("To: robert.jones@eastmere-tc.gov.uk\n"
             "Bcc: jane.smith@eastmere-tc.gov.uk\n",
             "CC Councillors Smith and Jones"));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].fixes.at(0).kind, FixKind::move_to_cc);
  EXPECT_EQ(outcome.findings[0].fixes.at(0).text, "jane.smith@eastmere-tc.gov.uk");
}

TEST(CopiedCorrespondence, AsksInOneFixForWhatTakesSightAndNotice) {
  const Letter letter(answer("To: robert.jones@eastmere-tc.gov.uk\n", "Noted."));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  ASSERT_EQ(outcome.findings[0].fixes.size(), 1u);
  EXPECT_EQ(outcome.findings[0].fixes[0].kind, FixKind::edit_text);
  EXPECT_EQ(outcome.findings[0].fixes[0].text,
            "Put Councillor Jane Smith <jane.smith@eastmere-tc.gov.uk> into Cc and add the line "
            "\"CC Councillor Robert Jones\" at the foot: it takes both.");
}

TEST(CopiedCorrespondence, IsABlindCopyToo) {
  const Letter letter(
      answer("To: jane.smith@eastmere-tc.gov.uk\n"
             "Bcc: robert.jones@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people(rule), Names{"Robert Jones"});
  EXPECT_EQ(letter.people("silent-copy"), Names{"Robert Jones"});
}

TEST(CopiedCorrespondence, NamesOnlyThoseWhomTheTextDoesNot) {
  const Letter letter(
      answer("To: jane.smith@eastmere-tc.gov.uk\n"
             "Cc: robert.jones@eastmere-tc.gov.uk, aisha.khan@eastmere-tc.gov.uk\n",
             "CC Councillor Jones"));
  EXPECT_EQ(letter.people(rule), Names{"Aisha Khan"});
}

TEST(CopiedCorrespondence, IsForTheCouncillorsOfAList) {
  const Letter letter(
      answer("To: jane.smith@eastmere-tc.gov.uk\n"
             "Cc: councillors@eastmere-tc.gov.uk\n"));
  EXPECT_EQ(letter.people(rule).size(), 7u);
  EXPECT_EQ(letter.judged_by(rule).findings.at(0).fixes.at(0).text, "CC all councillors");
}

TEST(CopiedCorrespondence, IsNoneWhereNoOtherCouncillorGetsIt) {
  EXPECT_EQ(Letter(answer("To: jane.smith@eastmere-tc.gov.uk\nCc: jane@smith-family.example,\n"
                          " deputy.clerk@eastmere-tc.gov.uk, bob@webmail.example,\n"
                          " george.taylor@eastmere-tc.gov.uk\n"))
                .people(rule),
            Names{});
}

TEST(CopiedCorrespondence, IsNoneOfMailThatNoOfficerSends) {
  auto raw = answer(to_both);
  raw.replace(0, raw.find('\n'), "From: Aisha Khan <aisha.khan@eastmere-tc.gov.uk>");
  EXPECT_EQ(Letter(raw).people(rule), Names{});
}

std::string quote(std::string_view from, std::string_view to, std::string_view cc = {}) {
  return "-----Original Message-----\nFrom: " + std::string(from) +
         "\nSent: 17 July 2026 09:12\nTo: " + std::string(to) +
         (cc.empty() ? "" : "\nCc: " + std::string(cc)) +
         "\nSubject: Allotment gate\n\nWhen will it be mended?\n";
}

TEST(CopiedCorrespondence, IsNoneWhereTheEarlierMessageWentToTheOtherCouncillor) {
  const auto earlier =
      quote("Jane Smith <jane.smith@eastmere-tc.gov.uk>", "Helen Ward <clerk@eastmere-tc.gov.uk>",
            "Robert Jones <bob.jones@mailhome.example>");
  EXPECT_EQ(Letter(answer(to_both, {}, earlier)).people(rule), Names{});
}

TEST(CopiedCorrespondence, IsNoneWhereTheEarlierMessageWentToAllCouncillors) {
  const auto earlier =
      quote("Jane Smith <jane.smith@eastmere-tc.gov.uk>", "Helen Ward <clerk@eastmere-tc.gov.uk>",
            "All members <councillors@eastmere-tc.gov.uk>");
  EXPECT_EQ(Letter(answer(to_both, {}, earlier)).people(rule), Names{});
}

TEST(CopiedCorrespondence, IsNoneWhereAnOutsiderTookPartInTheEarlierMessage) {
  const auto earlier = quote("Jane Smith <jane.smith@eastmere-tc.gov.uk>",
                             "Helen Ward <clerk@eastmere-tc.gov.uk>; bob@webmail.example");
  EXPECT_EQ(Letter(answer(to_both, {}, earlier)).people(rule), Names{});
  const auto resident = quote("Bob <bob@webmail.example>", "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(Letter(answer(to_both, {}, resident)).people(rule), Names{});
}

TEST(CopiedCorrespondence, CountsAdvisersAndSharedMailboxesAsOfficers) {
  const auto earlier =
      quote("partner@dw-law.example", "jane.smith@eastmere-tc.gov.uk", "office@eastmere-tc.gov.uk");
  EXPECT_EQ(Letter(answer(to_both, {}, earlier)).people(rule), Names{"Robert Jones"});
}

TEST(CopiedCorrespondence, KnowsPeopleByNameWhereOutlookShowsNoAddress) {
  EXPECT_EQ(Letter(answer(to_both, {}, quote("Cllr Jane Smith", "Helen Ward"))).people(rule),
            Names{"Robert Jones"});
  EXPECT_EQ(Letter(answer(to_both, {}, quote("Smith, Jane", "Ward, Helen"))).people(rule),
            Names{"Robert Jones"});
  EXPECT_EQ(Letter(answer(to_both, {}, quote("Cllr Jane Smith", "Helen Ward; Robert Jones")))
                .people(rule),
            Names{});
}

TEST(CopiedCorrespondence, IsAdviceWhereTheEarlierRecipientsCannotBeKnown) {
  const Letter letter(
      answer(to_both, {},
             "On Fri, 17 Jul 2026 at 09:12, Jane Smith "
             "<jane.smith@eastmere-tc.gov.uk> wrote:\n> When will it be mended?\n"));
  const auto outcome = letter.judged_by(rule);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].ceiling, Ceiling::note);
}

EarlierMail earlier(std::string id, std::string from, std::vector<std::string> to,
                    std::vector<std::string> references = {}) {
  EarlierMail mail;
  mail.message_id_key = id;
  mail.thread_keys = std::move(references);
  mail.thread_keys.push_back(std::move(id));
  mail.sender = std::move(from);
  mail.visible = std::move(to);
  return mail;
}

constexpr std::string_view reply_to_m1 = "Message-ID: <m3@x>\nIn-Reply-To: <m1@x>\n";
constexpr std::string_view smith = "jane.smith@eastmere-tc.gov.uk";
constexpr std::string_view jones = "robert.jones@eastmere-tc.gov.uk";
constexpr std::string_view helen = "clerk@eastmere-tc.gov.uk";

std::vector<std::string> names(const FakeHistory& history, std::string_view quote = {}) {
  return Letter(answer(to_both, {}, quote, reply_to_m1), {}, history).people(rule);
}

TEST(CopiedCorrespondence, IsKnownFromTheThread) {
  EXPECT_EQ(names({earlier("m1@x", std::string(smith), {std::string(helen)})}),
            Names{"Robert Jones"});
  EXPECT_EQ(names({earlier("m1@x", std::string(helen), {std::string(smith)})}),
            Names{"Robert Jones"});
  EXPECT_EQ(names({}), Names{});
}

TEST(CopiedCorrespondence, IsNoneWhereALaterMailOfTheThreadWentToTheOther) {
  EXPECT_EQ(names({earlier("m1@x", std::string(smith), {std::string(helen)}),
                   earlier("m2@x", std::string(helen), {std::string(smith), std::string(jones)},
                           {"m1@x"})}),
            Names{});
}

TEST(CopiedCorrespondence, IsOneWhereOnlyAnEarlierMailOfTheThreadWentToTheOther) {
  EXPECT_EQ(names({earlier("m0@x", std::string(helen), {std::string(smith), std::string(jones)}),
                   earlier("m1@x", std::string(smith), {std::string(helen)}, {"m0@x"})}),
            Names{"Robert Jones"});
}

TEST(CopiedCorrespondence, TakesNoMessageForItsOwnHistory) {
  EXPECT_EQ(names({earlier("m3@x", std::string(helen), {std::string(smith)}, {"m1@x"})}), Names{});
}

TEST(CopiedCorrespondence, BelievesTheThreadBeforeABareIntroduction) {
  const auto bare = "On Fri, 17 Jul 2026 at 09:12, Jane Smith <" + std::string(smith) +
                    "> wrote:\n> When will it be mended?\n";
  EXPECT_EQ(
      names({earlier("m1@x", std::string(smith), {std::string(helen), std::string(jones)})}, bare),
      Names{});
}

TEST(CopiedCorrespondence, IsInAnAttachedMessageToo) {
  const std::string raw =
      "From: clerk@eastmere-tc.gov.uk\nTo: robert.jones@eastmere-tc.gov.uk\nSubject: Fwd\n"
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee attached.\n--b\n"
      "Content-Type: message/rfc822\n\nFrom: jane.smith@eastmere-tc.gov.uk\n"
      "To: clerk@eastmere-tc.gov.uk\nSubject: Gate\n\nWhen?\n--b--\n";
  EXPECT_EQ(Letter(raw).people(rule), Names{"Robert Jones"});
}

TEST(CopiedCorrespondence, IsNoneWhereTheOtherPassedItOnHimself) {
  const std::string nested =
      "From: Robert Jones <robert.jones@eastmere-tc.gov.uk>\nSent: 18 July 2026 09:12\n"
      "To: Helen Ward <clerk@eastmere-tc.gov.uk>\nSubject: FW: Gate\n\nPlease answer Jane.\n\n" +
      std::string(outlook_quote);
  EXPECT_EQ(Letter(answer(to_both, {}, nested)).people(rule), Names{"Jane Smith"})
      << "what Jones wrote is new to Smith; what Smith wrote is not new to Jones";
}

}  // namespace
}  // namespace candour::rules
