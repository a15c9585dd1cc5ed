// SPDX-License-Identifier: MPL-2.0

#include "app/retention.h"

#include <spdlog/spdlog.h>

#include "base/british_time.h"
#include "stores/sqlite_erase.h"

namespace candour::app {

base::Day kept_from(base::Day today, std::chrono::months kept) {
  const auto date = std::chrono::year_month_day{today} - kept;
  return date.ok() ? base::Day{date} : base::Day{date.year() / date.month() / std::chrono::last};
}

void Retention::look(base::Instant now) {
  if (!kept_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const auto today = base::british_day(now);
  if (!lock || looked_ == today) return;
  const auto erased =
      stores::erase_older(ledger_, kept_from(today, *kept_), "candourd", stores::Trial::no);
  if (!erased) return spdlog::error("retention_not_kept: {}", erased.error().detail);
  looked_ = today;
  spdlog::info("retention records={} letters={}", erased->records, erased->letters);
  if (erased->unfit > 0)
    spdlog::error("ledger_changed records={}: see candour ledger verify", erased->unfit);
}

}  // namespace candour::app
