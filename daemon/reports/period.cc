// SPDX-License-Identifier: MPL-2.0

#include "reports/period.h"

#include <array>
#include <cstdio>
#include <optional>

#include "base/british_time.h"
#include "base/english.h"
#include "base/text.h"

namespace candour::reports {

namespace {

constexpr std::chrono::months trend{12};

base::Instant first_moment(Month month) {
  const base::Day day{month / 1};
  return base::Instant(day) - base::british_offset(day);
}

std::optional<Month> parse_month(std::string_view text) {
  const auto day = text.size() == 7 ? base::parse_day(std::string(text) + "-01") : std::nullopt;
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{*day};
  return Month{date.year(), date.month()};
}

base::Error faulty(std::string why) {
  return {base::Fault::malformed, "reports.period", std::move(why)};
}

}  // namespace

base::Instant Period::begin() const {
  return first_moment(first);
}

base::Instant Period::end() const {
  return first_moment(last + std::chrono::months{1});
}

std::vector<Month> Period::months() const {
  std::vector<Month> all;
  for (auto month = first; month <= last; month += std::chrono::months{1}) all.push_back(month);
  return all;
}

std::string Period::words() const {
  if (first == last) return words_of(first);
  auto begins = words_of(first);
  if (first.year() == last.year()) begins.resize(begins.rfind(' '));
  return begins + " to " + words_of(last);
}

std::string Period::name() const {
  return first == last ? to_string(first) : to_string(first) + " to " + to_string(last);
}

std::string to_string(Month month) {
  return base::to_string(base::Day{month / 1}).substr(0, 7);
}

std::string words_of(Month month) {
  return std::string(base::month_name(static_cast<unsigned>(month.month()))) + " " +
         std::to_string(static_cast<int>(month.year()));
}

base::Result<Period> period_of(std::string_view first, std::string_view last) {
  const auto begins = parse_month(first), ends = parse_month(last);
  for (const auto& [month, text] : {std::pair{begins, first}, {ends, last}})
    if (!month) return faulty(base::quoted(text) + " is not a month; write it as 2026-10");
  if (*ends < *begins)
    return faulty(to_string(*ends) + " is before " + to_string(*begins) +
                  "; name the earlier month first");
  if ((*ends - *begins).count() >= most_months)
    return faulty("from " + to_string(*begins) + " to " + to_string(*ends) + " is more than " +
                  std::to_string(most_months) + " months; ask for a shorter time");
  return Period{*begins, *ends};
}

Period year_and_month_to(const Period& period) {
  return {period.last - trend, period.last};
}

}  // namespace candour::reports
