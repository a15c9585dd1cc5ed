// SPDX-License-Identifier: MPL-2.0
//
// The whole path with the example council, the clock in the test's hands.

#include "pipeline/pipeline.h"

#include <gtest/gtest.h>

#include "engine/result_json.h"
#include "pipeline/earlier_mail.h"
#include "pipeline/records.h"
#include "support/failing_ledger.h"
#include "support/fake_document_reader.h"
#include "support/source_folder.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;
using Kind = Decision::Kind;

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = [] {
    const std::filesystem::path policies = std::filesystem::path(source_folder()) / "policies";
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

class HoldingPipelineTest : public PipelineTest {
 protected:
  HoldingPipelineTest() { policies_.replace(example_policy_with(policy::Action::hold)); }
  Decision handle(std::string_view headers = "") {
    last_ = Submission{};
    last_.id = "0011223344556677";
    last_.entrance = "smtp";
    last_.envelope = {std::string(clerk), std::vector{std::string(resident), std::string(jane)}};
    raw_ = message(headers);
    last_.raw = raw_;
    last_.received = now_;
    last_.acknowledgement = acknowledgement_;
    return holding_.handle(last_);
  }

  Pipeline holding_{policies_, ledger_, nullptr, Holding::possible};
  std::string raw_;
};

TEST_F(HoldingPipelineTest, KeepsForADecisionWhatThePolicyHolds) {
  const auto decision = handle();
  EXPECT_EQ(decision.kind, Kind::hold);
  EXPECT_EQ(decision.sender_name, "Helen Ward");
  holding_.finish(last_, decision, stores::OutcomeKind::held, 250);
  EXPECT_EQ(entries().front().outcome.kind, stores::OutcomeKind::held);
  now_ += 10s;
  EXPECT_EQ(handle().kind, Kind::hold) << "sending it again is no decision";
}

TEST_F(HoldingPipelineTest, NeverHoldsMailThatNobodySitsBehind) {
  EXPECT_EQ(handle("Auto-Submitted: auto-generated\r\n").kind, Kind::deliver);
}

TEST_F(HoldingPipelineTest, StillAsksWhereThePolicyAsks) {
  policies_.replace(example_policy_with(policy::Action::confirm));
  EXPECT_EQ(handle().kind, Kind::refuse);
}

TEST_F(HoldingPipelineTest, PutsTheSendersWordOnRecordAndHoldsAllTheSame) {
  Submission draft = last_;
  draft.envelope = {std::string(clerk), std::vector{std::string(resident), std::string(jane)}};
  raw_ = message();
  draft.raw = raw_;
  draft.received = base::now();
  support::FakeDocumentReader documents;
  const auto seen = holding_.assess(draft, documents);
  now_ = base::now();
  acknowledgement_ = *holding_.acknowledge(seen, seen.finding_keys, "She asked.", "uid 1000");
  const auto decision = handle();
  ASSERT_EQ(decision.kind, Kind::hold);
  holding_.finish(last_, decision, stores::OutcomeKind::held, 250);
  EXPECT_EQ(entries().front().outcome.reason, "She asked.");
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

class AcknowledgedDraft : public PipelineTest {
 protected:
  Appraisal appraise(const std::string& raw, const std::vector<std::string>& recipients) {
    Submission draft;
    draft.envelope = {std::string(clerk), recipients};
    draft.raw = raw;
    draft.received = now_;
    support::FakeDocumentReader no_files;
    return pipeline_.assess(draft, no_files);
  }
  Appraisal appraise_silent_copy() {
    return appraise(message(), {std::string(resident), std::string(jane)});
  }
  void acknowledge(const Appraisal& seen) {
    now_ = base::now();  // when acknowledge() says that it was
    acknowledgement_ =
        pipeline_.acknowledge(seen, seen.finding_keys, "She asked for it.", "uid 1000").value();
  }
};

TEST_F(AcknowledgedDraft, IsJudgedAsTheMailIsAndNotRecorded) {
  const auto seen = appraise_silent_copy();
  EXPECT_TRUE(entries().empty());
  const auto decision = send_silent_copy();
  EXPECT_EQ(engine::result_object("", seen.assessment),
            engine::result_object("", decision.assessment));
  EXPECT_EQ(finding_keys(LedgerHistory(ledger_, ""), decision.assessment), seen.finding_keys);
}

TEST_F(AcknowledgedDraft, LetsTheMailThroughOnceAndIsOnRecord) {
  acknowledge(appraise_silent_copy());
  const auto decision = send_silent_copy();
  EXPECT_EQ(decision.kind, Kind::deliver);
  accept(decision);
  EXPECT_EQ(entries().front().outcome.kind, stores::OutcomeKind::acknowledged);
  EXPECT_EQ(entries().front().outcome.reason, "She asked for it.");
  EXPECT_EQ(entries().front().outcome.given_by, "uid 1000");
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse);
}

TEST_F(AcknowledgedDraft, IsGoodForItsRecipientsAlone) {
  acknowledge(appraise_silent_copy());
  const std::string more = "robert.jones@eastmere-tc.gov.uk";
  EXPECT_EQ(send(message(), {std::string(resident), std::string(jane), more}).kind, Kind::refuse);
}

TEST_F(AcknowledgedDraft, IsGoodForItsSenderAlone) {
  acknowledge(appraise_silent_copy());
  const auto other = message("", "office@eastmere-tc.gov.uk");
  EXPECT_EQ(send(other, {std::string(resident), std::string(jane)}).kind, Kind::refuse);
}

TEST_F(AcknowledgedDraft, IsGoodForFifteenMinutes) {
  acknowledge(appraise_silent_copy());
  now_ += 16min;
  EXPECT_EQ(send_silent_copy().kind, Kind::refuse);
}

TEST_F(AcknowledgedDraft, MayTryAgainWhereTheNextHopTookItNot) {
  acknowledge(appraise_silent_copy());
  const auto decision = send_silent_copy();
  pipeline_.finish(last_, decision, stores::OutcomeKind::rejected, 451);
  EXPECT_EQ(send_silent_copy().if_accepted, stores::OutcomeKind::acknowledged);
}

TEST_F(AcknowledgedDraft, IsOnRecordWhereAWarningWouldHaveLetItPass) {
  policies_.replace(example_policy_with(policy::Action::warn));
  acknowledge(appraise_silent_copy());
  EXPECT_EQ(send_silent_copy().if_accepted, stores::OutcomeKind::acknowledged);
}

TEST_F(AcknowledgedDraft, CannotBeWhatThePolicyBlocks) {
  policies_.replace(example_policy_with(policy::Action::block));
  const auto seen = appraise_silent_copy();
  const auto given = pipeline_.acknowledge(seen, seen.finding_keys, "", "uid 1000");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().fault, base::Fault::refused);
}

TEST_F(AcknowledgedDraft, CannotNameAFindingThatItHasNot) {
  const auto given = pipeline_.acknowledge(appraise_silent_copy(), {"made up"}, "", "uid 1000");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().fault, base::Fault::malformed);
}

TEST_F(AcknowledgedDraft, OfAStrangerHasNoFindings) {
  const auto seen = appraise(message("", "x@elsewhere.example"), {std::string(jane)});
  EXPECT_FALSE(seen.assessment.verdict);
}

TEST_F(PipelineTest, NotesUncheckedMailOfTheCouncilAlone) {
  EXPECT_TRUE(pipeline_.note_unchecked(now_, clerk, "id@host", "away", "uid 1000"));
  EXPECT_FALSE(pipeline_.note_unchecked(now_, resident, "", "away", "uid 1000"));
  const auto told = ledger_.list_unchecked({});
  ASSERT_EQ(told->size(), 1u);
  EXPECT_EQ(told->front().sender_name, "Helen Ward");
  EXPECT_EQ(told->front().message_key, LedgerHistory(ledger_, "").key_of("id@host"));
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
