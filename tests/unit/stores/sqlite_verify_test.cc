// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_verify.h"

#include "chained_ledger.h"
#include "stores/columns.h"
#include "stores/sqlite_schema.h"

namespace candour::stores {
namespace {

class Verify : public ChainedLedger {};

TEST_F(Verify, FindsAWholeLedgerWhole) {
  const auto report = verified();
  EXPECT_FALSE(report.fault) << report.fault->told;
  EXPECT_EQ(report.sealed, 0);
  EXPECT_EQ(report.records, 6 + 6 + 1 + 1 + 1);
  EXPECT_EQ(std::to_string(report.head.number), one("SELECT max(number) FROM journal"));
  EXPECT_EQ(to_string(report.head), to_string(sqlite_head(file()).value()));
}

TEST_F(Verify, NamesARecordThatWasChanged) {
  struct {
    std::string sql, found;
  } const cases[] = {
      {"UPDATE decision SET verdict = 'pass' WHERE id = 'm3'", "changed decision m3"},
      {"UPDATE decision SET sender_name = 'Jane Smith' WHERE id = 'm3'", "changed decision m3"},
      {"UPDATE decision SET sender_name = '' WHERE id = 'm3'", "changed decision m3"},
      {"UPDATE decision SET blind_keys = '[]' WHERE id = 'm3'", "changed decision m3"},
      {"UPDATE decision SET visible_keys = '[\"b\",\"a\"]' WHERE id = 'm3'", "changed decision m3"},
      {"UPDATE decision SET visible_keys = '[\"(erased)\",\"b\"]' WHERE id = 'm3'",
       "changed decision m3"},
      {"UPDATE finding SET people = '[\"Robert Jones\"]' WHERE id = 'm4' AND position = 0",
       "changed decision m4"},
      {"DELETE FROM finding WHERE id = 'm4' AND position = 1", "changed decision m4"},
      {"INSERT INTO finding VALUES ('m4', 2, 'silent-copy', '', 'warn', '[]', '[]')",
       "changed decision m4"},
      {"UPDATE outcome SET kind = 'refused' WHERE id = 'm5'", "changed outcome m5"},
      {"UPDATE outcome SET reason = 'She asked.' WHERE id = 'm5'", "changed outcome m5"},
      {"UPDATE false_alarm SET marked_by = 'bob'", "changed false-alarm m1.0"},
      {"UPDATE unchecked SET why = 'slow'", "changed unchecked 1"},
      {"UPDATE late_reply SET time = time + 1", "changed late-reply letter"},
      {"UPDATE opening SET salt = zeroblob(16) WHERE subject = 'm2' AND kind = 'decision'",
       "changed decision m2"},
      {"UPDATE opening SET event = 99 WHERE subject = 'm2' AND kind = 'decision'",
       "changed decision m2"},
      {"DELETE FROM opening WHERE subject = 'm2' AND kind = 'decision'", "changed decision m2"},
  };
  const auto whole = folder_.path() / "whole.sqlite";
  std::filesystem::copy_file(file(), whole);
  for (const auto& each : cases) {
    tamper(each.sql);
    EXPECT_EQ(found(), each.found) << each.sql;
    std::filesystem::copy_file(whole, file(), std::filesystem::copy_options::overwrite_existing);
  }
  expect_whole();
}

TEST_F(Verify, NamesARecordThatWasRemoved) {
  tamper("DELETE FROM decision WHERE id = 'm3'; DELETE FROM finding WHERE id = 'm3';");
  EXPECT_EQ(found(), "removed decision m3");
}

TEST_F(Verify, NamesARecordThatWasRemovedWithAllThatOpensIt) {
  tamper(
      "DELETE FROM outcome WHERE id = 'm3'; DELETE FROM opening WHERE subject = 'm3' AND"
      " kind = 'outcome'");
  EXPECT_EQ(found(), "removed outcome m3");
}

TEST_F(Verify, NamesARecordThatWasInserted) {
  tamper(
      "INSERT INTO decision SELECT 'm9', time, direction, entrance, council, policy_version,"
      " verdict, sender_key, sender_name, visible_keys, blind_keys, recipients_known,"
      " message_key, marked, released, unchecked, exceptions, content_digest FROM decision"
      " WHERE id = 'm1'");
  EXPECT_EQ(found(), "inserted decision m9");
  tamper("INSERT INTO opening VALUES ('m9', 'decision', 1, 0, zeroblob(16), '')");
  EXPECT_EQ(found(), "inserted decision m9");
}

TEST_F(Verify, NamesAFindingOfNoMessage) {
  tamper("INSERT INTO finding VALUES ('m9', 0, 'silent-copy', '', 'warn', '[]', '[]')");
  EXPECT_EQ(found(), "inserted finding of m9");
}

TEST_F(Verify, NamesAFalseAlarmThatStandsThereAgain) {
  tamper("INSERT INTO false_alarm VALUES ('m2', 1, 'A joke.', 'helen', 1)");
  EXPECT_EQ(found(), "inserted false-alarm m2.1");
}

TEST_F(Verify, NamesTwoRecordsThatWereSwapped) {
  tamper(
      "UPDATE decision SET id = 'x' WHERE id = 'm2'; UPDATE decision SET id = 'm2' WHERE"
      " id = 'm5'; UPDATE decision SET id = 'm5' WHERE id = 'x';");
  EXPECT_EQ(found(), "swapped decision m2");
  EXPECT_NE(verified().fault->told.find("decision m2 and decision m5 were swapped"),
            std::string::npos);
}

class VerifyJournal : public ChainedLedger {
 protected:
  // So that nothing but the journal can tell.
  void take_out(const std::string& id, const std::string& kind) {
    tamper("DELETE FROM journal WHERE subject = '" + id + "' AND kind = '" + kind +
           "'; DELETE FROM opening WHERE subject = '" + id + "' AND kind = '" + kind +
           "'; DELETE FROM " + kind + " WHERE id = '" + id + "';");
    if (kind == "decision") tamper("DELETE FROM finding WHERE id = '" + id + "'");
  }
  std::string number_of(const std::string& id) {
    return one("SELECT number FROM journal WHERE kind = 'decision' AND subject = '" + id + "'");
  }
  void renumber(const std::string& from, int by) {
    tamper("UPDATE journal SET number = -number WHERE number >= " + from +
           "; UPDATE journal SET number = -number + " + std::to_string(by) +
           " WHERE number < 0; UPDATE opening SET event = event + " + std::to_string(by) +
           " WHERE event >= " + from + ';');
  }
};

TEST_F(VerifyJournal, NamesTheGapOfARecordThatWasRemoved) {
  const auto number = number_of("m3");
  take_out("m3", "decision");
  EXPECT_EQ(found(), "removed event " + std::to_string(std::stoi(number) + 1));
  EXPECT_NE(verified().fault->told.find("event " + number + " of it was removed"),
            std::string::npos);
}

TEST_F(VerifyJournal, NamesTheGapThatWasClosed) {
  const auto number = number_of("m3");
  take_out("m3", "decision");
  renumber(number, -1);
  EXPECT_EQ(found(), "removed event " + number);
}

TEST_F(VerifyJournal, NamesAnEventThatWasInserted) {
  const auto number = number_of("m3");
  renumber(number, 1);
  tamper("INSERT INTO journal SELECT " + number +
         ", time, kind, 'm9', told, content, link FROM journal WHERE number = 2");
  EXPECT_EQ(found(), "inserted event " + number);
}

TEST_F(VerifyJournal, NamesTwoEventsThatWereSwapped) {
  const auto first = number_of("m2"), second = number_of("m5");
  const auto whole = folder_.path() / "whole.sqlite";
  std::filesystem::copy_file(file(), whole);
  tamper("UPDATE journal SET number = -1 WHERE number = " + first +
         "; UPDATE journal SET number = " + first + " WHERE number = " + second +
         "; UPDATE journal SET number = " + second + " WHERE number = -1;");
  EXPECT_EQ(found(), "swapped event " + first);
  std::filesystem::copy_file(whole, file(), std::filesystem::copy_options::overwrite_existing);
  tamper(
      "CREATE TEMP TABLE was AS SELECT * FROM journal;"
      "UPDATE journal SET (time, subject, content) = (SELECT time, subject, content FROM was"
      " WHERE was.number = iif(journal.number = " +
      first + ", " + second + ", " + first + ")) WHERE number IN (" + first + ", " + second + ")");
  EXPECT_EQ(found(), "swapped event " + first);
}

TEST_F(VerifyJournal, NamesAnEventThatWasChanged) {
  const auto number = number_of("m4");
  const auto whole = folder_.path() / "whole.sqlite";
  std::filesystem::copy_file(file(), whole);
  for (const auto* change : {"time = time - 1", "kind = 'retention'", "told = '{}'",
                             "content = zeroblob(32)", "link = zeroblob(32)"}) {
    tamper("UPDATE journal SET " + std::string(change) + " WHERE number = " + number);
    EXPECT_EQ(found(), "changed event " + number) << change;
    std::filesystem::copy_file(whole, file(), std::filesystem::copy_options::overwrite_existing);
  }
}

TEST_F(VerifyJournal, SeesATailThatWasCutByTheHeadThatWasNoted) {
  const auto head = sqlite_head(file()).value();
  EXPECT_EQ(found(head), "nothing");
  take_out("m6", "outcome");
  tamper(
      "DELETE FROM false_alarm; DELETE FROM late_reply; DELETE FROM unchecked;"
      "DELETE FROM opening WHERE kind NOT IN ('decision', 'outcome');"
      "DELETE FROM journal WHERE number > " +
      number_of("m6"));
  EXPECT_EQ(found(), "nothing");  // what no program can see
  EXPECT_EQ(found(head), "cut event " + number_of("m6"));
}

TEST_F(VerifyJournal, SeesAChainThatWasMadeAnewByTheHeadThatWasNoted) {
  const auto head = sqlite_head(file()).value();
  tamper(
      "DELETE FROM journal; DELETE FROM opening; UPDATE decision SET verdict = 'pass';"
      "DROP TABLE journal; DROP TABLE opening; DROP TABLE unchecked; DROP TABLE policy_version;"
      "DROP TABLE run; DROP TABLE run_sign;"
      "CREATE TABLE unchecked (time, sender_key, message_key, sender_name, why, told_by);"
      "PRAGMA user_version = " +
      std::to_string(first_chained - 1));
  ASSERT_TRUE(open_sqlite(file()));
  EXPECT_EQ(found(), "nothing");
  EXPECT_TRUE(found(head).starts_with("cut")) << found(head);
  const auto ledger = std::move(open_sqlite(file()).value());
  for (int i = 10; i < 40; ++i)
    ASSERT_TRUE(ledger->record_decision(decision("m" + std::to_string(i))));
  EXPECT_EQ(found(head), "rewritten event " + std::to_string(head.number));
}

TEST_F(Verify, SealsWhatAnOlderLedgerHasAndSaysSo) {
  const auto old = folder_.path() / "old.sqlite";
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(old.c_str(), &raw), SQLITE_OK);
  std::string sql =
      std::string(migrations.front()) +
      "INSERT INTO decision VALUES ('old', 1, 'sent', 'smtp', 'Eastmere', 'v1', 'pass', 's', 'H',"
      " '[\"a\"]', '[]', 1, 'm', 1, 0, '[]', '[]', 'c');"
      "INSERT INTO finding VALUES ('old', 0, 'silent-copy', '', 'warn', '[\"Jane Smith\"]', '[]');"
      "INSERT INTO outcome VALUES ('old', 2, 'delivered', 250, '');"
      "PRAGMA user_version = 1;";
  ASSERT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(raw);
  const auto before = verify_sqlite(old, {});
  ASSERT_FALSE(before);
  EXPECT_NE(before.error().detail.find("has no chain yet"), std::string::npos);
  ASSERT_TRUE(open_sqlite(old));
  const auto after = verify_sqlite(old, {});
  ASSERT_TRUE(after);
  EXPECT_FALSE(after->fault);
  EXPECT_EQ(after->sealed, 2);
  EXPECT_EQ(after->records, 2);
  EXPECT_GT(after->begun, base::Instant{});
}

TEST_F(Verify, StandsByWhileSeveralProgramsWrite) {
  const auto ours = std::move(open_sqlite(file()).value());
  const auto theirs = std::move(open_sqlite(file()).value());
  for (int i = 10; i < 60; ++i) {
    auto& writer = i % 2 == 0 ? *ours : *theirs;
    ASSERT_TRUE(writer.record_decision(decision("m" + std::to_string(i))));
    if (i % 10 == 0) expect_whole();
  }
  expect_whole();
}

TEST_F(Verify, SaysWhatIsNoLedger) {
  const auto none = verify_sqlite(folder_.path() / "none", {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, base::Fault::malformed);
}

// A column that stands in no list would be neither proved nor erased.
TEST_F(Verify, KnowsEachColumnOfTheLedger) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &raw), SQLITE_OK);
  sqlite3_stmt* row = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(raw,
                               "SELECT t.name, c.name FROM sqlite_master t,"
                               " pragma_table_info(t.name) c WHERE t.type = 'table'"
                               " AND t.name NOT LIKE 'sqlite_%'",
                               -1, &row, nullptr),
            SQLITE_OK);
  const auto text = [&](int column) {
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(row, column)));
  };
  std::size_t seen = 0;
  while (sqlite3_step(row) == SQLITE_ROW) {
    ++seen;
    const auto table = text(0), name = text(1);
    bool listed = false, placed = false;
    for (const auto& column : columns_of(table)) listed = listed || column.name == name;
    for (const auto& kind : record_kinds())
      placed = placed || kind.table == table || kind.child == table;
    for (const auto working : working_tables()) placed = placed || working == table;
    EXPECT_TRUE(listed) << table << '.' << name << " is new and stands in no list. Add it to "
                        << "`columns` in daemon/stores/columns.cc, at the end of its table: `key` "
                        << "where it names the row, `open` where it is of nobody in particular "
                        << "and may stay for good, `personal` or `personal_list` where it is "
                        << "about somebody. In a table that stood there before, it needs the "
                        << "default '' or 0, or older records would no longer fit their digests.";
    EXPECT_TRUE(placed) << "The table " << table << " is new. In daemon/stores/columns.cc, add it "
                        << "to `kinds` and call Chain::record() in the transaction that writes a "
                        << "row, if an auditor should know that nobody changed it; else to "
                        << "`working`, and see to it that erase and retention find what is "
                        << "personal in it (sqlite_erase.cc).";
  }
  sqlite3_finalize(row);
  sqlite3_close(raw);
  EXPECT_EQ(seen, ledger_columns().size()) << "columns.cc lists columns that no table has";
}

TEST(ChainHead, IsReadAsItIsWritten) {
  const ChainHead head{2041, std::string("\x9f\x00\xff", 3) + std::string(29, 'x')};
  const auto text = to_string(head);
  EXPECT_TRUE(text.starts_with("2041-9f00ff"));
  const auto read = parse_head(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->number, 2041);
  EXPECT_EQ(read->link, head.link);
  for (const auto* wrong : {"", "2041", "2041-", "-9f", "0-9f", "x", "2041-9f86d081"})
    EXPECT_FALSE(parse_head(wrong)) << wrong;
}

}  // namespace
}  // namespace candour::stores
