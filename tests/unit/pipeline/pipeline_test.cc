// SPDX-License-Identifier: MPL-2.0
//
// The whole path with the example council, the clock in the test's hands.

#include "pipeline/pipeline.h"

#include <gtest/gtest.h>

#include "pipeline/earlier_mail.h"
#include "pipeline/records.h"
#include "support/failing_ledger.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;
using Kind = Decision::Kind;

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = [] {
    const std::filesystem::path policies = std::filesystem::path(CANDOUR_SOURCE) / "policies";
    return policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
  }();
  return policy;
}

std::shared_ptr<const policy::Policy> example_policy_with(policy::WhenUnchecked when_unchecked) {
  auto policy = *example_policy();
  policy.when_unchecked = when_unchecked;
  return std::make_shared<policy::Policy>(policy);
}

std::shared_ptr<const policy::Policy> example_policy_with(policy::Action silent_copy) {
  auto policy = *example_policy();
  policy.rules["silent-copy"].action = silent_copy;
  return std::make_shared<policy::Policy>(policy);
}

constexpr std::string_view clerk = "clerk@eastmere-tc.gov.uk";
constexpr std::string_view resident = "tom.baker@resident.example";
constexpr std::string_view jane = "jane.smith@eastmere-tc.gov.uk";

std::string message(std::string_view headers = "", std::string_view from = clerk) {
  return "From: Helen Ward <" + std::string(from) + ">\r\nTo: " + std::string(resident) +
         "\r\nSubject: Bench\r\nDate: Mon, 20 Jul 2026 09:12:00 +0100\r\n" + std::string(headers) +
         "\r\nDear Mr Baker,\r\n\r\nThe bench is mended.\r\n";
}

class PipelineTest : public testing::Test {
 protected:
  Decision send(const std::string& raw, const std::vector<std::string>& recipients,
                std::string_view mail_from = clerk) {
    last_ = Submission{};
    last_.id = "id" + std::to_string(++count_);
    last_.entrance = "smtp";
    last_.envelope = {std::string(mail_from), recipients};
    last_.raw = raw;
    last_.received = now_;
    last_.acknowledgement = acknowledgement_;
    return pipeline_.handle(last_);
  }
  Decision send_silent_copy(const std::string& raw = message()) {
    return send(raw, {std::string(resident), std::string(jane)});
  }
  void accept(const Decision& decision) {
    pipeline_.finish(last_, decision, decision.if_accepted, 250);
  }
  std::vector<stores::LedgerEntry> entries() const {
    return *ledger_.list({.findings_only = false});
  }

  base::Instant now_{std::chrono::hours{495'000}};
  std::string acknowledgement_;
  support::FailingLedger ledger_;
  Policies policies_{example_policy()};
  Pipeline pipeline_{policies_, ledger_};
  Submission last_;
  int count_ = 0;
};

TEST_F(PipelineTest, DeliversCleanMailAndRecordsDecisionAndOutcome) {
  const auto decision = send(message(), {std::string(resident)});
  EXPECT_EQ(decision.kind, Kind::deliver);
  EXPECT_EQ(entries().front().outcome.kind, stores::OutcomeKind::pending);
  accept(decision);
  ASSERT_EQ(entries().size(), 1u);
  EXPECT_EQ(entries().front().outcome.kind, stores::OutcomeKind::delivered);
  EXPECT_EQ(entries().front().decision.verdict, "pass");
  EXPECT_EQ(entries().front().decision.sender_name, "Helen Ward");
}

TEST_F(PipelineTest, RefusesOnceAndLetsTheSameMessageThroughFiveSecondsLater) {
  auto decision = send_silent_copy(message("Message-ID: <a@client>\r\n"));
  EXPECT_EQ(decision.kind, Kind::refuse);
  EXPECT_TRUE(decision.may_send_again);
  pipeline_.finish(last_, decision, stores::OutcomeKind::refused, 550);
  EXPECT_FALSE(decision.too_soon);
  now_ += 2s;
  decision = send_silent_copy();
  EXPECT_EQ(decision.kind, Kind::refuse);
  EXPECT_TRUE(decision.too_soon);
  now_ += 3s;
  decision = send_silent_copy(message("Message-ID: <b@client>\r\n"));
  EXPECT_EQ(decision.kind, Kind::deliver);
  EXPECT_EQ(decision.if_accepted, stores::OutcomeKind::resent);
  accept(decision);
  EXPECT_EQ(entries().front().outcome.kind, stores::OutcomeKind::resent);
  now_ += 10s;
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse) << "a confirmation is used once";
}

TEST_F(PipelineTest, KeepsTheConfirmationWhileTheNextHopIsBusy) {
  send_silent_copy();
  now_ += 10s;
  const auto decision = send_silent_copy();
  ASSERT_EQ(decision.kind, Kind::deliver);
  pipeline_.finish(last_, decision, stores::OutcomeKind::rejected, 451);
  now_ += 10s;
  EXPECT_EQ(send_silent_copy().kind, Kind::deliver);
}

TEST_F(PipelineTest, RefusesAgainWhenTheClerkChangedTheMessage) {
  send_silent_copy();
  now_ += 10s;
  EXPECT_EQ(
      send(message(), {std::string(resident), std::string(jane), "aisha.khan@eastmere-tc.gov.uk"})
          .kind,
      Kind::refuse);
}

TEST_F(PipelineTest, AlwaysRefusesWhatThePolicyBlocks) {
  policies_.replace(example_policy_with(policy::Action::block));
  EXPECT_FALSE(send_silent_copy().may_send_again);
  now_ += 10s;
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse);
}

