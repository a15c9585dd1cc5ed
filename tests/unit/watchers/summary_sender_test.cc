// SPDX-License-Identifier: MPL-2.0
//
// The sender of summaries with a mail server and a clock in the test's hands; ledger, spool,
// policy and rules are real.

#include "watchers/summary_sender.h"

#include <gtest/gtest.h>

#include "mail/mail.h"
#include "stores/sqlite.h"
#include "stores/sqlite_review.h"
#include "support/fake_document_reader.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

namespace candour::watchers {
namespace {

using namespace std::chrono;
using remotes::Sending;
using stores::HeldStage;
using stores::OutcomeKind;

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> council_policy() {
  static const auto policy = [] {
    const std::filesystem::path policies = std::filesystem::path(source_folder()) / "policies";
    auto loaded = *policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
    loaded.when_unchecked = policy::WhenUnchecked::deliver;  // nobody reads files here
    return std::make_shared<policy::Policy>(std::move(loaded));
  }();
  return policy;
}

class SummarySenderTest : public testing::Test {
 protected:
  SummarySenderTest() { begin(); }

  /// As the daemon does when it starts, after whatever happened to the one before.
  void begin() {
    sender_.reset();
    ASSERT_TRUE(spool_.recover());
    sender_ = std::make_unique<SummarySender>(
        spool_, SummaryPlan{{1, 8h, *base::TimeZone::named("Europe/London")}, from_, {}, to_},
        SummaryMeans{
            pipeline_, *ledger_, *review_,
            [this](const auto& mail, const auto& before) { return send(mail, before); },
            [this](Month month) { return make(month); },
            [this](Month month) -> base::Result<bool> { return month >= first_on_record_; }},
        [this] { return now_; });
  }
  Sending send(const remotes::OutgoingMail& mail, const std::function<bool()>& before_last_byte) {
    sent_.emplace_back(mail.bytes);
    recipients_ = mail.rcpt_to;
    if (dies_before_last_byte_) throw std::runtime_error("killed");
    if (reaction_ == Sending::Kind::later) return {reaction_, 451, "451 busy"};
    if (!before_last_byte()) return {};
    if (dies_after_last_byte_) throw std::runtime_error("killed");
    return {reaction_, 250, "said the server"};
  }
  base::Result<pipeline::SummaryForms> make(Month month) {
    ++made_;
    if (!can_make_) return base::Error{base::Fault::unavailable, "test", "no WeasyPrint here"};
    return pipeline::SummaryForms{"Correspondence summary, " + base::month_words(month),
                                  "summary " + base::to_string(month),
                                  text_,
                                  "<!DOCTYPE html><title>x</title><p>" + text_ + "</p>",
                                  "%PDF",
                                  "month\r\n"};
  }
  HeldStage stage(Month month) const { return spool_.mark_of(spool_id(month))->stage; }
  stores::HeldMark mark(Month month) const { return *spool_.mark_of(spool_id(month)); }
  std::vector<std::string> listed() const {
    std::vector<std::string> words;
    const auto states = spool_.states();
    for (const auto& state : *states)
      words.push_back(base::to_string(*month_in(state.id)) + " " +
                      std::string(stores::name_of(state.mark.stage)));
    return words;
  }
  std::vector<stores::LedgerEntry> entries() const {
    return *ledger_->list({.findings_only = false});
  }
  void look(int times = 3) {
    for (int i = 0; i < times; ++i) sender_->attend();
  }
  void person_sends(Month month) {
    auto decided = mark(month);
    const auto from = decided.stage;
    decided.stage = HeldStage::due;
    decided.time = decided.next_try = now_;
    decided.by = "helen";
    decided.reason = "They have not got it.";
    ASSERT_TRUE(spool_.put_mark(spool_id(month), from, decided));
  }

