// SPDX-License-Identifier: MPL-2.0

#include "pipeline/mailbox.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "pipeline/notice.h"
#include "support/failing_ledger.h"
#include "support/source_folder.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = [] {
    const std::filesystem::path policies = std::filesystem::path(source_folder()) / "policies";
    return policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
  }();
  return policy;
}

constexpr std::string_view clerk = "clerk@eastmere-tc.gov.uk";
constexpr std::string_view jane = "jane.smith@eastmere-tc.gov.uk";
constexpr std::string_view robert = "robert.jones@eastmere-tc.gov.uk";
constexpr std::string_view resident = "tom.baker@resident.example";

class MailboxTest : public testing::Test {
 protected:
  struct Letter {
    std::string_view id, from, to;
    std::string headers{};
    std::string_view text = "The bench is mended.";
  };
  Submission mail(const Letter& letter, base::Instant received) {
    raw_ = "From: <" + std::string(letter.from) + ">\r\nTo: <" + std::string(letter.to) +
           ">\r\nSubject: Bench\r\nMessage-ID: <" + std::string(letter.id) + "@a.example>\r\n" +
           letter.headers + "\r\nDear all,\r\n\r\n" + std::string(letter.text) + "\r\n";
    Submission submission;
    submission.id = "id" + std::to_string(++count_);
    submission.entrance = "mailbox";
    submission.raw = raw_;
    submission.received = received;
    return submission;
  }
  stores::FolderPosition next() { return {"clerk mail.example:993", "sent", 1, ++uid_, 0, {}}; }
  static stores::MessagePlace place(const char* role, std::uint32_t uid) {
    return {"clerk mail.example:993", role, 1, uid};
  }
  std::uint32_t followed_to() const {
    const auto position = ledger_.find_position("clerk mail.example:993", "sent").value();
    return position ? position->last_uid : 0;
  }
  std::size_t rules_of(const FoundMail& found, std::string_view rule) const {
    std::size_t count = 0;
    for (const auto& judged : found.assessment.findings) count += judged.finding.rule == rule;
    return count;
  }

  const base::Instant noon_ = base::Instant{*base::parse_day("2026-07-20")} + 12h;
  support::FailingLedger ledger_;
  Policies policies_{example_policy()};
  Mailbox mailbox_{policies_, ledger_, nullptr};
  std::string raw_;
  std::uint32_t uid_ = 0;
  int count_ = 0;
};

TEST_F(MailboxTest, JudgesASentMailByItsBccField) {
  const Letter letter{"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"};
  const auto found = mailbox_.sent(mail(letter, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->found, stores::Found::recorded);
  EXPECT_EQ(rules_of(*found, "silent-copy"), 1u);
  const auto entries = ledger_.list({});
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().decision.entrance, "mailbox");
  EXPECT_EQ(entries->front().decision.time, noon_);
}

