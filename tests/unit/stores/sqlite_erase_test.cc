// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_erase.h"

#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "chained_ledger.h"
#include "stores/sqlite_tally.h"

namespace candour::stores {
namespace {

class Erase : public ChainedLedger {
 protected:
  Erased erase(std::vector<std::string> keys, std::vector<std::string> words,
               Trial trial = Trial::no) {
    auto erased = erase_person(file(), {std::move(keys), std::move(words), "root"}, trial);
    EXPECT_TRUE(erased) << erased.error().detail;
    return erased ? *erased : Erased{};
  }

  Erased erase_before(int minute, Trial trial = Trial::no) {
    auto erased = erase_older(file(), at_minute(minute), "candourd", trial);
    EXPECT_TRUE(erased) << erased.error().detail;
    return erased ? *erased : Erased{};
  }

  /// Whether bytes stand anywhere in the ledger's files.
  bool stands_in_files(const std::string& bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(in), {}};
      if (all.find(bytes) != all.npos) return true;
    }
    return false;
  }

  std::string figures() {
    const auto tallies = std::move(open_sqlite_tallies(file()).value());
    const auto tally = tallies->tally(base::Instant::min(), base::Instant::max()).value();
    std::string text;
    for (const auto& mail : tally.mail)
      text += mail.entrance + std::string(name_of(mail.outcome)) + std::to_string(mail.messages) +
              '/' + std::to_string(mail.with_findings) + '/' + std::to_string(mail.partly_unread) +
              '/' + std::to_string(mail.with_reason) + '\n';
    for (const auto& rule : tally.rules)
      text += rule.rule + rule.action + std::to_string(rule.messages) + '\n';
    for (const auto& unchecked : tally.unchecked)
      text += unchecked.why + std::to_string(unchecked.messages) + '\n';
    return text;
  }
};

TEST_F(Erase, LeavesNothingOfAPersonAndTheChainWhole) {
  const auto before = figures();
  const auto erased = erase({"person-3"}, {});
  EXPECT_EQ(erased.records, 1);
  EXPECT_EQ(erased.unfit, 0);
  EXPECT_TRUE(erased.log_is_cut);
  EXPECT_FALSE(stands_in_files("person-3"));
  EXPECT_TRUE(stands_in_files("person-4"));
  const auto report = verified();
  EXPECT_FALSE(report.fault) << report.fault->told;
  EXPECT_EQ(report.with_erased, 1);
  EXPECT_EQ(figures(), before);
  EXPECT_EQ(one("SELECT told FROM journal WHERE kind = 'erased'"),
            R"({"erased":["finding.1.people.0"]})");
  EXPECT_EQ(one("SELECT subject FROM journal WHERE kind = 'erased'"), "decision m3");
  EXPECT_EQ(one("SELECT count(*) FROM journal WHERE kind = 'erasure'"), "1");
}

TEST_F(Erase, TakesFromAListWithoutMovingTheOthers) {
  erase({"a"}, {});
  const auto ledger = std::move(open_sqlite(file()).value());
  const auto entries = ledger->list({}).value();
  ASSERT_EQ(entries.size(), 6u);
  for (const auto& entry : entries) {
    ASSERT_EQ(entry.decision.visible_keys.size(), 2u);
    EXPECT_TRUE(entry.decision.visible_keys[0].starts_with("(erased "));
    EXPECT_EQ(entry.decision.visible_keys[1], "b");
    EXPECT_EQ(entry.decision.sender_name, "Helen Ward");
  }
  expect_whole();
}

TEST_F(Erase, TakesWhatAPersonWrote) {
  const auto ledger = std::move(open_sqlite(file()).value());
  auto reasoned = outcome("m1", OutcomeKind::acknowledged);
  reasoned.reason = "She asked to be copied in.";
  reasoned.given_by = "uid 1000";
  ASSERT_TRUE(ledger->record_outcome(reasoned));
  const auto before = figures();
  EXPECT_EQ(ledger->marked_with({"p:0"}, 1).value().size(), 6u);
  erase({"sender-1"}, {});
  EXPECT_FALSE(stands_in_files("sender-1"));
  EXPECT_FALSE(stands_in_files("copied in"));
  EXPECT_EQ(one("SELECT count(*) FROM fingerprinted"), "5");
  EXPECT_EQ(one("SELECT count(*) FROM passage"), "10");
  EXPECT_EQ(ledger->marked_with({"p:0"}, 1).value().size(), 5u);
  EXPECT_EQ(figures(), before);
  expect_whole();
}

TEST_F(Erase, KnowsANameWhateverItsCaseAndInTheMidstOfWords) {
  const auto review = std::move(open_sqlite_review(file()).value());
  ASSERT_TRUE(
      review->mark_false_alarm({"m4", 0}, {"Agreed with JANE SMITH.", "helen", at_minute(9)}));
  ASSERT_TRUE(review->mark_false_alarm({"m5", 0}, {"Jane Smithson asked.", "helen", at_minute(9)}));
  erase({}, {"Jane Smith"});
  EXPECT_FALSE(stands_in_files("Jane Smith\""));
  EXPECT_FALSE(stands_in_files("JANE"));
  EXPECT_TRUE(stands_in_files("Jane Smithson"));
  expect_whole();
}

