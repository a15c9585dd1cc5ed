// SPDX-License-Identifier: MPL-2.0
//
// Once a day everything personal that is older than the council keeps it is taken out of the
// ledger.
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/calendar.h"

namespace candour::app {

/// The day before which nothing personal stands: so many months before today by the calendar, and
/// where that month is too short its last day.
base::Day kept_from(base::Day today, std::chrono::months kept);

/// Thread-safe.
class Retention {
 public:
  /// kept   nothing: for ever
  Retention(std::filesystem::path ledger, std::optional<std::chrono::months> kept)
      : ledger_(std::move(ledger)), kept_(kept) {}

  /// To be called now and then, and once at the start. What was done is logged, as a number alone;
  /// what failed is tried again at the next call.
  void look(base::Instant now);

 private:
  const std::filesystem::path ledger_;
  const std::optional<std::chrono::months> kept_;
  std::mutex mutex_;
  std::optional<base::Day> looked_;  // the last day on which it was done
};

}  // namespace candour::app