TEST_F(PipelineTest, AsksForHoldAsForConfirm) {
  policies_.replace(example_policy_with(policy::Action::hold));
  EXPECT_TRUE(send_silent_copy().may_send_again);
  now_ += 10s;
  EXPECT_EQ(send_silent_copy().kind, Kind::deliver);
}

TEST_F(PipelineTest, DeliversWithAWarning) {
  policies_.replace(example_policy_with(policy::Action::warn));
  const auto decision = send_silent_copy();
  EXPECT_EQ(decision.kind, Kind::deliver);
  EXPECT_EQ(decision.assessment.verdict_name(), "warn");
}

TEST_F(PipelineTest, TakesAnAcknowledgementThatNamesAllFindings) {
  const auto refused = send_silent_copy();
  const LedgerHistory history(ledger_, "");
  const std::vector<std::string> keys = finding_keys(history, refused.assessment);
  std::vector<std::string> recipients{address_key(history, resident), address_key(history, jane)};
  std::sort(recipients.begin(), recipients.end());
  ASSERT_TRUE(ledger_.put_acknowledgement(
      {"ack", now_, address_key(history, clerk), recipients, keys, "She asked for it."}));
  acknowledgement_ = "ack";
  const auto decision = send_silent_copy();
  EXPECT_EQ(decision.kind, Kind::deliver);
  EXPECT_EQ(decision.if_accepted, stores::OutcomeKind::acknowledged);
  accept(decision);
  EXPECT_EQ(entries().front().outcome.reason, "She asked for it.");
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse) << "good once";
}

TEST_F(PipelineTest, TakesAnUnknownAcknowledgementForNone) {
  acknowledgement_ = "made up";
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse);
}

TEST_F(PipelineTest, NeitherJudgesNorRecordsAStrangersMail) {
  const auto decision =
      send(message("", "x@elsewhere.example"), {std::string(jane)}, "x@elsewhere.example");
  EXPECT_EQ(decision.kind, Kind::unwatched);
  EXPECT_TRUE(entries().empty());
}

TEST_F(PipelineTest, NeverRefusesMailThatNobodySitsBehind) {
  EXPECT_EQ(send_silent_copy(message("Auto-Submitted: auto-replied\r\n")).kind, Kind::deliver);
  EXPECT_EQ(send(message(), {std::string(resident), std::string(jane)}, "").kind, Kind::deliver);
  EXPECT_EQ(entries().front().decision.findings.front().action, "warn");
}

TEST_F(PipelineTest, KeepsNoAddress) {
  send_silent_copy();
  const auto row = entries().front().decision;
  ASSERT_EQ(row.visible_keys.size(), 1u);
  ASSERT_EQ(row.blind_keys.size(), 1u);
  for (const auto& key : {row.visible_keys[0], row.blind_keys[0], row.sender_key})
    EXPECT_EQ(key.find('@'), std::string::npos) << key;
  EXPECT_EQ(row.findings.front().people, std::vector<std::string>{"Jane Smith"});
}

TEST_F(PipelineTest, AsksOnceWhereTheLedgerIsAway) {
  ledger_.away = true;
  auto decision = send(message(), {std::string(resident)});
  EXPECT_EQ(decision.kind, Kind::refuse);
  EXPECT_FALSE(decision.recorded);
  ASSERT_FALSE(decision.assessment.unchecked.empty());
  now_ += 10s;
  decision = send(message(), {std::string(resident)});
  EXPECT_EQ(decision.kind, Kind::deliver);
  accept(decision);
  ledger_.away = false;
  accept(send(message(), {std::string(resident)}));
  ASSERT_EQ(entries().size(), 3u) << "what waited is written";
  EXPECT_EQ(entries().back().decision.verdict, "confirm");
  EXPECT_FALSE(entries().back().decision.unchecked.empty());
}

TEST_F(PipelineTest, DeliversWhereTheLedgerIsAwayAndThePolicySaysSo) {
  policies_.replace(example_policy_with(policy::WhenUnchecked::deliver));
  ledger_.away = true;
  EXPECT_EQ(send(message(), {std::string(resident)}).kind, Kind::deliver);
}

TEST_F(PipelineTest, JudgesEachMessageByTheWholeOfOnePolicy) {
  const auto before = send(message(), {std::string(resident)}).assessment.policy_version;
  EXPECT_EQ(before, policies_.current()->version);
  EXPECT_FALSE(before.empty());
}

}  // namespace
}  // namespace candour::pipeline