TEST_F(Erase, CountsAndChangesNothingOnTrial) {
  const auto head = to_string(sqlite_head(file()).value());
  EXPECT_EQ(erase({"a"}, {}, Trial::yes).records, 6);
  EXPECT_EQ(erase_before(100, Trial::yes).records, 6 + 6 + 1 + 1 + 1);
  EXPECT_EQ(to_string(sqlite_head(file()).value()), head);
  EXPECT_TRUE(stands_in_files("Helen Ward"));
}

TEST_F(Erase, MayComeTwiceAndAfterOthers) {
  erase({"a"}, {});
  erase({"b"}, {});
  EXPECT_EQ(erase({"a"}, {}).records, 0);
  EXPECT_EQ(erase({}, {"Helen Ward"}).records, 7);
  expect_whole();
  erase_before(4);
  expect_whole();
  erase({"c"}, {});
  expect_whole();
  EXPECT_FALSE(stands_in_files("Helen Ward"));
}

TEST_F(Erase, LeavesWhatIsStillThereProved) {
  erase({"a"}, {});
  const auto whole = folder_.path() / "whole.sqlite";
  std::filesystem::copy_file(file(), whole);
  for (const auto* change :
       {"UPDATE decision SET sender_name = 'Jane Smith' WHERE id = 'm3'",
        "UPDATE decision SET visible_keys = replace(visible_keys, '\"b\"', '\"x\"') WHERE id = "
        "'m3'",
        "UPDATE decision SET visible_keys = '[\"x\",\"b\"]' WHERE id = 'm3'",
        "UPDATE decision SET visible_keys = '[\"(erased)\",\"(erased)\"]' WHERE id = 'm3'",
        "UPDATE decision SET verdict = 'pass' WHERE id = 'm3'",
        "UPDATE opening SET kept = replace(kept, 'visible_keys.1', 'visible_keys.2') WHERE"
        " subject = 'm3' AND kind = 'decision'",
        "UPDATE opening SET kept = 'all ' || hex(zeroblob(32)) WHERE subject = 'm3' AND"
        " kind = 'decision'",
        "UPDATE opening SET erased_by = 1 WHERE subject = 'm3' AND kind = 'decision'"}) {
    tamper(change);
    EXPECT_EQ(found(), "changed decision m3") << change;
    std::filesystem::copy_file(whole, file(), std::filesystem::copy_options::overwrite_existing);
  }
}

// Whoever knows how erasing works, and leaves it out of the journal.
TEST_F(Erase, MustStandInTheJournal) {
  const auto with_event = folder_.path() / "with-event.sqlite";
  std::filesystem::copy_file(file(), with_event);
  ASSERT_TRUE(erase_person(with_event, {{"a"}, {}, "root"}, Trial::no));
  tamper("ATTACH '" + with_event.string() +
         "' AS other; DELETE FROM decision WHERE id = 'm3'; INSERT INTO decision SELECT * FROM"
         " other.decision WHERE id = 'm3'; DELETE FROM opening WHERE subject = 'm3' AND"
         " kind = 'decision'; INSERT INTO opening SELECT * FROM other.opening WHERE"
         " subject = 'm3' AND kind = 'decision'");
  EXPECT_EQ(found(), "changed decision m3");
  EXPECT_NE(verified().fault->told.find("the journal does not say so"), std::string::npos);
}

TEST_F(Erase, KeepsALetterAndItsAnswerTogether) {
  const auto ledger = std::move(open_sqlite(file()).value());
  LetterRow letter;
  letter.key = "letter-1";
  letter.time = at_minute(3);
  letter.kind = "enquiry";
  letter.asker = "councillor";
  letter.name = "Jane Smith";
  letter.mailbox = "clerk@eastmere-tc.gov.uk";
  letter.people_keys = {"jane-key", "jane-name-key"};
  ASSERT_TRUE(ledger->put_letter(letter));
  auto answer = letter;
  answer.key = "answer-1";
  answer.direction = Direction::sent;
  answer.kind = "answer";
  answer.name.clear();
  answer.people_keys = {"jane-key", "tom-key"};
  ASSERT_TRUE(ledger->put_letter(answer));
  EXPECT_EQ(erase({"jane-key", "jane-name-key"}, {"Jane Smith"}).letters, 2);
  const auto letters = ledger->letters(base::Instant::min()).value();
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[0].people_keys[0], letters[1].people_keys[0]);
  EXPECT_EQ(letters[1].people_keys[1], "tom-key");
  EXPECT_EQ(letters[0].kind, "enquiry");
  EXPECT_FALSE(stands_in_files("jane-key"));
  EXPECT_FALSE(stands_in_files("Jane Smith"));
}

