// SPDX-License-Identifier: MPL-2.0

#include "pipeline/letters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "pipeline/mailbox.h"
#include "pipeline/pipeline.h"
#include "support/failing_ledger.h"
#include "support/source_folder.h"

namespace candour::pipeline {
namespace {

using namespace std::chrono_literals;
using State = rules::Awaited::State;

const policy::DataFolder data{std::filesystem::path(source_folder()) / "policies"};

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = policy::load(data.path / "examples" / "eastmere.yaml", data).value();
  return policy;
}

constexpr std::string_view clerk = "clerk@eastmere-tc.gov.uk";
constexpr std::string_view deputy = "deputy.clerk@eastmere-tc.gov.uk";
constexpr std::string_view jane = "jane.smith@eastmere-tc.gov.uk";
constexpr std::string_view jane_at_home = "jane@smith-family.example";
constexpr std::string_view tom = "tom.baker@resident.example";
constexpr std::string_view asks = "Could you tell me when the bench will be mended?";

struct Letter {
  std::string_view id, from, to;
  int hour = 0;
  std::string_view text = asks;
  std::string_view in_reply_to{};
  std::string_view headers{};
  std::string_view subject = "Bench";
};

class LettersTest : public testing::Test {
 protected:
  void take(const Letter& letter) {
    const auto reference =
        letter.in_reply_to.empty()
            ? std::string()
            : "In-Reply-To: <" + std::string(letter.in_reply_to) + "@a.example>\r\n";
    const auto raw = "From: <" + std::string(letter.from) + ">\r\nTo: <" + std::string(letter.to) +
                     ">\r\nSubject: " + std::string(letter.subject) + "\r\nMessage-ID: <" +
                     std::string(letter.id) + "@a.example>\r\n" + reference +
                     std::string(letter.headers) + "\r\nDear all,\r\n\r\n" +
                     std::string(letter.text) + "\r\n";
    Submission mail;
    mail.id = std::string(letter.id) + std::to_string(++uid_);
    mail.entrance = "mailbox";
    mail.raw = raw;
    mail.received = begin_ + letter.hour * 1h;
    const stores::FolderPosition position{"clerk mail.example:993", "any", 1, uid_, 0, {}};
    const bool sent = letter.from == clerk || letter.from == deputy;
    ASSERT_TRUE(sent ? mailbox_.sent(mail, position) : mailbox_.received(mail, position));
  }
  std::vector<AwaitedReply> replies(int hours = 24) const {
    return awaited_replies(ledger_, *example_policy(), calendars_, base::Instant::min(),
                           begin_ + hours * 1h)
        .value();
  }
  std::vector<State> states(int hours = 24) const {
    std::vector<State> all;
    for (const auto& reply : replies(hours)) all.push_back(reply.awaited.state);
    return all;
  }

  const base::Instant begin_ = base::Instant{*base::parse_day("2026-07-06")} + 9h;  // a Monday
  const ResponseCalendars calendars_ = ResponseCalendars::load(data, *example_policy()).value();
  support::FailingLedger ledger_;
  Policies policies_{example_policy()};
  Mailbox mailbox_{policies_, ledger_, nullptr};
  std::uint32_t uid_ = 0;
};

TEST_F(LettersTest, WaitForAnAnswer) {
  take({"a", tom, clerk});
  ASSERT_EQ(states(), std::vector{State::open});
  const auto reply = replies().front();
  EXPECT_EQ(reply.request.asker, "resident");
  EXPECT_EQ(reply.request.name, "");
  EXPECT_EQ(reply.request.mailbox, "clerk");
  EXPECT_EQ(base::to_string(*reply.awaited.last_day), "2026-07-20");
}

TEST_F(LettersTest, HoldNoAddressAndNoSubject) {
  take({"a", tom, clerk});
  const auto row = ledger_.letters(base::Instant::min())->front();
  for (const auto& keys : {row.people_keys, row.thread_keys, {row.subject_key, row.key}})
    for (const auto& key : keys) {
      EXPECT_EQ(key.size(), 64u);
      EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos) << key;
    }
}

TEST_F(LettersTest, NameACouncillor) {
  take({"a", jane, clerk});
  EXPECT_EQ(replies().front().request.name, "Jane Smith");
}

TEST_F(LettersTest, AreAnsweredByWhoeverOfTheOfficersDoes) {
  take({"a", tom, clerk});
  take({"b", deputy, tom, 2, "It was mended today.", "a"});
  EXPECT_EQ(states(), std::vector{State::answered});
}

TEST_F(LettersTest, AreAnsweredAtAnotherAddressOfACouncillor) {
  take({"a", jane, clerk});
  take({"b", clerk, jane_at_home, 2, "It was mended today.", "a"});
  EXPECT_EQ(states(), std::vector{State::answered});
}

TEST_F(LettersTest, AreAnsweredAtTheAddressThatReplyToNames) {
  take({"a", tom, clerk, 0, asks, "", "Reply-To: <home@baker.example>\r\n"});
  take({"b", clerk, "home@baker.example", 2, "It was mended today.", "a"});
  EXPECT_EQ(states(), std::vector{State::answered});
}

