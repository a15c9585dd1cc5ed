// SPDX-License-Identifier: MPL-2.0
//
// What every review must do. A store's own test gives a way to open an empty ledger and a review of
// it.
#pragma once

#include <gtest/gtest.h>

#include "ledger_rows.h"
#include "stores/review.h"

namespace candour::stores {

struct ReviewedLedger {
  std::shared_ptr<void> place;  // lives as long as the two
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<Review> review;
};
using OpenReview = ReviewedLedger (*)();

class ReviewContract : public testing::TestWithParam<OpenReview> {
 protected:
  std::vector<std::string> ids(const ReviewFilter& filter) const {
    std::vector<std::string> listed;
    const auto entries = review_.list(filter);
    for (const auto& entry : entries.value()) listed.push_back(entry.decision.id);
    return listed;
  }

  ReviewedLedger opened_ = GetParam()();
  Ledger& ledger_ = *opened_.ledger;
  Review& review_ = *opened_.review;
};

TEST_P(ReviewContract, ListsBySenderOrPersonOutcomeAndEntrance) {
  ASSERT_TRUE(ledger_.record_decision(decision("one", 1)));
  auto other = decision("two", 2);
  other.sender_name = "Aisha Khan";
  other.entrance = "milter";
  other.findings[0].people = {"Robert Jones"};
  ASSERT_TRUE(ledger_.record_decision(other));
  ASSERT_TRUE(ledger_.record_outcome(outcome("one", OutcomeKind::refused)));
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids({}), (Ids{"two", "one"}));
  EXPECT_EQ(ids({.person = "Helen Ward"}), Ids{"one"});
  EXPECT_EQ(ids({.person = "Robert Jones"}), Ids{"two"});
  EXPECT_EQ(ids({.person = "Robert"}), Ids{});
  EXPECT_EQ(ids({.outcome = OutcomeKind::refused}), Ids{"one"});
  EXPECT_EQ(ids({.outcome = OutcomeKind::pending}), Ids{"two"});
  EXPECT_EQ(ids({.entrance = "milter"}), Ids{"two"});
  EXPECT_EQ(ids({.rule = "silent-copy", .person = "Robert Jones"}), Ids{"two"});
  EXPECT_EQ(ids({.rule = "over-familiar"}), Ids{});
  EXPECT_EQ(ids({.from = at_minute(2)}), Ids{"two"});
  EXPECT_EQ(ids({.to = at_minute(2)}), Ids{"one"});
  EXPECT_EQ(ids({.limit = 1}), Ids{"two"});
  EXPECT_EQ(ids({.limit = 1, .offset = 1}), Ids{"one"});
  EXPECT_EQ(ids({.offset = 2}), Ids{});
}

TEST_P(ReviewContract, ListsSentMailWithFindingsOnce) {
  auto quiet = decision("quiet");
  quiet.findings.clear();
  auto received = decision("received");
  received.direction = Direction::received;
  auto proxied = decision("proxied");
  proxied.message_key = "same";
  auto found = decision("found");
  found.message_key = "same";
  found.entrance = "mailbox";
  for (const auto& row : {quiet, received, proxied, found})
    ASSERT_TRUE(ledger_.record_decision(row));
  ASSERT_TRUE(ledger_.record_outcome(outcome("proxied", OutcomeKind::delivered)));
  EXPECT_EQ(ids({}), std::vector<std::string>{"proxied"});
}

TEST_P(ReviewContract, FindsAMessageByItsId) {
  ASSERT_TRUE(ledger_.record_decision(decision("one")));
  ASSERT_TRUE(ledger_.record_outcome(outcome("one", OutcomeKind::held)));
  const auto found = review_.find("one");
  ASSERT_TRUE(found && *found);
  ASSERT_EQ((*found)->decision.findings.size(), 1u);
  EXPECT_EQ((*found)->decision.findings[0].evidence[0].offset, 3u);
  EXPECT_EQ((*found)->outcome.kind, OutcomeKind::held);
  EXPECT_FALSE(review_.find("another")->has_value());
}

TEST_P(ReviewContract, CountsSentMessagesByHourAndFate) {
  auto quiet = decision("quiet", 3);
  quiet.findings.clear();
  quiet.unchecked.clear();
  for (const auto& row : {decision("one", 1), decision("two", 2), quiet, decision("late", 70)})
    ASSERT_TRUE(ledger_.record_decision(row));
  for (const auto* id : {"one", "two", "quiet"})
    ASSERT_TRUE(ledger_.record_outcome(outcome(id, OutcomeKind::delivered)));
  const auto tallies = review_.tally(at_minute(0), at_minute(1'000));
  ASSERT_TRUE(tallies) << tallies.error().detail;
  ASSERT_EQ(tallies->size(), 3u);
  for (const auto& tally : *tallies) {
    if (tally.hour != at_minute(0)) continue;
    EXPECT_EQ(tally.messages, tally.found ? 2u : 1u);
    EXPECT_EQ(tally.unread, tally.found);
    EXPECT_EQ(tally.outcome, OutcomeKind::delivered);
  }
  EXPECT_EQ((*tallies)[2].hour, at_minute(60));
  EXPECT_EQ((*tallies)[2].outcome, OutcomeKind::pending);
  EXPECT_EQ(review_.tally(at_minute(2), at_minute(70))->size(), 2u);
}

TEST_P(ReviewContract, TellsWhatNobodyLookedAt) {
  ASSERT_TRUE(ledger_.record_unchecked({at_minute(5), "Helen Ward", "k", "m", "away", "token"}));
  EXPECT_EQ(review_.unchecked(at_minute(0), at_minute(6))->size(), 1u);
  EXPECT_EQ(review_.unchecked(at_minute(0), at_minute(5))->size(), 0u);
}

TEST_P(ReviewContract, RemembersWhichFindingsWereFalseAlarms) {
  ASSERT_TRUE(ledger_.record_decision(decision("one")));
  EXPECT_FALSE((*review_.find("one"))->false_alarms.at(0));
  const FindingPlace place{"one", 0};
  ASSERT_TRUE(review_.mark_false_alarm(place, {"first", "helen", at_minute(1)}));
  ASSERT_TRUE(review_.mark_false_alarm(place, {"second thought", "tom", at_minute(2)}));
  const auto marked = review_.list({});
  const auto& alarm = marked->front().false_alarms.at(0);
  ASSERT_TRUE(alarm);
  EXPECT_EQ(alarm->reason, "second thought");
  EXPECT_EQ(alarm->marked_by, "tom");
  EXPECT_EQ(alarm->time, at_minute(2));
  ASSERT_TRUE(review_.unmark_false_alarm(place));
  EXPECT_FALSE((*review_.find("one"))->false_alarms.at(0));
}

TEST_P(ReviewContract, RefusesAFalseAlarmOfAFindingThatIsNot) {
  ASSERT_TRUE(ledger_.record_decision(decision("one")));
  for (const auto& place : {FindingPlace{"one", 1}, FindingPlace{"two", 0}}) {
    const auto marked = review_.mark_false_alarm(place, {"why", "helen", at_minute(1)});
    ASSERT_FALSE(marked);
    EXPECT_EQ(marked.error().fault, base::Fault::refused);
  }
}

}  // namespace candour::stores
