// SPDX-License-Identifier: MPL-2.0
//
// Refusals that wait for the same message to come again. Kept in the ledger, so that they outlive a
// restart and are shared between machines, and in memory, so that a ledger which is away leaves
// nobody stuck.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "stores/ledger.h"

namespace candour::pipeline {

/// Sooner is a client's own retry.
inline constexpr std::chrono::seconds earliest_resend{5};

/// Thread-safe.
class Confirmations {
 public:
  explicit Confirmations(stores::Ledger& ledger) : ledger_(ledger) {}

  enum class Answer {
    none,       // not refused within 15 minutes, or the refusal did not name all these findings
    too_soon,   // refused less than 5 seconds ago
    confirmed,  // refused between 5 seconds and 15 minutes ago, and all these findings were named
  };
  Answer look_up(const std::string& content_digest, const std::vector<std::string>& finding_keys,
                 base::Instant now);
  /// Remembers a refusal. One that was too early a resend leaves the first refusal's time standing.
  void refused(const std::string& content_digest, std::vector<std::string> finding_keys,
               base::Instant now);
  /// The message went out: the next one like it is asked about again.
  void used(const std::string& content_digest);

 private:
  std::optional<stores::PendingConfirmation> find(const std::string& content_digest);

  stores::Ledger& ledger_;
  std::mutex mutex_;
  std::map<std::string, stores::PendingConfirmation> recent_;
};

}  // namespace candour::pipeline