TEST_F(LettersTest, AreAnsweredBySubjectWhereAProgramLosesTheThread) {
  take({"a", tom, clerk});
  take({"b", clerk, tom, 2, "It was mended today.", "", "", "Atb: Bench"});
  EXPECT_EQ(states(), std::vector{State::answered});
}

TEST_F(LettersTest, AreNotAnsweredByAnAcknowledgement) {
  take({"a", tom, clerk});
  take({"b", clerk, tom, 1, "Thank you for your email. I will get back to you by Friday.", "a"});
  ASSERT_EQ(states(), std::vector{State::open});
  EXPECT_TRUE(replies().front().awaited.acknowledged);
}

TEST_F(LettersTest, AreNotAnsweredByWhatAProgramSends) {
  take({"a", tom, clerk});
  take({"b", clerk, tom, 1, "The office is closed.", "a", "Auto-Submitted: auto-replied\r\n"});
  EXPECT_EQ(states(), std::vector{State::open});
}

TEST_F(LettersTest, AreLateAfterTheLastDay) {
  take({"a", tom, clerk});
  EXPECT_EQ(states(14 * 24), std::vector{State::open});
  EXPECT_EQ(states(15 * 24), std::vector{State::late});
}

TEST_F(LettersTest, OfTwoMailboxesCountOnce) {
  take({"a", tom, clerk});
  take({"a", tom, clerk});
  EXPECT_EQ(states().size(), 1u);
}

TEST_F(LettersTest, GoUncountedWhereNobodyIsAsked) {
  take({"a", tom, clerk, 0, "Thank you all for the new bench. It looks lovely."});
  take({"b", tom, jane});
  take({"c", tom, jane, 0, asks, "", "Cc: <clerk@eastmere-tc.gov.uk>\r\n"});
  take({"d", "news@seeds.example", clerk, 0, asks, "", "List-Id: <seeds.example>\r\n"});
  take({"e", tom, clerk, 0, asks, "", "Auto-Submitted: auto-replied\r\n"});
  take({"f", tom, clerk, 0, asks, "", "X-Spam-Flag: YES\r\n"});
  take({"g", tom, clerk, 0, asks, "", "X-Candour-Notice: 1\r\n"});
  take({"h", "highways@westshire.gov.uk", clerk});
  EXPECT_TRUE(replies().empty());
}

TEST_F(LettersTest, PairTheSameWhicheverFolderIsLookedAtFirst) {
  std::vector<Letter> letters{{"a", tom, clerk},
                              {"b", clerk, tom, 2, "It was mended today.", "a"},
                              {"c", tom, clerk, 3, asks, "b"},
                              {"d", tom, clerk, 4, "Is there any news?", "c"},
                              {"e", jane, clerk, 5},
                              {"f", deputy, jane_at_home, 6, "On Monday.", "e"}};
  std::mt19937 random(11);
  for (int i = 0; i < 3; ++i) {
    std::shuffle(letters.begin(), letters.end(), random);
    for (const auto& letter : letters) take(letter);  // again each time, which changes nothing
    EXPECT_EQ(states(), (std::vector{State::answered, State::open, State::answered}));
  }
}

TEST_F(LettersTest, AreAnsweredThroughTheProxyOnceTheNextHopHasIt) {
  take({"a", tom, clerk});
  Pipeline pipeline(policies_, ledger_);
  Submission mail;
  mail.id = "proxied";
  mail.entrance = "smtp";
  mail.envelope = {std::string(clerk), std::vector{std::string(tom)}};
  mail.raw =
      "From: <clerk@eastmere-tc.gov.uk>\r\nTo: <tom.baker@resident.example>\r\n"
      "Subject: Re: Bench\r\nMessage-ID: <b@a.example>\r\n\r\nIt was mended today.\r\n";
  mail.received = begin_ + 2h;
  const auto decision = pipeline.handle(mail);
  EXPECT_EQ(states(), std::vector{State::open});
  pipeline.finish(mail, decision, decision.if_accepted, 250);
  EXPECT_EQ(states(), std::vector{State::answered});
}

TEST_F(LettersTest, ArePutOnRecordAsLateOnce) {
  take({"a", tom, clerk});
  take({"b", jane, clerk});
  take({"c", clerk, jane, 2, "It was mended today.", "b"});
  const auto newly = [&] {
    return record_late_replies(ledger_, *example_policy(), calendars_, begin_ + 15 * 24h)->size();
  };
  EXPECT_EQ(newly(), 1u);
  EXPECT_EQ(newly(), 0u);
}

TEST_F(LettersTest, AreAskedForAgainWhereTheLedgerIsAway) {
  ledger_.away = true;
  Submission mail;
  mail.entrance = "mailbox";
  mail.raw = "From: <tom.baker@resident.example>\r\nTo: <clerk@eastmere-tc.gov.uk>\r\n\r\nWhy?\r\n";
  mail.received = begin_;
  EXPECT_FALSE(mailbox_.received(mail, {"clerk mail.example:993", "inbox", 1, 1, 0, {}}));
}

}  // namespace
}  // namespace candour::pipeline
