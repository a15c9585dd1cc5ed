// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>

#include "ledger_contract.h"
#include "stores/sqlite_schema.h"
#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

std::unique_ptr<Ledger> open_in_memory() {
  return std::move(open_sqlite(":memory:").value());
}

INSTANTIATE_TEST_SUITE_P(Sqlite, LedgerContract, testing::Values(&open_in_memory));

TEST(SqliteLedger, KeepsItsRowsAndItsKeyWhenOpenedAgain) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  std::string key;
  {
    const auto ledger = open_sqlite(file);
    ASSERT_TRUE(ledger) << ledger.error().detail;
    key = (*ledger)->digest_key();
    ASSERT_TRUE((*ledger)->record_decision(decision("one")));
  }
  const auto ledger = open_sqlite(file);
  ASSERT_TRUE(ledger);
  EXPECT_EQ((*ledger)->digest_key(), key);
  EXPECT_EQ((*ledger)->list({})->size(), 1u);
}

TEST(SqliteLedger, KnowsTheFingerprintsOfAnOlderLedger) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &raw), SQLITE_OK);
  const auto first_format =
      std::string(migrations.front()) +
      "INSERT INTO decision VALUES ('old', 1, 'received', 'imap', 'Eastmere', 'v1', 'pass', 's', "
      "'',"
      " '[]', '[]', 1, 'm', 1, 0, '[]', '[]', 'c');"
      "INSERT INTO fingerprint VALUES ('p:0123456789abcdef', 'old'), ('f:01', 'old');"
      "PRAGMA user_version = 1;";
  ASSERT_EQ(sqlite3_exec(raw, first_format.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(raw);
  const auto ledger = open_sqlite(file);
  ASSERT_TRUE(ledger) << ledger.error().detail;
  const auto found = (*ledger)->marked_with({"f:01", "p:0123456789abcdef"}, 2);
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().id, "old");
}

TEST(SqliteLedger, KnowsAtOnceWhatAnotherProgramRecorded) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  const auto ours = std::move(open_sqlite(file).value());
  const auto theirs = std::move(open_sqlite(file).value());
  EXPECT_TRUE(ours->marked_with({"p:01"}, 1)->empty());
  for (int i = 1; i < 4; ++i) {
    auto row = decision("m" + std::to_string(i));
    row.direction = Direction::received;
    row.fingerprints = {"p:0" + std::to_string(i)};
    ASSERT_TRUE(theirs->record_decision(row));
    EXPECT_EQ(ours->marked_with(row.fingerprints, 1)->size(), 1u);
  }
}

TEST(SqliteLedger, KnowsFingerprintsBeyondWhatItMadeRoomFor) {
  const auto ledger = open_in_memory();
  for (int message = 0; message < 8; ++message) {
    auto row = decision("m" + std::to_string(message));
    row.direction = Direction::received;
    for (int i = 0; i < 2'000; ++i)
      row.fingerprints.push_back("p:" + std::to_string(message) + "-" + std::to_string(i));
    ASSERT_TRUE(ledger->record_decision(row));
    EXPECT_EQ(ledger->marked_with(row.fingerprints, 2'000)->size(), 1u);
  }
  EXPECT_EQ(ledger->marked_with({"p:0-0", "p:0-1999"}, 2)->size(), 1u);
}

TEST(SqliteLedger, IsReadableByItsOwnerAlone) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  ASSERT_TRUE(open_sqlite(file));
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
}

TEST(SqliteLedger, SaysWhichFileIsNoLedger) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  std::ofstream(file) << "This is a shopping list and not a database, however long it may be.\n";
  const auto ledger = open_sqlite(file);
  ASSERT_FALSE(ledger);
  EXPECT_NE(ledger.error().detail.find("ledger.sqlite"), std::string::npos);
}

TEST(SqliteLedger, RefusesALedgerOfANewerCandour) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  ASSERT_TRUE(open_sqlite(file));
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &raw), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(raw, "PRAGMA user_version = 999", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(raw);
  const auto ledger = open_sqlite(file);
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().fault, base::Fault::malformed);
}

TEST(SqliteLedger, AnswersUnavailableWhileAnotherProgramHoldsIt) {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ledger.sqlite";
  const auto ledger = open_sqlite(file);
  ASSERT_TRUE(ledger);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto recorded = (*ledger)->record_decision(decision("one"));
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().fault, base::Fault::unavailable);
  sqlite3_close(other);
}

}  // namespace
}  // namespace candour::stores
