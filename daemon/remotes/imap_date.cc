// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_date.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::remotes {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Takes digits of the text's front, and a mark behind them.
std::optional<int> take_number(std::string_view& text, std::size_t digits, char mark) {
  int number = 0;
  if (text.size() < digits) return {};
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  if (mark == '\0') return number;
  if (!text.starts_with(mark)) return {};
  text.remove_prefix(1);
  return number;
}

std::optional<unsigned> take_month(std::string_view& text) {
  const auto found = std::find_if(months.begin(), months.end(), [&](std::string_view month) {
    return base::equals_ignoring_case(text.substr(0, 3), month);
  });
  if (found == months.end() || text.size() < 4 || text[3] != '-') return {};
  text.remove_prefix(4);
  return static_cast<unsigned>(found - months.begin()) + 1;
}

}  // namespace

std::optional<base::Instant> parse_internal_date(std::string_view text) {
  text = base::trim(text);
  const std::size_t day_digits = text.find('-') == 1 ? 1 : 2;
  const auto day = take_number(text, day_digits, '-');
  const auto month = take_month(text);
  const auto year = take_number(text, 4, ' ');
  const auto hour = take_number(text, 2, ':');
  const auto minute = take_number(text, 2, ':');
  const auto second = take_number(text, 2, ' ');
  if (!day || !month || !year || !hour || !minute || !second || text.size() != 5) return {};
  const bool west = text.front() == '-';
  if (!west && text.front() != '+') return {};
  text.remove_prefix(1);
  const auto zone = take_number(text, 4, '\0');
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!zone || !date.ok() || *hour > 23 || *minute > 59 || *second > 60) return {};
  const auto ahead = hours{*zone / 100} + minutes{*zone % 100};
  const base::Instant there =
      std::chrono::sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second};
  return west ? there + ahead : there - ahead;
}

std::string imap_date(base::Day day) {
  const std::chrono::year_month_day date{day};
  const auto month = static_cast<unsigned>(date.month()) - 1;
  return std::to_string(static_cast<unsigned>(date.day())) + "-" + std::string(months[month]) +
         "-" + std::to_string(static_cast<int>(date.year()));
}

}  // namespace candour::remotes
