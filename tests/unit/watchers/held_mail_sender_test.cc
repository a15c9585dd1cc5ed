// SPDX-License-Identifier: MPL-2.0
//
// The sender of held mail with a mail server and a clock in the test's hands.

#include "watchers/held_mail_sender.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "pipeline/held_notice.h"
#include "stores/sqlite.h"
#include "support/temporary_folder.h"

namespace candour::watchers {
namespace {

using namespace std::chrono_literals;
using remotes::Sending;
using stores::HeldStage;

constexpr std::string_view id = "00112233445566aa";

class HeldMailSenderTest : public testing::Test {
 protected:
  void hold() {
    stores::HeldEnvelope envelope;
    envelope.id = id;
    envelope.held_at = now_;
    envelope.mail_from = "clerk@eastmere-tc.gov.uk";
    envelope.rcpt_to = {"bob@resident.example", "jane.smith@eastmere-tc.gov.uk"};
    envelope.rules = {"silent-copy"};
    ASSERT_TRUE(held_.hold(envelope, {"Subject: Plot\r\n\r\nFree.\r\n"}));
  }
  void release() {
    stores::HeldMark mark;
    mark.stage = HeldStage::due;
    mark.time = mark.next_try = now_;
    mark.by = "helen";
    ASSERT_TRUE(held_.put_mark(id, held_.mark_of(id)->stage, mark));
  }
  Sending send(const remotes::OutgoingMail& mail, const std::function<bool()>& before_last_byte) {
    const bool notice = mail.mail_from.empty();
    (notice ? notices_ : sent_).emplace_back(mail.bytes);
    if ((notice || reaches_last_byte_) && !before_last_byte()) return {};
    if (notice) return {Sending::Kind::accepted, 250, "ok"};
    stage_at_last_byte_ = held_.mark_of(id)->stage;
    return {reaction_, 0, "said the server"};
  }
  HeldStage stage() const { return held_.mark_of(id)->stage; }
  bool gone() const { return !held_.read(id).has_value(); }
  stores::OutcomeKind outcome() const {
    const auto entries = ledger_->list({.findings_only = false});
    return entries->empty() ? stores::OutcomeKind::pending : entries->front().outcome.kind;
  }

  const support::TemporaryFolder folder_;
  const stores::HeldMail held_{folder_.path(), 1u << 20};
  const std::unique_ptr<stores::Ledger> ledger_ = *stores::open_sqlite(":memory:");
  base::Instant now_ = std::chrono::floor<std::chrono::seconds>(base::now());
  Sending::Kind reaction_ = Sending::Kind::accepted;
  bool reaches_last_byte_ = true;
  HeldStage stage_at_last_byte_ = HeldStage::waiting;
  std::vector<std::string> sent_, notices_;
  HeldMailSender sender_{
      held_, *ledger_, [this](const auto& mail, const auto& before) { return send(mail, before); },
      24h * 14, [this] { return now_; }};
};

TEST_F(HeldMailSenderTest, LeavesWhatNobodyHasDecidedOn) {
  hold();
  sender_.attend();
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(stage(), HeldStage::waiting);
}

TEST_F(HeldMailSenderTest, SendsWhatWasReleasedOnceAndTellsItsSender) {
  hold();
  release();
  sender_.attend();
  EXPECT_EQ(stage_at_last_byte_, HeldStage::sending);
  EXPECT_TRUE(gone());
  sender_.attend();
  sender_.attend();
  EXPECT_EQ(sent_.size(), 1u);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_NE(notices_.front().find("It was released by helen"), std::string::npos);
  EXPECT_EQ(notices_.front().find("jane.smith"), std::string::npos);
  EXPECT_TRUE(held_.states()->empty());
}

TEST_F(HeldMailSenderTest, WaitsLongerAfterEachTimeItWasNotTaken) {
  hold();
  release();
  reaction_ = Sending::Kind::later;
  for (const auto pause : {1min, 5min, 15min, 60min, 60min}) {
    sender_.attend();
    EXPECT_EQ(held_.mark_of(id)->next_try, now_ + pause);
    const auto tries = sent_.size();
    now_ += pause - 1s;
    sender_.attend();
    EXPECT_EQ(sent_.size(), tries);
    now_ += 1s;
  }
  EXPECT_TRUE(notices_.empty());
}

TEST_F(HeldMailSenderTest, GivesItToSomebodyAfterFiveDays) {
  hold();
  release();
  reaction_ = Sending::Kind::later;
  for (int i = 0; i < 120; ++i, now_ += 60min) sender_.attend();
  EXPECT_EQ(stage(), HeldStage::failed);
  sender_.attend();
  EXPECT_EQ(notices_.size(), 1u);
}

TEST_F(HeldMailSenderTest, NeverSendsAgainWhatMayHaveBeenSent) {
  hold();
  release();
  reaction_ = Sending::Kind::unknown;
  for (int i = 0; i < 5; ++i, now_ += 24h) sender_.attend();
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_EQ(stage(), HeldStage::unknown);
  EXPECT_EQ(notices_.size(), 1u);
}

TEST_F(HeldMailSenderTest, GivesWhatTheServerRefusedToSomebodyEvenBeforeTheLastByte) {
  hold();
  release();
  reaction_ = Sending::Kind::refused;
  reaches_last_byte_ = false;
  sender_.attend();
  EXPECT_EQ(stage(), HeldStage::failed);
  EXPECT_EQ(held_.mark_of(id)->answer, "said the server");
}

TEST_F(HeldMailSenderTest, SettlesWhatACrashLeftDone) {
  hold();
  stores::HeldMark mark;
  mark.stage = HeldStage::discarded;
  mark.by = "helen";
  mark.reason = "Ask her first.";
  ASSERT_TRUE(held_.put_mark(id, HeldStage::waiting, mark));
  sender_.attend();
  sender_.attend();
  EXPECT_TRUE(gone());
  EXPECT_TRUE(sent_.empty());
  ASSERT_EQ(notices_.size(), 1u);
}

TEST_F(HeldMailSenderTest, SendsBackWhatNobodyDecidedOnInTime) {
  hold();
  now_ += 24h * 14 + 1min;
  sender_.attend();
  sender_.attend();
  EXPECT_TRUE(gone());
  EXPECT_TRUE(sent_.empty());
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_NE(notices_.front().find("Subject: Plot\r\n\r\nFree.\r\n"), std::string::npos);
}

TEST_F(HeldMailSenderTest, NeverSendsWhatTheDiskDamaged) {
  hold();
  release();
  const auto file = folder_.path() / (std::string(id) + ".held");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  sender_.attend();
  EXPECT_TRUE(sent_.empty());
}

}  // namespace
}  // namespace candour::watchers
