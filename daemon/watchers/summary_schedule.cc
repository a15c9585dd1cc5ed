// SPDX-License-Identifier: MPL-2.0

#include "watchers/summary_schedule.h"

#include <algorithm>

namespace candour::watchers {

using namespace std::chrono;

base::Instant due_at(const SummarySchedule& schedule, Month month) {
  const Month after = month + months(1);
  const auto last_day = (after / last).day();
  const auto date = after / std::min(day(schedule.day), last_day);
  return schedule.zone.instant_at(local_days(date) + schedule.time_of_day);
}

Month latest_due(const SummarySchedule& schedule, base::Instant now) {
  const year_month_day today{floor<days>(schedule.zone.local(now))};
  const Month before = today.year() / today.month() - months(1);
  return due_at(schedule, before) <= now ? before : before - months(1);
}

std::pair<base::Instant, Month> next_due(const SummarySchedule& schedule, base::Instant now) {
  const Month next = latest_due(schedule, now) + months(1);
  return {due_at(schedule, next), next};
}

std::vector<Month> months_due(const SummarySchedule& schedule, base::Instant now, Month first,
                              const std::vector<Month>& settled) {
  const auto latest = latest_due(schedule, now);
  std::vector<Month> due;
  for (auto month = std::max(first, latest - most_months_at_once + months(1)); month <= latest;
       month += months(1))
    if (std::ranges::find(settled, month) == settled.end()) due.push_back(month);
  return due;
}

}  // namespace candour::watchers
