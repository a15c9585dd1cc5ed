// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_review.h"

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

INSTANTIATE_TEST_SUITE_P(Sqlite, ReviewContract, testing::Values(&open_in_a_file));

}  // namespace
}  // namespace candour::stores
