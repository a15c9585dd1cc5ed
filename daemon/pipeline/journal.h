// SPDX-License-Identifier: MPL-2.0
//
// The ledger as the pipeline writes to it: a row that cannot be written now waits in memory and is
// written, in order, as soon as the ledger is back.
#pragma once

#include <deque>
#include <mutex>
#include <variant>

#include "stores/ledger.h"

namespace candour::pipeline {

/// Thread-safe.
class Journal {
 public:
  explicit Journal(stores::Ledger& ledger) : ledger_(ledger) {}

  /// Failure: the row waits, and is not on the disk now.
  base::Result<void> write(stores::DecisionRow decision);
  base::Result<void> write(stores::OutcomeRow outcome);
  base::Result<void> write(stores::UncheckedRow mail);
  /// Puts a decision in the place of the one of that id that still waits.
  void amend(stores::DecisionRow decision);

  /// Rows that wait, and rows that were dropped because too many waited: the gap.
  struct Arrears {
    std::size_t waiting = 0;
    std::size_t dropped = 0;
  };
  Arrears arrears() const;

 private:
  using Row = std::variant<stores::DecisionRow, stores::OutcomeRow, stores::UncheckedRow>;
  base::Result<void> write_row(Row row);
  base::Result<void> write_now(const Row& row);

  stores::Ledger& ledger_;
  mutable std::mutex mutex_;
  std::deque<Row> waiting_;
  std::size_t dropped_ = 0;
};

}  // namespace candour::pipeline