TEST_F(Erase, TakesAcknowledgementsFoldersAndNotices) {
  const auto ledger = std::move(open_sqlite(file()).value());
  ASSERT_TRUE(ledger->put_acknowledgement(
      {"ack", base::now(), "s", {"tom-key", "x"}, {"f"}, "He asked.", "uid 1000"}));
  FolderPosition position;
  position.account = "bob@eastmere.example at imap.example";
  position.role = "inbox";
  ASSERT_TRUE(ledger->put_position(position));
  NoticeRow notice;
  notice.about = {"bob@eastmere.example at imap.example", "inbox", 1, 1};
  ASSERT_TRUE(ledger->put_notice(notice));
  EXPECT_EQ(erase({"tom-key"}, {"Bob@Eastmere.example"}).others, 3);
  EXPECT_FALSE(stands_in_files("bob@eastmere"));
  EXPECT_FALSE(stands_in_files("tom-key"));
  EXPECT_EQ(one("SELECT count(*) FROM acknowledgement"), "0");
}

TEST_F(Erase, LeavesNoCopyInPagesThatWereSplit) {
  {
    const auto ledger = std::move(open_sqlite(file()).value());
    for (int i = 0; i < 1'500; ++i) {
      auto row = decision(base::random_hex(8), i);
      row.sender_key = base::random_hex(32);
      row.visible_keys = {base::random_hex(32), i % 7 == 0 ? "the-one-who-asked" : "x"};
      row.findings[0].people = {"the-one-who-asked"};
      row.fingerprints = {"p:" + std::to_string(i), "p:0"};
      ASSERT_TRUE(ledger->record_decision(row));
    }
    EXPECT_EQ(erase({"the-one-who-asked"}, {}).records, 1'500);
    EXPECT_FALSE(stands_in_files("the-one-who-asked"));
  }
  EXPECT_FALSE(stands_in_files("the-one-who-asked"));
  expect_whole();
}

TEST_F(Erase, TakesEverythingPersonalOfATimeThatIsOver) {
  const auto ledger = std::move(open_sqlite(file()).value());
  LetterRow letter;
  letter.key = "letter-1";
  letter.time = at_minute(3);
  ASSERT_TRUE(ledger->put_letter(letter));
  letter.key = "letter-2";
  letter.time = at_minute(5);
  ASSERT_TRUE(ledger->put_letter(letter));
  const auto before = figures();
  const auto erased = erase_before(4);
  EXPECT_EQ(erased.records, 3 + 3 + 1);  // a false alarm is as old as its message
  EXPECT_EQ(erased.letters, 1);
  expect_whole();
  EXPECT_EQ(verified().with_erased, 7);
  EXPECT_EQ(figures(), before);
  for (const auto* gone : {"sender-1", "sender-3", "person-2", "It was agreed."})
    EXPECT_FALSE(stands_in_files(gone)) << gone;
  for (const auto* there : {"sender-4", "person-5"}) EXPECT_TRUE(stands_in_files(there)) << there;
  EXPECT_EQ(one("SELECT count(*) FROM fingerprinted"), "3");
  EXPECT_EQ(one("SELECT count(*) FROM thread"), "3");
  EXPECT_EQ(ledger->list({})->size(), 6u);
  EXPECT_EQ(erase_before(4).records, 0);
  EXPECT_EQ(one("SELECT count(*) FROM journal WHERE kind = 'retention'"), "1");
  EXPECT_EQ(erase_before(5).records, 2);
  expect_whole();
}

// A record that was changed by hand is erased all the same, and stays known as changed.
TEST_F(Erase, IsNotStoppedByARecordThatWasChanged) {
  tamper(
      "UPDATE decision SET verdict = 'pass' WHERE id = 'm2';"
      "UPDATE opening SET salt = x'00' WHERE subject = 'm3' AND kind = 'decision'");
  EXPECT_EQ(erase({"a"}, {}).unfit, 1);
  EXPECT_FALSE(stands_in_files("\"a\""));
  EXPECT_EQ(found(), "changed decision m2");
  EXPECT_EQ(erase_before(100).unfit, 1);
  EXPECT_FALSE(stands_in_files("Helen Ward"));
  EXPECT_EQ(found(), "changed decision m2");
}

TEST_F(Erase, GoesOnBesideADaemonThatWrites) {
  const auto ledger = std::move(open_sqlite(file()).value());
  for (int i = 10; i < 20; ++i) {
    ASSERT_TRUE(ledger->record_decision(decision("m" + std::to_string(i), i)));
    erase({"a"}, {});
    ASSERT_TRUE(ledger->record_outcome(outcome("m" + std::to_string(i), OutcomeKind::delivered)));
  }
  expect_whole();
}

}  // namespace
}  // namespace candour::stores