  const support::TemporaryFolder folder_;
  const stores::HeldMail spool_{folder_.path() / "summaries", 1u << 20,
                                stores::WhenDone::remembered};
  const std::unique_ptr<stores::Ledger> ledger_ =
      std::move(*stores::open_sqlite(folder_.path() / "ledger"));
  const std::unique_ptr<stores::Review> review_ =
      std::move(*stores::open_sqlite_review(folder_.path() / "ledger"));
  pipeline::Policies policies_{council_policy()};
  support::FakeDocumentReader documents_;
  pipeline::Pipeline pipeline_{policies_, *ledger_, &documents_};
  base::Instant now_ = sys_days(2026y / November / 1) + 8h;
  Month first_on_record_ = 2026y / October;
  mail::Address from_{"Eastmere Town Council", "candour@eastmere-tc.gov.uk"};
  std::vector<mail::Address> to_{{"Helen Ward", "clerk@eastmere-tc.gov.uk"}};
  std::string text_ = "412 messages were checked.";
  Sending::Kind reaction_ = Sending::Kind::accepted;
  bool dies_before_last_byte_ = false, dies_after_last_byte_ = false, can_make_ = true;
  int made_ = 0;
  std::vector<std::string> sent_, recipients_;
  std::unique_ptr<SummarySender> sender_;
};

TEST_F(SummarySenderTest, SendsAMonthOnceWhenItFallsDue) {
  now_ -= 1min;
  first_on_record_ = 2026y / September;
  look();
  EXPECT_EQ(listed(), (std::vector<std::string>{"2026-08 discarded", "2026-09 sent"}));
  now_ += 59s;
  look();
  EXPECT_EQ(sent_.size(), 1u);
  now_ += 1s;
  look();
  ASSERT_EQ(sent_.size(), 2u);
  EXPECT_EQ(recipients_, std::vector<std::string>{"clerk@eastmere-tc.gov.uk"});
  EXPECT_EQ(stage(2026y / October), HeldStage::sent);
  now_ = sys_days(2026y / November / 30) + 23h;
  look();
  EXPECT_EQ(sent_.size(), 2u);
  now_ = sys_days(2026y / December / 1) + 8h;
  look();
  EXPECT_EQ(sent_.size(), 3u);
  EXPECT_NE(sent_.back().find("November 2026"), std::string::npos);
}

TEST_F(SummarySenderTest, IsOnRecordAsAMailOfTheCouncil) {
  look();
  const auto recorded = entries();
  ASSERT_EQ(recorded.size(), 1u);
  EXPECT_EQ(recorded[0].decision.entrance, "summary");
  EXPECT_EQ(recorded[0].decision.verdict, "pass");
  EXPECT_EQ(recorded[0].outcome.kind, OutcomeKind::delivered);
  EXPECT_EQ(recorded[0].outcome.reply_code, 250);
}

TEST_F(SummarySenderTest, KeepsNothingOfItOnceItWasSent) {
  look();
  const auto message = spool_.read(spool_id(2026y / October));
  ASSERT_TRUE(message);
  EXPECT_EQ(message->bytes, "");
}

TEST_F(SummarySenderTest, HasTheFormsAsAlternativesAndFiles) {
  look();
  const auto mail = mail::read(sent_.at(0));
  EXPECT_EQ(mail.headers.subject, "Correspondence summary, October 2026");
  EXPECT_EQ(mail.headers.field("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(mail.headers.date->to_string(), "2026-11-01T08:00:00+00:00");
  EXPECT_TRUE(mail.headers.message_id.ends_with("@eastmere-tc.gov.uk")) << mail.headers.message_id;
  std::vector<std::string> parts;
  for (const auto& part : mail.parts)
    parts.push_back(part.path + " " + part.type + " " + part.filename);
  EXPECT_EQ(parts, (std::vector<std::string>{"1.1 text/plain ", "1.2 text/html ",
                                             "2 application/pdf summary 2026-10.pdf",
                                             "3 text/csv summary 2026-10.csv"}));
}

TEST_F(SummarySenderTest, SendsNothingOfTheTimeBeforeItWasThere) {
  first_on_record_ = 2026y / November;
  look();
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(made_, 0);
  EXPECT_EQ(listed(), (std::vector<std::string>{"2026-09 discarded", "2026-10 discarded"}));
  now_ = sys_days(2026y / December / 1) + 8h;
  look();
  EXPECT_EQ(sent_.size(), 1u);
}

TEST_F(SummarySenderTest, SendsTheLatestAloneWhereTheLedgerIsOlderThanTheSending) {
  first_on_record_ = 2024y / January;
  look();
  EXPECT_EQ(sent_.size(), 1u);
}

TEST_F(SummarySenderTest, CatchesUpInOrderWhereTheMachineWasOff) {
  look();
  sent_.clear();
  now_ = sys_days(2027y / February / 10) + 3h;
  begin();
  look();
  ASSERT_EQ(sent_.size(), 3u);
  EXPECT_NE(sent_[0].find("November 2026"), std::string::npos);
  EXPECT_NE(sent_[2].find("January 2027"), std::string::npos);
  look();
  EXPECT_EQ(sent_.size(), 3u);
}

TEST_F(SummarySenderTest, SendsNothingAgainWhereTheClockWasSetBack) {
  look();
  for (const auto back : {1h, 24h * 20, 24h * 40, 24h * 300}) {
    now_ = sys_days(2026y / November / 1) + 8h - back;
    begin();
    look();
    EXPECT_EQ(sent_.size(), 1u) << back.count();
  }
  now_ = sys_days(2026y / November / 1) + 9h;
  look();
  EXPECT_EQ(sent_.size(), 1u);
}

TEST_F(SummarySenderTest, DoesNothingBeforeTheClockIsSet) {
  now_ = base::Instant(5min);
  look();
  EXPECT_TRUE(spool_.states()->empty());
  now_ = sys_days(2026y / November / 1) + 8h;
  look();
  EXPECT_EQ(sent_.size(), 1u);
}

TEST_F(SummarySenderTest, TriesTheVerySameMailAgainWhereTheServerIsBusy) {
  reaction_ = Sending::Kind::later;
  for (const auto pause : {1min, 5min, 15min, 60min, 60min}) {
    look();
    EXPECT_EQ(mark(2026y / October).next_try, now_ + pause);
    EXPECT_EQ(mark(2026y / October).answer, "451 busy");
    const auto tries = sent_.size();
    now_ += pause - 1s;
    look();
    EXPECT_EQ(sent_.size(), tries);
    now_ += 1s;
    begin();  // restarted meanwhile
  }
  reaction_ = Sending::Kind::accepted;
  look();
  EXPECT_EQ(sent_.size(), 6u);
  EXPECT_EQ(std::set<std::string>(sent_.begin(), sent_.end()).size(), 1u);
  EXPECT_EQ(made_, 1);
  ASSERT_EQ(entries().size(), 1u);
  EXPECT_EQ(entries()[0].outcome.kind, OutcomeKind::delivered);
}

TEST_F(SummarySenderTest, LeavesWhatTheServerRefusedToAPerson) {
  reaction_ = Sending::Kind::refused;
  look();
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_EQ(stage(2026y / October), HeldStage::failed);
  EXPECT_EQ(entries().at(0).outcome.kind, OutcomeKind::rejected);
  reaction_ = Sending::Kind::accepted;
  person_sends(2026y / October);
  look();
  EXPECT_EQ(sent_.size(), 2u);
  EXPECT_EQ(sent_[0], sent_[1]);
  EXPECT_EQ(entries().at(0).outcome.kind, OutcomeKind::released);
  EXPECT_EQ(entries().at(0).outcome.given_by, "helen");
}

TEST_F(SummarySenderTest, KilledBeforeTheLastByteItIsSentByTheNextStart) {
  dies_before_last_byte_ = true;
  EXPECT_THROW(look(), std::runtime_error);
  dies_before_last_byte_ = false;
  begin();
  look();
  EXPECT_EQ(sent_.size(), 2u);
  EXPECT_EQ(sent_[0], sent_[1]);
  EXPECT_EQ(stage(2026y / October), HeldStage::sent);
}

TEST_F(SummarySenderTest, KilledAfterTheLastByteItIsUnknownAndNeverSentAgainByItself) {
  dies_after_last_byte_ = true;
  EXPECT_THROW(look(), std::runtime_error);
  dies_after_last_byte_ = false;
  for (int i = 0; i < 5; ++i, now_ += 24h) {
    begin();
    look();
  }
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_EQ(stage(2026y / October), HeldStage::unknown);
  person_sends(2026y / October);
  look();
  EXPECT_EQ(sent_.size(), 2u);
  EXPECT_EQ(sent_[0], sent_[1]);
}

TEST_F(SummarySenderTest, AnswerlessServersLeaveItUnknown) {
  reaction_ = Sending::Kind::unknown;
  look();
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_EQ(stage(2026y / October), HeldStage::unknown);
  EXPECT_EQ(entries().at(0).outcome.kind, OutcomeKind::unknown);
}

TEST_F(SummarySenderTest, KilledOnceItWasPreparedItIsJudgedAndSentByTheNextStart) {
  reaction_ = Sending::Kind::later;
  look();
  // As though killed right after its bytes were written.
  std::filesystem::remove(folder_.path() / "summaries" / (spool_id(2026y / October) + ".stage"));
  reaction_ = Sending::Kind::accepted;
  begin();
  look();
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(stage(2026y / October), HeldStage::sent);
  EXPECT_EQ(entries().size(), 1u);  // it was judged before it was killed, and once
}

TEST_F(SummarySenderTest, KilledOnceItWasSentItIsOnRecordAfterTheNextStart) {
  look();
  ASSERT_EQ(entries().at(0).outcome.kind, OutcomeKind::delivered);
  // As though killed between the mark and the ledger: both once more, with the same id.
  reaction_ = Sending::Kind::later;
  now_ = sys_days(2026y / December / 1) + 8h;
  look();
  auto sending = mark(2026y / November);
  sending.stage = HeldStage::sending;
  ASSERT_TRUE(spool_.put_mark(spool_id(2026y / November), HeldStage::due, sending));
  sending.stage = HeldStage::sent;
  ASSERT_TRUE(spool_.put_mark(spool_id(2026y / November), HeldStage::sending, sending));
  begin();
  look();
  ASSERT_EQ(entries().size(), 2u);
  for (const auto& entry : entries()) EXPECT_EQ(entry.outcome.kind, OutcomeKind::delivered);
  EXPECT_EQ(spool_.read(spool_id(2026y / November))->bytes, "");
  EXPECT_EQ(sent_.size(), 2u);
}

TEST_F(SummarySenderTest, StopsWhereTheCouncilsOwnRulesWouldAsk) {
  from_ = {"Helen Ward", "clerk@eastmere-tc.gov.uk"};
  to_ = {{"Jane Smith", "jane.smith@eastmere-tc.gov.uk"}};
  text_ = "Dear Jane,\n\n412 messages were checked.\n\nLots of love,\nHelen xxx\n";
  auto strict = *council_policy();
  for (auto& [rule, setting] : strict.rules) setting.action = policy::Action::block;
  strict.watch = {"nobody@eastmere-tc.gov.uk"};
  policies_.replace(std::make_shared<policy::Policy>(strict));
  begin();
  look();
  ASSERT_EQ(stage(2026y / October), HeldStage::failed);
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(mark(2026y / October).by, our_rules);
  EXPECT_NE(mark(2026y / October).answer.find("(over-familiar)"), std::string::npos)
      << mark(2026y / October).answer;
  EXPECT_EQ(entries().at(0).outcome.kind, OutcomeKind::refused);
  person_sends(2026y / October);
  look();
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_EQ(entries().at(0).outcome.kind, OutcomeKind::released);
}

TEST_F(SummarySenderTest, StopsWhatCouldNotBeRead) {
  auto strict = *council_policy();
  strict.when_unchecked = policy::WhenUnchecked::confirm;
  policies_.replace(std::make_shared<policy::Policy>(strict));
  documents_.add("summary 2026-10.pdf", {{}, {}, {{"", "it needs a password", true}}});
  to_ = {{"", "tom.baker@resident.example"}};
  begin();
  look();
  EXPECT_EQ(stage(2026y / October), HeldStage::failed);
  EXPECT_NE(mark(2026y / October).answer.find("summary 2026-10.pdf"), std::string::npos)
      << mark(2026y / October).answer;
}

TEST_F(SummarySenderTest, SaysWhyItCannotBeMadeAndTriesAgainLaterEachTime) {
  can_make_ = false;
  look();
  EXPECT_EQ(sender_->troubles(),
            (std::map<Month, std::string>{{2026y / October, "no WeasyPrint here"}}));
  look(5);
  EXPECT_EQ(made_, 1);
  now_ += 1min;
  look(5);
  EXPECT_EQ(made_, 2);
  now_ += 5min;
  can_make_ = true;
  look();
  EXPECT_EQ(made_, 3);
  EXPECT_EQ(sent_.size(), 1u);
  EXPECT_TRUE(sender_->troubles().empty());
}

TEST_F(SummarySenderTest, NeverSendsWhatADiskDamaged) {
  reaction_ = Sending::Kind::later;
  look();
  const auto file = folder_.path() / "summaries" / (spool_id(2026y / October) + ".held");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  sent_.clear();
  now_ += 24h;
  begin();
  look();
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(sender_->troubles().size(), 1u);
}

TEST(SpoolId, NamesAMonthAndNothingElse) {
  EXPECT_EQ(spool_id(2026y / October), "0000000000202610");
  EXPECT_EQ(month_in("0000000000202610"), 2026y / October);
  for (const char* id : {"", "0000000000202613", "1000000000202610", "000000000020261", "202610"})
    EXPECT_FALSE(month_in(id)) << id;
}

}  // namespace
}  // namespace candour::watchers