TEST_F(MailboxTest, SaysWhereNothingTellsOfBlindCopies) {
  const auto found = mailbox_.sent(mail({"a", clerk, resident}, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->assessment.unchecked.empty());
}

TEST_F(MailboxTest, RecordsADraftAsNothing) {
  const Letter letter{"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"};
  const auto found = mailbox_.draft(mail(letter, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_EQ(rules_of(*found, "silent-copy"), 1u);
  EXPECT_FALSE(found->found);
  EXPECT_TRUE(ledger_.list({.findings_only = false})->empty());
  EXPECT_EQ(followed_to(), 1u);
}

TEST_F(MailboxTest, KnowsThatADraftWithoutBccHasNoBlindCopies) {
  const auto found = mailbox_.draft(mail({"a", clerk, resident}, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->assessment.unchecked.empty());
}

TEST_F(MailboxTest, RemembersWhatCameInForTheAnswer) {
  ASSERT_TRUE(mailbox_.received(mail({"a", jane, clerk}, noon_), next()));
  const Letter answer{"b", clerk, robert, "In-Reply-To: <a@a.example>\r\n"};
  const auto found = mailbox_.sent(mail(answer, noon_ + 1h), next());
  ASSERT_TRUE(found);
  EXPECT_EQ(rules_of(*found, "copied-correspondence"), 1u);
}

TEST_F(MailboxTest, JudgesOldMailByWhatWentBeforeIt) {
  const Letter later{"a", jane, clerk, "References: <b@a.example>\r\n"};
  ASSERT_TRUE(mailbox_.received(mail(later, noon_ + 2h), next()));
  const auto found = mailbox_.sent(mail({"b", clerk, robert}, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_EQ(rules_of(*found, "copied-correspondence"), 0u);
}

TEST_F(MailboxTest, LetsNothingThatComesInReleaseAnything) {
  const Letter letter{"a", clerk, clerk, "", "This is no longer confidential."};
  ASSERT_TRUE(mailbox_.received(mail(letter, noon_), next()));
  const auto key = base::keyed_digest(ledger_.digest_key(), "a@a.example");
  const auto rows = ledger_.thread({key});
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_FALSE(rows->front().released);
  EXPECT_EQ(rows->front().direction, stores::Direction::received);
}

TEST_F(MailboxTest, PassesListsAndProgramsOver) {
  for (const auto* header :
       {"List-Id: <news.shop.example>\r\n", "Auto-Submitted: auto-replied\r\n"}) {
    const auto found = mailbox_.received(mail({"a", resident, clerk, header}, noon_), next());
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->found) << header;
  }
  const auto list = mailbox_.received(
      mail({"b", jane, clerk, "List-Id: <members.eastmere-tc.gov.uk>\r\n"}, noon_), next());
  EXPECT_EQ(list->found, stores::Found::recorded) << "a councillor's, whatever it came through";
  EXPECT_EQ(followed_to(), 3u);
}

TEST_F(MailboxTest, PassesOverWhoIsNotWatched) {
  const auto found = mailbox_.sent(mail({"a", resident, clerk}, noon_), next());
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->watched);
  EXPECT_FALSE(found->found);
  EXPECT_EQ(followed_to(), 1u);
}

TEST_F(MailboxTest, ListsSentMailAsUncheckedWhereItsSenderIsOutOfReach) {
  const auto submission =
      mail({"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"}, noon_);
  std::string fields;
  for (int i = 0; i < 2'500; ++i) fields += "X-Trace: " + std::to_string(i) + "\r\n";
  raw_.insert(0, fields);
  auto behind = submission;
  behind.raw = raw_;
  ASSERT_TRUE(mailbox_.sent(behind, next()));
  const auto unchecked = ledger_.list_unchecked({});
  ASSERT_EQ(unchecked->size(), 1u);
  EXPECT_EQ(unchecked->front().why, "no-sender");
  EXPECT_EQ(unchecked->front().told_by, "mailbox");
  EXPECT_EQ(followed_to(), uid_);
}

TEST_F(MailboxTest, NotesADueNoticeWhereSomethingWasFound) {
  const Letter wrong{"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"};
  EXPECT_TRUE(mailbox_.draft(mail(wrong, noon_), next(), place("drafts", 1))->to_be_told);
  EXPECT_FALSE(
      mailbox_.draft(mail({"b", clerk, resident}, noon_), next(), place("drafts", 2))->to_be_told);
  EXPECT_FALSE(mailbox_.draft(mail(wrong, noon_), next())->to_be_told) << "nobody is to be told";
  const auto sent = mailbox_.sent(mail(wrong, noon_), next(), place("sent", 1));
  EXPECT_TRUE(sent->to_be_told);
  EXPECT_FALSE(sent->went_through);
  const auto due = ledger_.notices("clerk mail.example:993");
  ASSERT_EQ(due->size(), 2u);
  EXPECT_EQ(due->front().concerns, due->back().concerns) << "it is one mail, by its Message-ID";
  EXPECT_EQ(due->front().concerns, sent->concerns);
  EXPECT_EQ(due->front().state, stores::NoticeState::due);
}

TEST_F(MailboxTest, TellsNobodyTwiceOfAMailThatWasFoundBefore) {
  const Letter wrong{"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"};
  ASSERT_TRUE(mailbox_.sent(mail(wrong, noon_), next(), place("sent", 1))->to_be_told);
  EXPECT_FALSE(mailbox_.sent(mail(wrong, noon_), next(), place("sent", 2))->to_be_told);
  EXPECT_EQ(ledger_.notices("clerk mail.example:993")->size(), 1u);
  // Whoever was killed before the notice was written looks at the same message once more.
  EXPECT_TRUE(mailbox_.sent(mail(wrong, noon_), next(), place("sent", 1))->to_be_told);
}

TEST_F(MailboxTest, TellsOfMailThatWentThroughUnlessItsWriterWasAsked) {
  const Letter wrong{"a", clerk, resident, "Bcc: <" + std::string(jane) + ">\r\n"};
  using stores::OutcomeKind;
  for (const auto outcome :
       {OutcomeKind::resent, OutcomeKind::acknowledged, OutcomeKind::delivered}) {
    stores::DecisionRow smtp;
    smtp.id = "smtp" + std::to_string(++count_);
    smtp.time = noon_ + std::chrono::minutes(count_);
    smtp.entrance = "smtp";
    smtp.message_key = base::keyed_digest(ledger_.digest_key(), "a@a.example");
    ASSERT_TRUE(ledger_.record_decision(smtp));
    ASSERT_TRUE(ledger_.record_outcome({smtp.id, smtp.time, outcome, 250, ""}));
    const auto found = mailbox_.sent(mail(wrong, noon_), next(), place("sent", uid_ + 1));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->went_through);
    EXPECT_EQ(found->to_be_told, outcome == OutcomeKind::delivered) << name_of(outcome);
  }
}

TEST_F(MailboxTest, PassesItsOwnNoticesOverAndNothingElse) {
  const auto received = [&](const std::string& raw) {
    raw_ = raw;
    Submission submission;
    submission.id = "notice";
    submission.raw = raw_;
    submission.received = noon_;
    return mailbox_.received(submission, next())->found.has_value();
  };
  const auto notice =
      notice_mail({"Subject", "Text"}, clerk, "n@notice", noon_, ledger_.digest_key());
  EXPECT_FALSE(received(notice));
  const auto mark = notice.substr(notice.find("X-Candour-Notice:"));
  const auto borrowed = "From: <" + std::string(jane) + ">\r\nMessage-ID: <x@a.example>\r\n" +
                        mark.substr(0, mark.find("\r\nMIME")) + "\r\n\r\nHello\r\n";
  EXPECT_TRUE(received(borrowed)) << "a mark that was taken from a notice";
}

TEST_F(MailboxTest, WantsTheMessageAgainWhereTheLedgerIsAway) {
  ledger_.away = true;
  EXPECT_FALSE(mailbox_.sent(mail({"a", clerk, resident}, noon_), next()));
  EXPECT_FALSE(mailbox_.received(mail({"b", jane, clerk}, noon_), next()));
  EXPECT_FALSE(mailbox_.draft(mail({"c", clerk, resident}, noon_), next()));
  ledger_.away = false;
  EXPECT_EQ(followed_to(), 0u);
}

}  // namespace
}  // namespace candour::pipeline
