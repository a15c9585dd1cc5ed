// SPDX-License-Identifier: MPL-2.0

#include "pipeline/journal.h"

#include <algorithm>

namespace candour::pipeline {

namespace {
constexpr std::size_t most_waiting = 10'000;
}  // namespace

base::Result<void> Journal::write_now(const Row& row) {
  if (const auto* decision = std::get_if<stores::DecisionRow>(&row))
    return ledger_.record_decision(*decision);
  if (const auto* mail = std::get_if<stores::UncheckedRow>(&row))
    return ledger_.record_unchecked(*mail);
  return ledger_.record_outcome(std::get<stores::OutcomeRow>(row));
}

base::Result<void> Journal::write_row(Row row) {
  const std::lock_guard lock(mutex_);
  // Nothing waits: the common case, and one try at the ledger. Otherwise the oldest row goes first,
  // so that a ledger which is still away costs one try too.
  while (!waiting_.empty()) {
    auto written = write_now(waiting_.front());
    if (!written) {
      if (waiting_.size() >= most_waiting) {
        ++dropped_;
      } else {
        waiting_.push_back(std::move(row));
      }
      return written;
    }
    waiting_.pop_front();
  }
  auto written = write_now(row);
  if (!written) waiting_.push_back(std::move(row));
  return written;
}

base::Result<void> Journal::write(stores::DecisionRow decision) {
  return write_row(std::move(decision));
}

base::Result<void> Journal::write(stores::OutcomeRow outcome) {
  return write_row(std::move(outcome));
}

base::Result<void> Journal::write(stores::UncheckedRow mail) {
  return write_row(std::move(mail));
}

void Journal::amend(stores::DecisionRow decision) {
  const std::lock_guard lock(mutex_);
  const auto waiting = std::find_if(waiting_.begin(), waiting_.end(), [&](const Row& row) {
    const auto* known = std::get_if<stores::DecisionRow>(&row);
    return known != nullptr && known->id == decision.id;
  });
  if (waiting != waiting_.end()) *waiting = std::move(decision);
}

Journal::Arrears Journal::arrears() const {
  const std::lock_guard lock(mutex_);
  return {waiting_.size(), dropped_};
}

}  // namespace candour::pipeline
