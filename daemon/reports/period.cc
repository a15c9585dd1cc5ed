// SPDX-License-Identifier: MPL-2.0

#include "reports/period.h"

#include "base/british_time.h"
#include "base/text.h"

namespace candour::reports {

namespace {

constexpr std::chrono::months trend{12};

base::Instant first_moment(Month month) {
  const base::Day day{month / 1};
  return base::Instant(day) - base::british_offset(day);
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
  if (first == last) return base::month_words(first);
  auto begins = base::month_words(first);
  if (first.year() == last.year()) begins.resize(begins.rfind(' '));
  return begins + " to " + base::month_words(last);
}

std::string Period::name() const {
  return first == last ? base::to_string(first)
                       : base::to_string(first) + " to " + base::to_string(last);
}

base::Result<Period> period_of(std::string_view first, std::string_view last) {
  const auto begins = base::parse_month(first), ends = base::parse_month(last);
  for (const auto& [month, text] : {std::pair{begins, first}, {ends, last}})
    if (!month) return faulty(base::quoted(text) + " is not a month; write it as 2026-10");
  if (*ends < *begins)
    return faulty(base::to_string(*ends) + " is before " + base::to_string(*begins) +
                  "; name the earlier month first");
  if ((*ends - *begins).count() >= most_months)
    return faulty("from " + base::to_string(*begins) + " to " + base::to_string(*ends) +
                  " is more than " + std::to_string(most_months) +
                  " months; ask for a shorter time");
  return Period{*begins, *ends};
}

Period year_and_month_to(const Period& period) {
  return {period.last - trend, period.last};
}

}  // namespace candour::reports
