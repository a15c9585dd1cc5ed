// SPDX-License-Identifier: MPL-2.0
//
// What every ledger must do. A store's own test gives a way to open an empty one:
//   INSTANTIATE_TEST_SUITE_P(Sqlite, LedgerContract, testing::Values(&open_in_memory));
#pragma once

#include <gtest/gtest.h>

#include "ledger_rows.h"
#include "stores/ledger.h"

namespace candour::stores {

using OpenLedger = std::unique_ptr<Ledger> (*)();

class LedgerContract : public testing::TestWithParam<OpenLedger> {
 protected:
  std::unique_ptr<Ledger> ledger_ = GetParam()();
};

TEST_P(LedgerContract, ListsADecisionWithItsOutcome) {
  ASSERT_TRUE(ledger_->record_decision(decision("one")));
  ASSERT_TRUE(ledger_->record_outcome(outcome("one", OutcomeKind::delivered)));
  const auto entries = ledger_->list({});
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1u);
  const auto& entry = entries->front();
  EXPECT_EQ(entry.decision.sender_name, "Helen Ward");
  EXPECT_EQ(entry.decision.blind_keys, std::vector<std::string>{"c"});
  ASSERT_EQ(entry.decision.findings.size(), 1u);
  EXPECT_EQ(entry.decision.findings[0].people, std::vector<std::string>{"Jane Smith"});
  EXPECT_EQ(entry.decision.findings[0].evidence[0].offset, 3u);
  EXPECT_EQ(entry.outcome.kind, OutcomeKind::delivered);
  EXPECT_EQ(entry.outcome.reply_code, 250);
}

TEST_P(LedgerContract, ShowsAMessageWithoutOutcomeAsPending) {
  ASSERT_TRUE(ledger_->record_decision(decision("one")));
  EXPECT_EQ(ledger_->list({})->front().outcome.kind, OutcomeKind::pending);
}

TEST_P(LedgerContract, ListsNewestFirstAndWithinItsFilter) {
  for (int minute : {1, 2, 3})
    ASSERT_TRUE(ledger_->record_decision(decision("m" + std::to_string(minute), minute)));
  auto clean = decision("clean", 4);
  clean.findings.clear();
  ASSERT_TRUE(ledger_->record_decision(clean));

  EXPECT_EQ(ledger_->list({})->front().decision.id, "m3");
  EXPECT_EQ(ledger_->list({.findings_only = false})->front().decision.id, "clean");
  EXPECT_EQ(ledger_->list({.limit = 2})->size(), 2u);
  EXPECT_EQ(ledger_->list({.from = at_minute(2), .to = at_minute(3)})->size(), 1u);
  EXPECT_TRUE(ledger_->list({.rule = "conduct-remark"})->empty());
}

TEST_P(LedgerContract, RefusesASecondDecisionUnderOneId) {
  ASSERT_TRUE(ledger_->record_decision(decision("one")));
  EXPECT_FALSE(ledger_->record_decision(decision("one")));
}

TEST_P(LedgerContract, CountsOnlyAcceptedMailAsEarlier) {
  for (const auto kind : {OutcomeKind::delivered, OutcomeKind::resent, OutcomeKind::acknowledged,
                          OutcomeKind::released, OutcomeKind::refused, OutcomeKind::rejected,
                          OutcomeKind::held, OutcomeKind::unknown, OutcomeKind::pending}) {
    auto row = decision(std::string(name_of(kind)));
    row.thread_keys = {"thread"};
    row.fingerprints = {"print"};
    ASSERT_TRUE(ledger_->record_decision(row));
    ASSERT_TRUE(ledger_->record_outcome(outcome(row.id, kind)));
  }
  EXPECT_EQ(ledger_->thread({"thread", "other"})->size(), 4u);
  EXPECT_EQ(ledger_->marked_with({"print"}, 1)->size(), 4u);
  EXPECT_TRUE(ledger_->thread({})->empty());
}

