// SPDX-License-Identifier: MPL-2.0

#include "listeners/refusal.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

constexpr std::string_view message =
    "From: clerk@eastmere-tc.gov.uk\r\nTo: Bob <bob@resident.example>\r\n"
    "Bcc: jane@eastmere-tc.gov.uk\r\n\r\nDear Bob\r\n";

engine::Judged judged(std::string_view rule, policy::Action action, std::string title,
                      std::string explanation = {}) {
  engine::Judged result;
  result.finding.rule = rule;
  result.finding.title = std::move(title);
  result.finding.explanation = std::move(explanation);
  result.action = action;
  result.clause = policy::Clause{"Protocol", "Correspondence", "summary"};
  return result;
}

pipeline::Decision refused(std::vector<engine::Judged> findings) {
  pipeline::Decision decision;
  decision.kind = pipeline::Decision::Kind::refuse;
  decision.may_send_again = true;
  decision.assessment.findings = std::move(findings);
  return decision;
}

TEST(Refusal, NamesFindingClauseCureAndHowToSendAnyway) {
  auto finding = judged("silent-copy", policy::Action::confirm, "Jane Smith is copied in blind",
                        "The foot does not name her.");
  finding.finding.fixes.push_back({rules::FixKind::append_foot, "CC Councillor Jane Smith"});
  EXPECT_EQ(wire(refusal(refused({finding}), message)),
            "550-5.7.1 Candour has not sent it.\r\n"
            "550-5.7.1 \r\n"
            "550-5.7.1 Jane Smith is copied in blind.\r\n"
            "550-5.7.1 The foot does not name her.\r\n"
            "550-5.7.1 Add at the foot: CC Councillor Jane Smith\r\n"
            "550-5.7.1 (Protocol, Correspondence)\r\n"
            "550-5.7.1 \r\n"
            "550-5.7.1 If it is right as it stands, wait five seconds and press Send again, "
            "unchanged.\r\n"
            "550 5.7.1 Not sent: silent copy. Mend it, or send it again\r\n");
}

TEST(Refusal, SaysThatAResendCameTooSoon) {
  auto decision = refused({judged("silent-copy", policy::Action::confirm, "A copy")});
  decision.too_soon = true;
  EXPECT_NE(wire(refusal(decision, message)).find("That was too soon"), std::string::npos);
}

TEST(Refusal, CutsNoCureOffHoweverLong) {
  std::string names;
  for (int i = 0; i < 40; ++i) names += "Councillor Number " + std::to_string(i) + ", ";
  const auto reply = refusal(
      refused({judged("silent-copy", policy::Action::confirm, "A copy", names + "and the end")}),
      message);
  std::string all;
  for (const auto& line : reply.lines) {
    EXPECT_LE(line.size(), 506u);
    all += line + "|";
  }
  EXPECT_NE(all.find("Number 39, and the end|"), std::string::npos) << all;
}

TEST(Refusal, SaysTheFootLineOnceWhereTheExplanationGivesIt) {
  auto finding = judged("silent-copy", policy::Action::confirm, "Jane Smith is copied in blind",
                        "Add the line \"CC Councillor Jane Smith\" at the foot.");
  finding.finding.fixes.push_back({rules::FixKind::append_foot, "CC Councillor Jane Smith"});
  const auto text = wire(refusal(refused({finding}), message));
  EXPECT_EQ(text.find("CC Councillor"), text.rfind("CC Councillor")) << text;
}

TEST(Refusal, PutsTheStrongestFindingFirst) {
  const auto reply = refusal(refused({judged("over-familiar", policy::Action::note, "A kiss"),
                                      judged("silent-copy", policy::Action::confirm, "A copy")}),
                             message);
  EXPECT_NE(reply.lines[2].find("1. A copy"), std::string::npos);
  EXPECT_NE(reply.lines.back().find("silent copy"), std::string::npos);
}

TEST(Refusal, PromisesNothingWhereTheMessageIsBlocked) {
  auto decision = refused({judged("silent-copy", policy::Action::block, "A copy")});
  decision.may_send_again = false;
  const auto reply = refusal(decision, message);
  EXPECT_EQ(reply.lines.back(), "5.7.1 Not sent: silent copy. It must be changed first");
  EXPECT_EQ(wire(reply).find("again"), std::string::npos);
}

TEST(Refusal, ShowsOnlyAddressesThatTheHeaderShows) {
  const auto text =
      wire(refusal(refused({judged("confidential-disclosure", policy::Action::confirm,
                                   "It goes to bob@resident.example and <JANE@eastmere-tc.gov.uk>.",
                                   "Ask jane@eastmere-tc.gov.uk, jane@eastmere-tc.gov.uk.")}),
                   message));
  EXPECT_NE(text.find("bob@resident.example"), std::string::npos);
  EXPECT_EQ(text.find("jane@"), std::string::npos);
  EXPECT_EQ(text.find("JANE@"), std::string::npos);
}

TEST(Refusal, StaysWithinTwentyShortLinesOfAscii) {
  std::vector<engine::Judged> findings;
  for (int i = 0; i < 30; ++i) {
    auto finding = judged("silent-copy", policy::Action::confirm,
                          "Si\xc3\xa2n \xe2\x80\x93 " + std::string(600, 'x'),
                          "Line\r\nbreak " + std::string(900, 'y'));
    finding.finding.fixes.push_back({rules::FixKind::append_foot, "CC Councillor Si\xc3\xa2n"});
    findings.push_back(finding);
  }
  const auto reply = refusal(refused(findings), message);
  EXPECT_LE(reply.lines.size(), 20u);
  EXPECT_EQ(reply.code, 550);
  for (const auto& line : reply.lines) {
    EXPECT_LE(line.size(), 512u - 6);
    EXPECT_TRUE(line.starts_with("5.7.1 "));
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c < '\x7f');
  }
}

TEST(Refusal, SaysWhatCouldNotBeChecked) {
  auto decision = refused({});
  decision.assessment.when_unchecked = policy::Action::confirm;
  decision.assessment.unchecked = {{"attachment minutes.pdf", "encrypted", true},
                                   {"attachment photo.jpg", "no text", false}};
  const auto text = wire(refusal(decision, message));
  EXPECT_NE(text.find("could not look into the attachment minutes.pdf (encrypted).\r\n"),
            std::string::npos);
  EXPECT_NE(text.find("Not sent: not all could be checked"), std::string::npos);
}

}  // namespace
}  // namespace candour::listeners
