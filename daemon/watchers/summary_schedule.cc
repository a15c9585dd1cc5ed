// SPDX-License-Identifier: MPL-2.0

#include "watchers/summary_schedule.h"

#include <algorithm>
#include <cstdio>

namespace candour::watchers {

using namespace std::chrono;

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string to_string(Month month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()),
                static_cast<unsigned>(month.month()));
  return text;
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return {};
  for (const std::size_t at : {0u, 1u, 2u, 3u, 5u, 6u})
    if (!is_digit(text[at])) return {};
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const Month found = year(number(0, 4)) / month(static_cast<unsigned>(number(5, 2)));
  if (!found.ok()) return {};
  return found;
}

std::string in_words(Month month) {
  static constexpr const char* names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  return std::string(names[static_cast<unsigned>(month.month()) - 1]) + " " +
         std::to_string(static_cast<int>(month.year()));
}

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