TEST_P(LedgerContract, FindsMailThatSharesEnoughFingerprints) {
  auto row = decision("in");
  row.direction = Direction::received;
  row.fingerprints = {"p:0123456789abcdef", "p:fedcba9876543210", "p:00"};
  ASSERT_TRUE(ledger_->record_decision(row));
  const auto found = ledger_->marked_with({"p:fedcba9876543210", "p:0123456789abcdef", "p:01"}, 2);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().fingerprints,
            (std::vector<std::string>{"p:0123456789abcdef", "p:fedcba9876543210"}));
  EXPECT_EQ(found->front().fingerprint_count, 3u);
  EXPECT_TRUE(ledger_->marked_with({"p:fedcba9876543210", "p:01"}, 2)->empty());
  EXPECT_EQ(ledger_->thread({"t-in"})->front().fingerprint_count, 3u);
}

inline DecisionRow received(const std::string& id, int first_print, int last_print) {
  auto row = decision(id);
  row.direction = Direction::received;
  for (int i = first_print; i < last_print; ++i)
    row.fingerprints.push_back("p:" + std::to_string(100'000 + i));
  return row;
}

TEST_P(LedgerContract, FindsAShortTextBesideALongOne) {
  ASSERT_TRUE(ledger_->record_decision(received("long", 0, 3'000)));
  ASSERT_TRUE(ledger_->record_decision(received("short", 3'000, 3'030)));
  const auto both = received("", 0, 3'030).fingerprints;
  const auto found = ledger_->marked_with(both, 30);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  for (const auto& row : *found) EXPECT_EQ(row.fingerprints.size(), row.fingerprint_count);
}

TEST_P(LedgerContract, CountsAFingerprintOfDozensOfMessagesForNone) {
  for (int i = 0; i < 64; ++i)
    ASSERT_TRUE(ledger_->record_decision(received("m" + std::to_string(i), 0, 5)));
  ASSERT_TRUE(ledger_->record_decision(received("own", 3, 10)));
  const auto found = ledger_->marked_with(received("", 0, 10).fingerprints, 1);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().fingerprints, received("", 5, 10).fingerprints);
}

TEST_P(LedgerContract, TellsWhoSharesMostWhereManyShareSome) {
  ASSERT_TRUE(ledger_->record_decision(received("most", 0, 40)));
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(ledger_->record_decision(received("m" + std::to_string(i), 0, 20)));
  const auto found = ledger_->marked_with(received("", 0, 50).fingerprints, 4);
  ASSERT_TRUE(found);
  EXPECT_GE(found->size(), 12u);
  EXPECT_LE(found->size(), 61u);
  EXPECT_TRUE(std::any_of(found->begin(), found->end(),
                          [](const DecisionRow& row) { return row.id == "most"; }));
}

TEST_P(LedgerContract, CountsReceivedMailAsEarlierWithoutAnOutcome) {
  auto row = decision("in");
  row.direction = Direction::received;
  ASSERT_TRUE(ledger_->record_decision(row));
  const auto found = ledger_->thread({"t-in"});
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().thread_keys, std::vector<std::string>{"t-in"});
  EXPECT_EQ(found->front().direction, Direction::received);
}

TEST_P(LedgerContract, KeepsTheNewestConfirmationUntilItIsTaken) {
  ASSERT_TRUE(ledger_->put_confirmation({"digest", at_minute(1), {"k1"}}));
  ASSERT_TRUE(ledger_->put_confirmation({"digest", at_minute(2), {"k1", "k2"}}));
  const auto found = ledger_->find_confirmation("digest");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->refused_at, at_minute(2));
  EXPECT_EQ((*found)->finding_keys.size(), 2u);
  ASSERT_TRUE(ledger_->take_confirmation("digest"));
  EXPECT_FALSE(ledger_->find_confirmation("digest")->has_value());
}

TEST_P(LedgerContract, GivesAnAcknowledgementOnce) {
  ASSERT_TRUE(ledger_->put_acknowledgement(
      {"id", at_minute(1), "s", {"r"}, {"k"}, "He asked.", "uid 1000"}));
  EXPECT_FALSE(ledger_->take_acknowledgement("other")->has_value());
  const auto first = ledger_->take_acknowledgement("id");
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->reason, "He asked.");
  EXPECT_EQ((*first)->given_by, "uid 1000");
  EXPECT_FALSE(ledger_->take_acknowledgement("id")->has_value());
}

TEST_P(LedgerContract, ForgetsAnAcknowledgementThatNobodyUsedForADay) {
  ASSERT_TRUE(ledger_->put_acknowledgement({"old", at_minute(1), "s", {"r"}, {"k"}, "He asked."}));
  ASSERT_TRUE(
      ledger_->put_acknowledgement({"new", at_minute(24 * 60 + 2), "s", {"r"}, {"k"}, "Too."}));
  EXPECT_FALSE(ledger_->take_acknowledgement("old")->has_value());
  EXPECT_TRUE(ledger_->take_acknowledgement("new")->has_value());
}

TEST_P(LedgerContract, SaysWhoseAcknowledgementAnOutcomeRestsOn) {
  ASSERT_TRUE(ledger_->record_decision(decision("a")));
  auto row = outcome("a", OutcomeKind::acknowledged);
  row.given_by = "uid 1000";
  ASSERT_TRUE(ledger_->record_outcome(row));
  EXPECT_EQ(ledger_->list({.findings_only = false})->front().outcome.given_by, "uid 1000");
}

TEST_P(LedgerContract, RemembersMailThatWentOutUncheckedOnce) {
  const UncheckedRow mail{at_minute(5), "Helen Ward", "s", "m", "away", "uid 1000"};
  ASSERT_TRUE(ledger_->record_unchecked(mail));
  ASSERT_TRUE(ledger_->record_unchecked(mail));
  ASSERT_TRUE(ledger_->record_unchecked({at_minute(6), "", "s", "", "slow", "token"}));
  const auto all = ledger_->list_unchecked({});
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ(all->front().why, "slow") << "newest first";
  EXPECT_EQ(all->back().sender_name, "Helen Ward");
  EXPECT_EQ(all->back().told_by, "uid 1000");
  EXPECT_EQ(ledger_->list_unchecked({.from = at_minute(6)})->size(), 1u);
  EXPECT_EQ(ledger_->list_unchecked({.to = at_minute(6)})->size(), 1u);
}

inline FolderPosition position(std::uint32_t last_uid) {
  return {"clerk mail.example:993", "sent", 7, last_uid, 90060128194045007, at_minute(0)};
}

/// A sent mail that was found in a mailbox.
inline DecisionRow found_mail(const std::string& id) {
  auto row = decision(id);
  row.entrance = "mailbox";
  return row;
}

TEST_P(LedgerContract, KeepsHowFarAFolderWasFollowed) {
  EXPECT_FALSE(ledger_->find_position("clerk mail.example:993", "sent")->has_value());
  ASSERT_TRUE(ledger_->put_position(position(4)));
  ASSERT_TRUE(ledger_->put_position(position(4'000'000'000)));
  const auto found = ledger_->find_position("clerk mail.example:993", "sent");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->uid_validity, 7u);
  EXPECT_EQ((*found)->last_uid, 4'000'000'000u);
  EXPECT_EQ((*found)->highest_modseq, 90060128194045007u);
  EXPECT_EQ((*found)->since, at_minute(0));
  EXPECT_FALSE(ledger_->find_position("clerk mail.example:993", "drafts")->has_value());
}

TEST_P(LedgerContract, RecordsFoundMailOnceWithItsPosition) {
  EXPECT_EQ(ledger_->record_found(found_mail("a"), position(1)).value(), Found::recorded);
  auto again = found_mail("b");
  again.message_key = "m-a";
  EXPECT_EQ(ledger_->record_found(again, position(2)).value(), Found::known);
  const auto entries = ledger_->list({});
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().outcome.kind, OutcomeKind::delivered);
  EXPECT_EQ((*ledger_->find_position("clerk mail.example:993", "sent"))->last_uid, 2u);
}

TEST_P(LedgerContract, KnowsFoundMailWithoutAnIdByContentAndTime) {
  auto row = found_mail("a");
  row.message_key.clear();
  row.content_digest = "same";
  EXPECT_EQ(ledger_->record_found(row, position(1)).value(), Found::recorded);
  row.id = "b";
  EXPECT_EQ(ledger_->record_found(row, position(2)).value(), Found::known);
  row.id = "c";
  row.time = at_minute(1);
  EXPECT_EQ(ledger_->record_found(row, position(3)).value(), Found::recorded);
}

TEST_P(LedgerContract, KnowsFoundMailThatCamePastAnotherEntrance) {
  for (const auto kind : {OutcomeKind::delivered, OutcomeKind::pending, OutcomeKind::unknown,
                          OutcomeKind::refused, OutcomeKind::rejected}) {
    const std::string id(name_of(kind));
    ASSERT_TRUE(ledger_->record_decision(decision(id)));
    if (kind != OutcomeKind::pending) {
      ASSERT_TRUE(ledger_->record_outcome(outcome(id, kind)));
    }
    auto found = found_mail("found-" + id);
    found.message_key = "m-" + id;
    const bool stopped = kind == OutcomeKind::refused || kind == OutcomeKind::rejected;
    EXPECT_EQ(ledger_->record_found(found, position(1)).value(),
              stopped ? Found::recorded : Found::known)
        << id;
  }
}

TEST_P(LedgerContract, ListsAMailOnceThatWasFoundBeforeItWasSent) {
  auto found = found_mail("found");
  found.message_key = "m-sent";
  ASSERT_TRUE(ledger_->record_found(found, position(1)));
  ASSERT_TRUE(ledger_->record_decision(decision("sent")));
  EXPECT_EQ(ledger_->list({})->size(), 2u) << "nobody knows yet whether it goes";
  ASSERT_TRUE(ledger_->record_outcome(outcome("sent", OutcomeKind::delivered)));
  const auto entries = ledger_->list({});
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().decision.id, "sent");
}

TEST_P(LedgerContract, ListsNoReceivedMail) {
  auto row = found_mail("in");
  row.direction = Direction::received;
  EXPECT_EQ(ledger_->record_found(row, position(1)).value(), Found::recorded);
  EXPECT_TRUE(ledger_->list({.findings_only = false})->empty());
  EXPECT_EQ(ledger_->thread({"t-in"})->size(), 1u);
  row.id = "out";
  row.direction = Direction::sent;
  EXPECT_EQ(ledger_->record_found(row, position(2)).value(), Found::recorded)
      << "a copy to oneself may be seen first";
}

TEST_P(LedgerContract, TakesTextThatLooksLikeSql) {
  auto row = decision("it's");
  row.sender_name = "Robert'); DROP TABLE decision;--";
  ASSERT_TRUE(ledger_->record_decision(row));
  EXPECT_EQ(ledger_->list({})->front().decision.sender_name, row.sender_name);
}

inline NoticeRow notice(std::uint32_t uid, const std::string& role = "drafts") {
  NoticeRow row;
  row.about = {"clerk mail.example:993", role, 7, uid};
  row.time = at_minute(static_cast<int>(uid));
  row.concerns = "m-one";
  return row;
}

TEST_P(LedgerContract, KeepsNoticesUntilTheyAreRemoved) {
  auto row = notice(2);
  ASSERT_TRUE(ledger_->put_notice(row));
  ASSERT_TRUE(ledger_->put_notice(notice(1)));
  row.state = NoticeState::standing;
  row.says = "says";
  row.message_id = "id@notice";
  row.digest = "digest";
  row.inbox_uid_validity = 4'000'000'000;
  row.inbox_uid = 4'000'000'001;
  ASSERT_TRUE(ledger_->put_notice(row));
  auto found = ledger_->notices("clerk mail.example:993");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u) << "a message has one";
  const auto& standing = found->back();
  EXPECT_EQ(standing.about, row.about);
  EXPECT_EQ(standing.state, NoticeState::standing);
  EXPECT_EQ(standing.says + standing.message_id + standing.digest, "saysid@noticedigest");
  EXPECT_EQ(standing.inbox_uid_validity, 4'000'000'000u);
  EXPECT_EQ(standing.inbox_uid, 4'000'000'001u);
  EXPECT_EQ(standing.concerns, "m-one");
  EXPECT_TRUE(ledger_->notices("another")->empty());
  ASSERT_TRUE(ledger_->remove_notice(row.about));
  EXPECT_EQ(ledger_->notices("clerk mail.example:993")->size(), 1u);
}

TEST_P(LedgerContract, PutsANoticeInAnothersPlace) {
  ASSERT_TRUE(ledger_->put_notice(notice(1)));
  ASSERT_TRUE(ledger_->put_notice(notice(2), notice(1).about));
  const auto found = ledger_->notices("clerk mail.example:993");
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().about.uid, 2u);
}

TEST_P(LedgerContract, ForgetsNoticesAboutMailSentLongAgo) {
  auto old = notice(1, "sent");
  old.state = NoticeState::standing;
  auto draft = notice(2);
  draft.state = NoticeState::standing;
  ASSERT_TRUE(ledger_->put_notice(old));
  ASSERT_TRUE(ledger_->put_notice(draft));
  auto later = notice(3);
  later.time += std::chrono::days{91};
  ASSERT_TRUE(ledger_->put_notice(later));
  const auto found = ledger_->notices("clerk mail.example:993");
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->front().about, draft.about);
}

TEST_P(LedgerContract, TellsWhatBecameOfAMailElsewhere) {
  EXPECT_FALSE(*ledger_->outcome_elsewhere("m-one"));
  auto found_in_sent = decision("found");
  found_in_sent.message_key = "m-one";
  found_in_sent.entrance = "mailbox";
  ASSERT_TRUE(ledger_->record_found(found_in_sent, {}));
  EXPECT_FALSE(*ledger_->outcome_elsewhere("m-one"));
  ASSERT_TRUE(ledger_->record_decision(decision("one")));
  EXPECT_EQ(**ledger_->outcome_elsewhere("m-one"), OutcomeKind::pending);
  ASSERT_TRUE(ledger_->record_outcome(outcome("one", OutcomeKind::resent)));
  EXPECT_EQ(**ledger_->outcome_elsewhere("m-one"), OutcomeKind::resent);
  ASSERT_TRUE(ledger_->record_decision(decision("two", 2)));
  ASSERT_TRUE(ledger_->record_outcome(outcome("two", OutcomeKind::refused)));
  EXPECT_FALSE(*ledger_->outcome_elsewhere("m-two")) << "it was stopped there";
  EXPECT_FALSE(*ledger_->outcome_elsewhere(""));
}

TEST_P(LedgerContract, KeepsALetterOnceAtItsEarliestTime) {
  LetterRow letter;
  letter.key = "letter";
  letter.kind = "enquiry";
  letter.people_keys = {"p"};
  letter.time = at_minute(5);
  ASSERT_TRUE(ledger_->put_letter(letter));
  letter.time = at_minute(3);
  ASSERT_TRUE(ledger_->put_letter(letter));
  letter.time = at_minute(7);
  ASSERT_TRUE(ledger_->put_letter(letter));
  const auto letters = ledger_->letters(at_minute(3)).value();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].time, at_minute(3));
  EXPECT_EQ(letters[0].people_keys, letter.people_keys);
  EXPECT_TRUE(ledger_->letters(at_minute(4))->empty());
}

TEST_P(LedgerContract, KnowsAnAnswerOnItsWayOnceItHasArrived) {
  LetterRow answer;
  answer.key = "answer";
  answer.direction = Direction::sent;
  answer.decision = "d";
  answer.time = at_minute(1);
  ASSERT_TRUE(ledger_->put_letter(answer));
  ASSERT_TRUE(ledger_->record_decision(decision("d")));
  EXPECT_TRUE(ledger_->letters(at_minute(0))->empty());
  ASSERT_TRUE(ledger_->record_outcome(outcome("d", OutcomeKind::refused)));
  EXPECT_TRUE(ledger_->letters(at_minute(0))->empty());
  ASSERT_TRUE(ledger_->record_outcome(outcome("d", OutcomeKind::delivered)));
  EXPECT_EQ(ledger_->letters(at_minute(0))->size(), 1u);
}

TEST_P(LedgerContract, PutsALateReplyOnRecordOnce) {
  const LateReplyRow late{"letter", at_minute(1), "note", "v"};
  EXPECT_TRUE(ledger_->record_late_reply(late).value());
  EXPECT_FALSE(ledger_->record_late_reply(late).value());
}

}  // namespace candour::stores
