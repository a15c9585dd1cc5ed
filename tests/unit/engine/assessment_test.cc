// SPDX-License-Identifier: MPL-2.0

#include "engine/assessment.h"

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::engine {
namespace {

using policy::Action;
using policy::WhenUnchecked;
using support::Letter;

const std::string silent =
    "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: ann.bell@webmail.example\n"
    "Bcc: jane.smith@eastmere-tc.gov.uk\nSubject: The bench\n\nIt will be mended.\n";
const std::string silent_bulk = "Precedence: bulk\n" + silent;
const std::string plain =
    "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: jane.smith@eastmere-tc.gov.uk\nBcc:\n"
    "Subject: The bench\n\nIt will be mended.\n";

policy::Policy policy_with(Action silent_copy, WhenUnchecked when = WhenUnchecked::confirm) {
  policy::Policy policy;
  policy.version = "0123456789ab";
  policy.when_unchecked = when;
  policy.rules["silent-copy"].action = silent_copy;
  policy.rules["silent-copy"].clause = policy::Clause{"Protocol", "Correspondence", "No secrets"};
  return policy;
}

Assessment judged(const policy::Policy& policy, std::string_view raw,
                  const std::vector<mail::Unread>& unread = {}) {
  const Letter letter(raw);
  auto mail = letter.mail();
  mail.unchecked = unread;
  const auto& told = letter.correspondence();
  const auto correspondence =
      rules::correspondence(mail, {}, told.roster, told.history, told.phrases, told.parameters,
                            told.council, support::received);
  return assess(policy, correspondence);
}

TEST(Assess, GivesEachFindingItsActionAndClause) {
  const auto assessment = judged(policy_with(Action::confirm), silent);
  ASSERT_EQ(assessment.findings.size(), 1u);
  EXPECT_EQ(assessment.findings[0].action, Action::confirm);
  EXPECT_EQ(assessment.findings[0].clause->section, "Correspondence");
  EXPECT_EQ(assessment.policy_version, "0123456789ab");
  EXPECT_EQ(assessment.verdict_name(), "confirm");
}

TEST(Assess, OffersNoFixThatRaisesAnother) {
  // Without the outsider, the councillor would get it with no word of why it is confidential.
  auto policy = policy_with(Action::off);
  policy.rules["confidential-disclosure"].action = Action::confirm;
  policy.rules["confidential-without-reason"].action = Action::note;
  const std::string mail =
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: jane.smith@eastmere-tc.gov.uk\n"
      "Cc: ann.bell@webmail.example\nSubject: CONFIDENTIAL: the bench\n\nIt will be mended.\n";
  const auto kinds = [&] {
    std::vector<rules::FixKind> found;
    const auto assessment = judged(policy, mail);
    for (const auto& fix : assessment.findings.at(0).finding.fixes) found.push_back(fix.kind);
    return found;
  };
  EXPECT_EQ(kinds(), (std::vector{rules::FixKind::edit_text}));
  policy.rules["confidential-without-reason"].action = Action::off;
  EXPECT_EQ(kinds(), (std::vector{rules::FixKind::remove_recipient, rules::FixKind::edit_text}));
}

TEST(Assess, OffersToMoveABlindCopyToCc) {
  const auto assessment = judged(policy_with(Action::confirm), silent);
  const auto& fixes = assessment.findings.at(0).finding.fixes;
  ASSERT_EQ(fixes.size(), 3u);
  EXPECT_EQ(fixes[1].kind, rules::FixKind::move_to_cc);
  EXPECT_EQ(fixes[2].kind, rules::FixKind::remove_recipient);
}

TEST(Assess, PassesWhatNoRuleFindsFaultWith) {
  const auto assessment = judged(policy_with(Action::confirm), plain);
  EXPECT_FALSE(assessment.verdict);
  EXPECT_EQ(assessment.verdict_name(), "pass");
}

TEST(Assess, AsksNoRuleThatIsOff) {
  EXPECT_TRUE(judged(policy_with(Action::off), silent).findings.empty());
}

TEST(Assess, GoesNoFurtherThanAFindingsCeiling) {
  const auto assessment = judged(policy_with(Action::hold), silent_bulk);
  ASSERT_EQ(assessment.findings.size(), 1u);
  EXPECT_EQ(assessment.findings[0].action, Action::note);
  EXPECT_EQ(assessment.verdict_name(), "note");
}

TEST(Assess, AsksWhereTheMessageItselfCouldNotBeRead) {
  const std::vector<mail::Unread> unread{{"the message", "encrypted", true}};
  const auto assessment = judged(policy_with(Action::confirm), plain, unread);
  EXPECT_EQ(assessment.when_unchecked, Action::confirm);
  EXPECT_EQ(assessment.verdict_name(), "confirm");
  EXPECT_EQ(judged(policy_with(Action::confirm, WhenUnchecked::hold), plain, unread).verdict_name(),
            "hold");
  EXPECT_EQ(
      judged(policy_with(Action::confirm, WhenUnchecked::deliver), plain, unread).verdict_name(),
      "pass");
}

TEST(Assess, AsksForAnUnreadAttachmentOnlyOnItsWayToAnOutsider) {
  const std::vector<mail::Unread> unread{{"attachment minutes.pdf", "encrypted", true}};
  EXPECT_FALSE(judged(policy_with(Action::off), plain, unread).verdict);
  EXPECT_EQ(judged(policy_with(Action::off), silent, unread).verdict_name(), "confirm");
}

TEST(Assess, OnlyListsWhatCouldNotChangeTheVerdict) {
  const auto assessment =
      judged(policy_with(Action::off), silent, {{"attachment photo.jpg", "an image", false}});
  EXPECT_EQ(assessment.unchecked.size(), 1u);
  EXPECT_FALSE(assessment.verdict);
}

TEST(Assess, LetsTheStrongerOfFindingsAndWhenUncheckedDecide) {
  const auto assessment = judged(policy_with(Action::block), silent,
                                 {{"the message", "broke the limit of 64 nested parts", true}});
  EXPECT_EQ(assessment.verdict_name(), "block");
}

TEST(Assess, DropsWhatAnotherRuleSilences) {
  auto policy = policy_with(Action::off);
  policy.rules["confidential-disclosure"].action = Action::confirm;
  policy.rules["confidential-without-reason"].action = Action::note;
  const std::string raw =
      "From: clerk@eastmere-tc.gov.uk\nTo: jane.smith@eastmere-tc.gov.uk, bob@webmail.example\n"
      "Subject: [CONFIDENTIAL] The lease\n\nPlease see below.\n";
  const auto both = judged(policy, raw);
  ASSERT_EQ(both.findings.size(), 1u);
  EXPECT_EQ(both.findings[0].finding.rule, "confidential-disclosure");

  policy.rules["confidential-disclosure"].action = Action::off;
  const auto alone = judged(policy, raw);
  ASSERT_EQ(alone.findings.size(), 1u);
  EXPECT_EQ(alone.findings[0].finding.rule, "confidential-without-reason");
}

}  // namespace
}  // namespace candour::engine
