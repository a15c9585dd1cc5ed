// SPDX-License-Identifier: MPL-2.0

#include "app/summary_post.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

using namespace std::chrono;
using base::Month;
using stores::HeldMark;
using stores::HeldStage;

class SummaryPostTest : public testing::Test {
 protected:
  void put(Month month, const std::vector<HeldStage>& stages, HeldMark mark = {}) {
    stores::HeldEnvelope envelope;
    envelope.id = watchers::spool_id(month);
    envelope.held_at = now_;
    envelope.mail_from = "candour@e.gov.uk";
    envelope.rcpt_to = {"clerk@e.gov.uk", "chair@e.gov.uk"};
    ASSERT_TRUE(spool_.hold(envelope, {"Subject: x\r\n\r\nx\r\n"}));
    auto from = HeldStage::waiting;
    for (const auto stage : stages) {
      mark.stage = stage;
      mark.time = now_;
      ASSERT_TRUE(spool_.put_mark(envelope.id, from, mark)) << stores::name_of(stage);
      from = stage;
    }
  }
  void leave_out(Month month, std::string_view reason) {
    HeldMark mark;
    mark.stage = HeldStage::discarded;
    mark.reason = reason;
    stores::HeldEnvelope envelope;
    envelope.id = watchers::spool_id(month);
    envelope.rcpt_to = {"clerk@e.gov.uk"};
    ASSERT_TRUE(spool_.hold_nothing(envelope, mark));
  }
  SummaryState only(const std::map<Month, std::string>& troubles = {}) const {
    auto states = *summary_states(post_, spool_, now_, troubles);
    EXPECT_EQ(states.size(), 1u);
    return states.at(0);
  }
  std::string health() const {
    return summary_health(post_, *summary_states(post_, spool_, now_), now_).words;
  }

  const support::TemporaryFolder folder_;
  const stores::HeldMail spool_ = summary_spool(folder_.path());
  const SummaryPost post_{.send_to = {},
                          .from = {},
                          .reply_to = {},
                          .schedule = {.zone = *base::TimeZone::named("Europe/London")},
                          .server = {}};
  const base::Instant now_ = sys_days(2026y / November / 1) + 8h + 5min;
  static constexpr Month october = 2026y / October;
};

TEST_F(SummaryPostTest, SaysWhenTheNextGoesWhereNoneHasGoneYet) {
  EXPECT_TRUE(summary_states(post_, spool_, now_)->empty());
  EXPECT_EQ(health(), "That of November 2026 goes out on 1 December 2026 at 08:00.");
}

TEST_F(SummaryPostTest, TellsWhatWasSent) {
  leave_out(2026y / September, watchers::before_the_first);
  put(october, {HeldStage::due, HeldStage::sending, HeldStage::sent});
  const auto state = only();
  EXPECT_TRUE(state.well);
  EXPECT_EQ(state.words, "was sent on 1 November 2026 at 08:05 to 2 recipients");
  EXPECT_EQ(health(),
            "That of October 2026 was sent on 1 November 2026 at 08:05 to 2 recipients. That of "
            "November 2026 goes out on 1 December 2026 at 08:00.");
}

TEST_F(SummaryPostTest, AsksToLookWhereNobodyKnows) {
  put(october, {HeldStage::due, HeldStage::sending, HeldStage::unknown});
  EXPECT_FALSE(only().well);
  EXPECT_NE(only().cure.find("candour summary send --month 2026-10 --again"), std::string::npos);
}

TEST_F(SummaryPostTest, TellsWhatTheServerSaysAndWhenItIsTriedAgain) {
  HeldMark mark;
  mark.tries = 2;
  mark.next_try = now_ + 5min;
  mark.answer = "451 busy";
  put(october, {HeldStage::due}, mark);
  EXPECT_FALSE(only().well);
  EXPECT_EQ(
      only().words,
      "was tried 2 times and not taken; candourd tries again on 1 November 2026 at 08:10. The "
      "mail server: 451 busy");
}

TEST_F(SummaryPostTest, TellsWhoStoppedIt) {
  HeldMark mark;
  mark.answer = "Copied in secret (silent-copy)";
  mark.by = watchers::our_rules;
  put(october, {HeldStage::failed}, mark);
  EXPECT_EQ(only().words, "is stopped by the council's own rules: Copied in secret (silent-copy)");
  EXPECT_NE(only().cure.find("--reason"), std::string::npos);
}

TEST_F(SummaryPostTest, TellsWhatTheServerRefused) {
  HeldMark mark;
  mark.answer = "550 nobody here";
  put(october, {HeldStage::due, HeldStage::failed}, mark);
  EXPECT_EQ(only().words, "was refused by the mail server: 550 nobody here");
}

TEST_F(SummaryPostTest, TellsOfAMonthThatIsNotPreparedAndWhy) {
  leave_out(2026y / September, watchers::before_the_first);
  EXPECT_EQ(only().stage, "not-prepared");
  EXPECT_TRUE(only().well);  // candourd has ten minutes
  EXPECT_EQ(only().words, "is due since 1 November 2026 at 08:00 and not prepared yet");
  const auto told = only({{october, "the PDF cannot be made"}});
  EXPECT_FALSE(told.well);
  EXPECT_NE(told.words.find(": the PDF cannot be made"), std::string::npos);
}

TEST_F(SummaryPostTest, HasNoPatienceWithoutEnd) {
  leave_out(2026y / September, watchers::before_the_first);
  const auto later = *summary_states(post_, spool_, now_ + 1h);
  EXPECT_FALSE(later.at(0).well);
}

TEST_F(SummaryPostTest, TellsWhatADiskDamaged) {
  put(october, {HeldStage::due});
  const auto file = folder_.path() / "summaries" / (watchers::spool_id(october) + ".held");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  EXPECT_EQ(only().stage, "damaged");
  EXPECT_FALSE(only().well);
}

TEST_F(SummaryPostTest, TellsWhatKeepsAPreparedOneFromGoingOn) {
  put(october, {});
  EXPECT_TRUE(only().well);
  EXPECT_FALSE(only({{october, "the ledger does not answer"}}).well);
}

}  // namespace
}  // namespace candour::app
