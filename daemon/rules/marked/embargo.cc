// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/embargo.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>

#include "base/british_time.h"

namespace candour::rules {

namespace {

using namespace std::chrono;

constexpr std::string_view month_names = "janfebmaraprmayjunjulaugsepoctnovdec";
constexpr std::size_t longest_embargo = 160;  // bytes: what follows belongs to another sentence

/// A day, or one without its year.
struct WrittenDay {
  unsigned day = 0;
  unsigned month = 0;
  std::optional<int> year;
};

unsigned month_named(std::string_view name) {
  return static_cast<unsigned>(month_names.find(name.substr(0, 3)) / 3 + 1);
}

int full_year(int year) {
  return year < 100 ? 2000 + year : year;
}

// Takes the match out of `text`, so that "5.5.2026" is not read as an hour afterwards.
template <class... Groups>
bool take(std::string& text, const re2::RE2& pattern, Groups*... groups) {
  return re2::RE2::PartialMatch(text, pattern, groups...) && re2::RE2::Replace(&text, pattern, " ");
}

std::optional<WrittenDay> take_day(std::string& text) {
  static const re2::RE2 iso(R"(\b(\d{4})-(\d{1,2})-(\d{1,2})\b)");
  static const re2::RE2 slashed(R"(\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b)");
  static const re2::RE2 month = re2::RE2("(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*");
  static const re2::RE2 day_first(R"(\b(\d{1,2})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?)" +
                                  month.pattern() + R"(\b\.?,?(?:\s+(\d{4})\b)?)");
  static const re2::RE2 month_first(R"(\b)" + month.pattern() +
                                    R"(\s+(\d{1,2})(?:st|nd|rd|th)?\b,?(?:\s+(\d{4})\b)?)");
  WrittenDay written;
  int year = 0;
  std::string name;
  std::string four_digits;
  if (take(text, iso, &year, &written.month, &written.day)) {
    written.year = year;
  } else if (take(text, slashed, &written.day, &written.month, &year)) {
    written.year = full_year(year);
  } else if (take(text, day_first, &written.day, &name, &four_digits) ||
             take(text, month_first, &name, &written.day, &four_digits)) {
    written.month = month_named(name);
    if (!four_digits.empty()) written.year = std::atoi(four_digits.c_str());
  } else {
    return std::nullopt;
  }
  return written;
}

// Minutes after the day began; nothing where no hour stands there.
std::optional<minutes> take_hour(std::string& text) {
  static const re2::RE2 clock(R"(\b(\d{1,2})[:.](\d{2})\s*([ap])?\.?(?:m\b)?)");
  static const re2::RE2 half(R"(\b(\d{1,2})\s*([ap])\.?m\b)");
  static const re2::RE2 military(R"(\b(\d{2})(\d{2})\s*(?:hrs?|hours?|h)\b)");
  static const re2::RE2 bare(R"((?:^|\D\s)(\d{2})(\d{2})\s+(?:on|bst|gmt)\b)");
  int hour = 0;
  int minute = 0;
  std::string half_day;
  if (take(text, clock, &hour, &minute, &half_day) || take(text, half, &hour, &half_day) ||
      take(text, military, &hour, &minute) || take(text, bare, &hour, &minute)) {
    if (half_day == "p" && hour < 12) hour += 12;
    if (half_day == "a" && hour == 12) hour = 0;
    if (hour > 24 || minute > 59) return std::nullopt;
    return hours(hour) + minutes(minute);
  }
  if (text.find("midnight") != text.npos) return hours(24);
  if (text.find("noon") != text.npos || text.find("midday") != text.npos) return hours(12);
  return std::nullopt;
}

std::optional<sys_days> day_in(const WrittenDay& written, int calendar_year) {
  const year_month_day date{year(calendar_year), month(written.month), day(written.day)};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::optional<sys_days> day_of(const WrittenDay& written, base::Day near) {
  if (written.year) return day_in(written, *written.year);
  const int this_year = static_cast<int>(year_month_day(near).year());
  std::optional<sys_days> nearest;
  for (const int candidate : {this_year - 1, this_year, this_year + 1}) {
    const auto at = day_in(written, candidate);
    if (at && (!nearest || abs(*at - near) < abs(*nearest - near))) nearest = at;
  }
  return nearest;
}

}  // namespace

std::optional<base::Instant> embargo_end(std::string_view folded, base::Day written) {
  std::string text(folded.substr(0, std::min(folded.size(), longest_embargo)));
  const auto day = take_day(text);
  if (!day || day->month == 0 || day->month > 12) return std::nullopt;
  const auto begins = day_of(*day, written);
  if (!begins) return std::nullopt;
  const auto local = sys_time<minutes>(*begins) + take_hour(text).value_or(minutes(0));
  return base::Instant(local - base::british_offset(local));
}

}  // namespace candour::rules
