// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_review.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "review_contract.h"
#include "stores/sqlite.h"
#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

// A file: two connections see the same.
ReviewedLedger open_in_a_file() {
  auto folder = std::make_shared<support::TemporaryFolder>();
  const auto file = folder->path() / "ledger.sqlite";
  auto ledger = open_sqlite(file);
  auto review = open_sqlite_review(file);
  return {folder, std::move(ledger.value()), std::move(review.value())};
}

/// Whether another program finds the ledger in use, by the lock that each connection keeps in WAL
/// mode (SQLite's os.h, SHARED_FIRST). A child is another program to the kernel.
bool is_locked_for_others(const std::filesystem::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000002;
    lock.l_len = 510;
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    ::_exit(::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status) == 1;
}

// Who finds it unused deletes its log when he closes it, and what is recorded then is lost to all
// others.
TEST(SqliteReview, OpenedBesideTheLedgerLeavesItInUse) {
  const auto opened = open_in_a_file();
  const auto file =
      std::static_pointer_cast<support::TemporaryFolder>(opened.place)->path() / "ledger.sqlite";
  ASSERT_TRUE(opened.ledger->record_decision(decision("one")));
  EXPECT_TRUE(is_locked_for_others(file));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, ReviewContract, testing::Values(&open_in_a_file));

}  // namespace
}  // namespace candour::stores
