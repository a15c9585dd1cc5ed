// SPDX-License-Identifier: MPL-2.0
//
// Once a day the letters that were not answered in time are put on record. A letter is late from
// midnight on, so nothing is gained by looking more often.
#pragma once

#include <mutex>
#include <optional>

#include "pipeline/policies.h"
#include "policy/policy.h"
#include "stores/ledger.h"

namespace candour::app {

/// Thread-safe.
class LateReplies {
 public:
  LateReplies(policy::DataFolder data, const pipeline::Policies& policies, stores::Ledger& ledger)
      : data_(std::move(data)), policies_(policies), ledger_(ledger) {}

  /// To be called now and then, once all mailboxes have been looked through: an answer that nobody
  /// has seen yet would make a letter late. What is newly late is logged, as a number alone.
  void look(base::Instant now);

 private:
  const policy::DataFolder data_;
  const pipeline::Policies& policies_;
  stores::Ledger& ledger_;
  std::mutex mutex_;
  std::optional<base::Day> looked_;  // the last day on which it was done
};

}  // namespace candour::app
