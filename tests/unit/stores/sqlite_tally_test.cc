// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_tally.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "stores/sealing.h"
#include "stores/sqlite.h"
#include "stores/sqlite_review.h"
#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

base::Instant at_minute(int minute) {
  return base::Instant{std::chrono::minutes{minute} + std::chrono::hours{480'000}};
}

// A sent message with one finding.
DecisionRow decision(const std::string& id, int minute = 0) {
  DecisionRow row;
  row.id = id;
  row.time = at_minute(minute);
  row.entrance = "smtp";
  row.verdict = "confirm";
  row.sender_key = "clerk-key";
  row.message_key = "m-" + id;
  row.findings = {{"silent-copy", "", "confirm", {"Jane Smith"}, {{"envelope", "", 3, 4}}}};
  row.unchecked = {"attachment: encrypted"};
  return row;
}

class TallyTest : public testing::Test {
 protected:
  void SetUp() override { ledger_ = std::move(open_sqlite(file()).value()); }

  std::filesystem::path file() const { return folder_.path() / "ledger.sqlite"; }

  void record(const DecisionRow& row, OutcomeKind kind, const std::string& reason = "") {
    ASSERT_TRUE(ledger_->record_decision(row));
    ASSERT_TRUE(ledger_->record_outcome({row.id, row.time, kind, 250, reason}));
  }

  Tally count(base::Instant from = base::Instant::min(),
              base::Instant to = base::Instant::max()) const {
    const auto tallies = open_sqlite_tallies(file());
    EXPECT_TRUE(tallies) << tallies.error().detail;
    const auto counted = (*tallies)->tally(from, to);
    EXPECT_TRUE(counted) << counted.error().detail;
    return *counted;
  }

  const support::TemporaryFolder folder_;
  std::unique_ptr<Ledger> ledger_;
};

DecisionRow clean(const std::string& id, int minute = 0) {
  auto row = decision(id, minute);
  row.findings.clear();
  row.unchecked.clear();
  return row;
}

TEST_F(TallyTest, AnEmptyLedgerHasNoRows) {
  const auto counted = count();
  EXPECT_TRUE(counted.mail.empty());
  EXPECT_TRUE(counted.rules.empty());
  EXPECT_TRUE(counted.unchecked.empty());
}

TEST_F(TallyTest, CountsMailByEntranceAndOutcome) {
  record(clean("one"), OutcomeKind::delivered);
  record(clean("two"), OutcomeKind::delivered);
  record(decision("three"), OutcomeKind::refused);
  record(decision("four"), OutcomeKind::acknowledged, "asked by the chair");
  const auto counted = count();
  ASSERT_EQ(counted.mail.size(), 3u);
  EXPECT_EQ(counted.mail[0].outcome, OutcomeKind::acknowledged);
  EXPECT_EQ(counted.mail[0].with_findings, 1u);
  EXPECT_EQ(counted.mail[0].partly_unread, 1u);
  EXPECT_EQ(counted.mail[0].with_reason, 1u);
  EXPECT_EQ(counted.mail[1].outcome, OutcomeKind::delivered);
  EXPECT_EQ(counted.mail[1].entrance, "smtp");
  EXPECT_EQ(counted.mail[1].messages, 2u);
  EXPECT_EQ(counted.mail[1].with_findings, 0u);
  EXPECT_EQ(counted.mail[1].partly_unread, 0u);
  EXPECT_EQ(counted.mail[2].outcome, OutcomeKind::refused);
  EXPECT_EQ(counted.mail[2].with_reason, 0u);
}

TEST_F(TallyTest, AMessageWithoutOutcomeIsPending) {
  ASSERT_TRUE(ledger_->record_decision(decision("one")));
  const auto counted = count();
  ASSERT_EQ(counted.mail.size(), 1u);
  EXPECT_EQ(counted.mail[0].outcome, OutcomeKind::pending);
  EXPECT_EQ(counted.mail[0].with_reason, 0u);
  ASSERT_EQ(counted.rules.size(), 1u);
  EXPECT_EQ(counted.rules[0].outcome, OutcomeKind::pending);
}

TEST_F(TallyTest, ARuleThatFindsTwiceInAMessageCountsOnce) {
  auto row = decision("one");
  row.findings.push_back(row.findings.front());
  row.findings.push_back({"need-to-know", "", "note", {}, {}});
  record(row, OutcomeKind::resent);
  const auto counted = count();
  ASSERT_EQ(counted.rules.size(), 2u);
  EXPECT_EQ(counted.rules[0].rule, "need-to-know");
  EXPECT_EQ(counted.rules[0].action, "note");
  EXPECT_EQ(counted.rules[1].rule, "silent-copy");
  EXPECT_EQ(counted.rules[1].outcome, OutcomeKind::resent);
  EXPECT_EQ(counted.rules[1].messages, 1u);
  EXPECT_EQ(counted.mail[0].with_findings, 1u);
}

TEST_F(TallyTest, TheFirstInstantCountsAndTheLastDoesNot) {
  for (int minute : {1, 2, 3}) {
    record(decision("m" + std::to_string(minute), minute), OutcomeKind::delivered);
    ASSERT_TRUE(ledger_->record_unchecked({at_minute(minute), "", "s", "", "away", "token"}));
  }
  const auto counted = count(at_minute(2), at_minute(3));
  EXPECT_EQ(counted.mail.at(0).messages, 1u);
  EXPECT_EQ(counted.rules.at(0).messages, 1u);
  EXPECT_EQ(counted.unchecked.at(0).messages, 1u);
}

TEST_F(TallyTest, WhatTheMailboxShowsCountsOnceWhereTheProxyHadIt) {
  record(decision("one"), OutcomeKind::delivered);
  auto copy = decision("copy");
  copy.entrance = "mailbox";
  copy.message_key = "m-one";
  record(copy, OutcomeKind::delivered);
  auto elsewhere = decision("elsewhere");
  elsewhere.entrance = "mailbox";
  record(elsewhere, OutcomeKind::delivered);
  const auto counted = count();
  ASSERT_EQ(counted.mail.size(), 2u);
  EXPECT_EQ(counted.mail[0].entrance, "mailbox");
  EXPECT_EQ(counted.mail[0].messages, 1u);
  EXPECT_EQ(counted.mail[1].messages, 1u);
  ASSERT_EQ(counted.rules.size(), 2u);
  EXPECT_EQ(counted.rules[0].entrance, "mailbox");
  EXPECT_EQ(counted.rules[0].messages, 1u);
}

DecisionRow same_content(const std::string& id, int minute, const std::string& digest = "same") {
  auto row = decision(id, minute);
  row.content_digest = digest;
  return row;
}

TEST_F(TallyTest, AMessageThatWasRefusedAndCameAgainCountsOnceWhereItEnded) {
  record(same_content("asked", 10), OutcomeKind::refused);
  record(same_content("asked-again", 11), OutcomeKind::refused);
  record(same_content("sent", 25), OutcomeKind::resent);
  record(same_content("another", 12, "other"), OutcomeKind::refused);
  const auto counted = count();
  ASSERT_EQ(counted.mail.size(), 2u);
  EXPECT_EQ(counted.mail[0].outcome, OutcomeKind::refused);
  EXPECT_EQ(counted.mail[0].messages, 1u);
  EXPECT_EQ(counted.mail[1].outcome, OutcomeKind::resent);
  EXPECT_EQ(counted.mail[1].messages, 1u);
  ASSERT_EQ(counted.rules.size(), 2u);
  EXPECT_EQ(counted.rules[0].messages, 1u);
  EXPECT_EQ(counted.findings, 2u);
}

TEST_F(TallyTest, AMessageThatCameAgainInTheNextMonthIsNoneOfTheFirst) {
  record(same_content("asked", 10), OutcomeKind::refused);
  record(same_content("sent", 12), OutcomeKind::resent);
  EXPECT_TRUE(count(at_minute(0), at_minute(11)).mail.empty());
  EXPECT_TRUE(count(at_minute(0), at_minute(11)).rules.empty());
  EXPECT_EQ(count(at_minute(11), at_minute(20)).mail.at(0).messages, 1u);
}

TEST_F(TallyTest, TheSameMessageOnAnotherDayIsAnother) {
  record(same_content("asked", 10), OutcomeKind::refused);
  record(same_content("sent", 26), OutcomeKind::refused);
  EXPECT_EQ(count().mail.at(0).messages, 2u);
}

TEST_F(TallyTest, WithoutADigestNothingIsTakenForTheSame) {
  record(same_content("asked", 10, ""), OutcomeKind::refused);
  record(same_content("sent", 12, ""), OutcomeKind::resent);
  EXPECT_EQ(count().mail.size(), 2u);
}

TEST_F(TallyTest, WhereDigestsAreErasedTheOneThatWasAskedAboutIsTakenForTheOneThatWasSent) {
  const std::string erased(erased_by_age);
  record(same_content("asked", 10, erased), OutcomeKind::refused);
  record(same_content("sent", 12, erased), OutcomeKind::resent);
  record(same_content("mended", 40, erased), OutcomeKind::refused);
  record(same_content("another", 41, erased), OutcomeKind::delivered);
  const auto counted = count();
  ASSERT_EQ(counted.mail.size(), 3u);
  EXPECT_EQ(counted.mail[0].outcome, OutcomeKind::delivered);
  EXPECT_EQ(counted.mail[1].outcome, OutcomeKind::refused);
  EXPECT_EQ(counted.mail[1].messages, 1u);
  EXPECT_EQ(counted.mail[2].outcome, OutcomeKind::resent);
}

TEST_F(TallyTest, WhatWaitsForItsEndIsCountedThoughItsLikeCame) {
  ASSERT_TRUE(ledger_->record_decision(same_content("first", 10)));
  record(same_content("second", 12), OutcomeKind::delivered);
  EXPECT_EQ(count().mail.size(), 2u);
}

TEST_F(TallyTest, AFalseAlarmMarkedAtEitherComingCountsOnce) {
  record(same_content("asked", 10), OutcomeKind::refused);
  record(same_content("sent", 12), OutcomeKind::resent);
  const auto review = open_sqlite_review(file());
  ASSERT_TRUE(review);
  ASSERT_TRUE((*review)->mark_false_alarm({"asked", 0}, {"It was none.", "helen", at_minute(30)}));
  EXPECT_EQ(count().false_alarms.at(0).findings, 1u);
  ASSERT_TRUE((*review)->mark_false_alarm({"sent", 0}, {"It was none.", "helen", at_minute(31)}));
  EXPECT_EQ(count().false_alarms.at(0).findings, 1u);
  EXPECT_EQ(count().findings, 1u);
}

TEST_F(TallyTest, ReceivedMailIsNotCounted) {
  auto row = decision("one");
  row.direction = Direction::received;
  record(row, OutcomeKind::delivered);
  EXPECT_TRUE(count().mail.empty());
  EXPECT_TRUE(count().rules.empty());
}

TEST_F(TallyTest, CountsUncheckedMailByReason) {
  ASSERT_TRUE(ledger_->record_unchecked({at_minute(1), "", "s", "a", "slow", "token"}));
  ASSERT_TRUE(ledger_->record_unchecked({at_minute(2), "", "s", "b", "away", "token"}));
  ASSERT_TRUE(ledger_->record_unchecked({at_minute(3), "", "s", "c", "away", "token"}));
  const auto counted = count();
  ASSERT_EQ(counted.unchecked.size(), 2u);
  EXPECT_EQ(counted.unchecked[0].why, "away");
  EXPECT_EQ(counted.unchecked[0].messages, 2u);
  EXPECT_EQ(counted.unchecked[1].why, "slow");
}

// The same figures, counted over the rows that the ledger lists.
TEST_F(TallyTest, AgreesWithTheLedgersOwnList) {
  constexpr std::array kinds{OutcomeKind::delivered, OutcomeKind::resent, OutcomeKind::refused,
                             OutcomeKind::acknowledged, OutcomeKind::rejected};
  for (int number = 0; number < 60; ++number) {
    auto row = decision("n" + std::to_string(number), number);
    if (number % 3 == 0) row.findings.clear();
    if (number % 4 == 0) row.findings.push_back({"late-reply", "", "note", {}, {}});
    if (number % 5 == 0) row.unchecked.clear();
    if (number % 7 == 0) row.entrance = "mailbox";
    if (number % 14 == 0) row.message_key = "m-n" + std::to_string(number + 1);
    record(row, kinds[static_cast<std::size_t>(number) % kinds.size()],
           number % 6 == 0 ? "agreed" : "");
  }
  using Mail = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>;
  std::map<std::pair<std::string, OutcomeKind>, Mail> mail;
  std::map<std::tuple<std::string, std::string, std::string, OutcomeKind>, std::uint64_t> rules;
  const auto entries = ledger_->list({.findings_only = false});
  ASSERT_TRUE(entries);
  for (const auto& [made, end] : *entries) {
    auto& [messages, findings, unread, reasons] = mail[{made.entrance, end.kind}];
    ++messages;
    findings += made.findings.empty() ? 0 : 1;
    unread += made.unchecked.empty() ? 0 : 1;
    reasons += end.reason.empty() ? 0 : 1;
    std::set<std::pair<std::string, std::string>> found;
    for (const auto& finding : made.findings) found.insert({finding.rule, finding.action});
    for (const auto& [rule, action] : found) ++rules[{rule, action, made.entrance, end.kind}];
  }
  const auto counted = count();
  EXPECT_LT(entries->size(), 60u) << "some stood in a mailbox and came past the proxy";
  ASSERT_EQ(counted.mail.size(), mail.size());
  for (const auto& row : counted.mail) {
    const Mail figures{row.messages, row.with_findings, row.partly_unread, row.with_reason};
    EXPECT_EQ(figures, (mail[{row.entrance, row.outcome}])) << row.entrance;
  }
  ASSERT_EQ(counted.rules.size(), rules.size());
  for (const auto& row : counted.rules)
    EXPECT_EQ(row.messages, (rules[{row.rule, row.action, row.entrance, row.outcome}])) << row.rule;
}

TEST_F(TallyTest, CountsWhileTheLedgerIsWritten) {
  record(decision("one"), OutcomeKind::delivered);
  const auto tallies = open_sqlite_tallies(file());
  ASSERT_TRUE(tallies) << tallies.error().detail;
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(
      sqlite3_exec(writer, "BEGIN IMMEDIATE; DELETE FROM decision", nullptr, nullptr, nullptr),
      SQLITE_OK);
  const auto counted = (*tallies)->tally(base::Instant::min(), base::Instant::max());
  sqlite3_close(writer);
  ASSERT_TRUE(counted) << counted.error().detail;
  EXPECT_EQ(counted->mail.at(0).messages, 1u);
  record(decision("two"), OutcomeKind::delivered);
  const auto later = (*tallies)->tally(base::Instant::min(), base::Instant::max());
  ASSERT_TRUE(later);
  EXPECT_EQ(later->mail.at(0).messages, 2u);
}

TEST(SqliteTallies, AMissingLedgerIsSaidAndNotMade) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  const auto tallies = open_sqlite_tallies(file);
  ASSERT_FALSE(tallies);
  EXPECT_EQ(tallies.error().fault, base::Fault::malformed);
  EXPECT_NE(tallies.error().detail.find(file.string()), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace candour::stores
