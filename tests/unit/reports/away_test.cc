// SPDX-License-Identifier: MPL-2.0

#include "reports/away.h"

#include <gtest/gtest.h>

#include "reports/formats.h"
#include "reports/standing_out.h"

namespace candour::reports {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// The clocks went back on the 25th: 745 hours.
const Period october = period_of("2026-10", "2026-10").value();
const base::Instant start = october.begin();
const base::Instant in_november = october.end() + hours(8);

stores::Run run(base::Instant began, base::Instant ended, bool goes_on = false) {
  return {1, began, ended, goes_on};
}

TEST(Away, IsUnknownWhereNothingWasNoted) {
  EXPECT_FALSE(away_in(october, {}, in_november));
  EXPECT_FALSE(away_in(october, {run(october.end() + hours(1), in_november)}, in_november));
  EXPECT_FALSE(away_in(october, {run(start - hours(9), start)}, start - hours(1)));
}

TEST(Away, IsNoneWhereItRanThroughout) {
  const auto away = away_in(october, {run(start - hours(9), in_november, true)}, in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->stretches, 0u);
  EXPECT_EQ(away->known_from, start);
  EXPECT_EQ(away_sentences(away, october), std::vector<std::string>{"It ran all the time."});
}

TEST(Away, BeginsToBeKnownWithTheFirstStart) {
  const auto away = away_in(october, {run(start + hours(100), in_november)}, in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->known_from, start + hours(100));
  EXPECT_EQ(away->total, hours(0));
  EXPECT_EQ(away_sentences(away, october).size(), 2u);
}

TEST(Away, CountsAWholeMonthByItsHoursWithTheClockChange) {
  const auto away =
      away_in(october,
              {run(start - hours(9), start - hours(1)), run(october.end() + hours(1), in_november)},
              in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(minutes_of(away->total), 745u * 60u);
}

TEST(Away, TellsTheLongestStretchesFirst) {
  std::vector<stores::Run> runs;
  auto at = start - hours(1);
  for (int i = 1; i <= 7; ++i) {
    runs.push_back(run(at, at + hours(2)));
    at += hours(2 + i);
  }
  runs.push_back(run(at, in_november));
  const auto away = away_in(october, runs, in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->total, hours(28));
  EXPECT_EQ(away->stretches, 7u);
  ASSERT_EQ(away->longest.size(), most_stretches);
  EXPECT_EQ(away->longest.front().to - away->longest.front().from, hours(7));
}

TEST(Away, TakesNoNoteOfARestart) {
  const auto away = away_in(
      october, {run(start, start + hours(1)), run(start + hours(1) + minutes(1), in_november)},
      in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->total, hours(0));
}

TEST(Away, CountsWhatTwoRunsCoverOnce) {
  const auto away = away_in(october,
                            {run(start, start + hours(10)), run(start + hours(5), start + hours(8)),
                             run(start + hours(9), in_november)},
                            in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->total, hours(1));  // the first ends, by what is known, where the next begins
}

TEST(Away, BearsAClockThatWasPutBack) {
  const auto away = away_in(
      october, {run(start + hours(3), start + hours(4)), run(start + hours(2), in_november)},
      in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->total, hours(0));
}

TEST(Away, BearsAClockThatWasYearsAhead) {
  const auto ahead = start + hours(50'000);
  const auto away = away_in(october,
                            {run(start, start + hours(1)), run(ahead, ahead + hours(1)),
                             run(start + hours(3), in_november)},
                            in_november);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->total, hours(2));
}

TEST(Away, CountsFromTheLastSignOfOneThatWasKilled) {
  const auto now = start + hours(10);
  const auto killed = away_in(october, {run(start, start + hours(4), true)}, now);
  ASSERT_TRUE(killed);
  EXPECT_EQ(killed->total, hours(6));
  const auto alive = away_in(october, {run(start, now - minutes(1), true)}, now);
  ASSERT_TRUE(alive);
  EXPECT_EQ(alive->total, hours(0));
}

TEST(Away, StandsInEveryForm) {
  Figures figures;
  figures.trend.resize(13);
  figures.runs = {run(start, start + hours(4)), run(start + hours(18) + minutes(5), in_november)};
  policy::Policy policy;
  policy.council = "Eastmere Town Council";
  const auto summary = summarise(october, Reading::open, policy, figures, in_november);
  EXPECT_NE(as_text(summary).find("14 hours 5 minutes"), std::string::npos);
  EXPECT_NE(as_html(summary).find("14 hours 5 minutes"), std::string::npos);
  EXPECT_NE(as_csv(summary).find("away,all,minutes,845\r\n"), std::string::npos);
  EXPECT_NE(as_json(summary).find("\"minutes\": 845"), std::string::npos);
  EXPECT_NE(standing_out(summary).at(1).find("14 hours 5 minutes"), std::string::npos);
}

}  // namespace
}  // namespace candour::reports
