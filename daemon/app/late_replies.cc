// SPDX-License-Identifier: MPL-2.0

#include "app/late_replies.h"

#include <spdlog/spdlog.h>

#include "base/british_time.h"
#include "pipeline/letters.h"

namespace candour::app {

void LateReplies::look(base::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto today = base::british_day(now);
  if (looked_ == today) return;
  const auto policy = policies_.current();
  const auto calendars = pipeline::ResponseCalendars::load(data_, *policy);
  if (!calendars) return spdlog::error("late_replies_not_counted: {}", calendars.error().detail);
  const auto late = pipeline::record_late_replies(ledger_, *policy, *calendars, now);
  if (!late) return spdlog::error("late_replies_not_counted: {}", late.error().detail);
  looked_ = today;
  spdlog::info("late_replies new={}", late->size());
}

}  // namespace candour::app
