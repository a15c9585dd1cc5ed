// SPDX-License-Identifier: MPL-2.0

#include "base/calendar.h"

#include <charconv>
#include <cstdio>

namespace candour::base {

namespace {

// All digits, `width` of them at `at`.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return {};
  int value = 0;
  const char* end = text.data() + at + width;
  const auto [stop, error] = std::from_chars(text.data() + at, end, value);
  if (error != std::errc{} || stop != end || value < 0) return {};
  return value;
}

std::optional<Day> valid(std::optional<int> year, std::optional<int> month,
                         std::optional<int> day) {
  if (!year || !month || !day) return {};
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return {};
  return Day{date};
}

}  // namespace

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10) return {};
  if (text[4] == '-' && text[7] == '-')
    return valid(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
  if (text[2] == '/' && text[5] == '/')
    return valid(number(text, 6, 4), number(text, 3, 2), number(text, 0, 2));
  return {};
}

std::string to_string(Day day) {
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string to_string(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day)};
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return to_string(Day{day}) + text;
}

}  // namespace candour::base
