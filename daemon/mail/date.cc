// SPDX-License-Identifier: MPL-2.0

#include "mail/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <span>

#include "base/text.h"
#include "mail/lexical.h"

namespace candour::mail {

namespace {

using std::chrono::minutes;

struct ZoneName {
  std::string_view name;
  minutes offset;
};

constexpr auto zone_names = std::to_array<ZoneName>({
    {"ut", minutes{0}},
    {"utc", minutes{0}},
    {"gmt", minutes{0}},
    {"wet", minutes{0}},
    {"bst", minutes{60}},
    {"cet", minutes{60}},
    {"west", minutes{60}},
    {"cest", minutes{120}},
    {"eet", minutes{120}},
    {"eest", minutes{180}},
    {"edt", minutes{-240}},
    {"est", minutes{-300}},
    {"cdt", minutes{-300}},
    {"cst", minutes{-360}},
    {"mdt", minutes{-360}},
    {"mst", minutes{-420}},
    {"pdt", minutes{-420}},
    {"pst", minutes{-480}},
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A word that is all digits, `most` of them at most.
std::optional<int> number(std::string_view word, std::size_t most) {
  if (word.empty() || word.size() > most || !std::all_of(word.begin(), word.end(), is_digit))
    return {};
  int value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

// "Jul", and "July" or "Sept." as some write it.
std::optional<unsigned> month_number(std::string_view word) {
  constexpr auto names = std::to_array<std::string_view>(
      {"january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december"});
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() < 3) return {};
  const auto name = std::find_if(names.begin(), names.end(), [&](std::string_view each) {
    return base::equals_ignoring_case(word, each.substr(0, word.size()));
  });
  if (name == names.end()) return {};
  return static_cast<unsigned>(name - names.begin()) + 1;
}

// Two digits mean 1950 to 2049, three an offset to 1900 (RFC 5322 section 4.3).
std::optional<int> year_number(std::string_view word) {
  const auto value = number(word, 4);
  if (!value || word.size() < 2) return {};
  if (word.size() == 2) return *value + (*value < 50 ? 2000 : 1900);
  if (word.size() == 3) return *value + 1900;
  return *value >= 1900 ? value : std::nullopt;
}

// "17:00:51" and "17:00".
std::optional<std::chrono::seconds> time_of_day(std::string_view word) {
  const auto fields = base::split(word, ':');
  if (fields.size() < 2 || fields.size() > 3) return {};
  const auto hour = number(fields[0], 2);
  const auto minute = number(fields[1], 2);
  const auto second = fields.size() == 3 ? number(fields[2], 2) : 0;
  constexpr int leap_second = 60;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > leap_second) return {};
  return std::chrono::hours{*hour} + minutes{*minute} + std::chrono::seconds{*second};
}

// "+0100" and "+01:00".
std::optional<minutes> numeric_offset(std::string_view word) {
  const int sign = word.front() == '-' ? -1 : 1;
  word.remove_prefix(1);
  const bool colon = word.size() == 5 && word[2] == ':';
  if (word.size() != 4 && !colon) return {};
  const auto hours = number(word.substr(0, 2), 2);
  const auto rest = number(word.substr(colon ? 3 : 2), 2);
  if (!hours || !rest || *hours > 23 || *rest > 59) return {};
  return sign * minutes{*hours * 60 + *rest};
}

bool has_sign(std::string_view word) {
  return word.starts_with('+') || word.starts_with('-');
}

// A zone's offset. Names nobody agrees on (military letters above all) say nothing about the zone,
// as "-0000" does. Source: RFC 5322 section 4.3
std::optional<minutes> offset(std::string_view word) {
  if (has_sign(word)) return numeric_offset(word);
  const auto known = std::find_if(zone_names.begin(), zone_names.end(), [&](const auto& zone) {
    return base::equals_ignoring_case(zone.name, word);
  });
  return known == zone_names.end() ? minutes{0} : known->offset;
}

// The first words of a date. Commas and comments part them as blanks do; "20-Jul-2026" is three
// words, "17:00+0100" two.
std::vector<std::string_view> words_of(std::string_view value) {
  constexpr std::size_t most = 8;  // no date has more that count
  std::vector<std::string_view> words;
  Enclosures enclosures(value);
  bool open = false;
  for (std::size_t at = 0; at < value.size() && words.size() < most; ++at) {
    if (const auto end = enclosures.comment_end(at)) {
      at = *end - 1;
      open = false;
      continue;
    }
    const auto c = value.substr(at, 1);
    const bool signs_inside = has_sign(c) && open && !has_sign(words.back());
    const bool zone = signs_inside && words.back().find(':') != std::string_view::npos;
    if (is_blank(c.front()) || c == "," || (signs_inside && !zone)) {
      open = false;
    } else if (open && !zone) {
      words.back() = {words.back().data(), words.back().size() + 1};
    } else {
      words.push_back(c);
      open = true;
    }
  }
  return words;
}

using Words = std::span<const std::string_view>;

std::optional<Date> date_of(std::string_view day_word, std::string_view month_word,
                            std::string_view year_word, std::string_view time_word,
                            std::string_view zone_word) {
  const auto day = number(day_word, 2);
  const auto month = month_number(month_word);
  const auto year = year_number(year_word);
  const auto time = time_of_day(time_word);
  const auto zone = offset(zone_word);
  if (!day || !month || !year || !time || !zone) return {};
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return {};
  return Date{base::Day{date} + *time - *zone, *zone};
}

// "20 Jul 2026 17:00:51 +0100", the zone perhaps left out.
std::optional<Date> in_mail_order(Words words) {
  if (words.size() < 4) return {};
  return date_of(words[0], words[1], words[2], words[3], words.size() > 4 ? words[4] : "");
}

// "Jul 20 17:00:51 2026", perhaps with a zone before the year, as C's asctime() and date(1) write
// it.
std::optional<Date> in_c_order(Words words) {
  if (words.size() < 4) return {};
  if (words.size() > 4 && year_number(words[4]))
    return date_of(words[1], words[0], words[4], words[2], words[3]);
  return date_of(words[1], words[0], words[3], words[2], words.size() > 4 ? words[4] : "");
}

}  // namespace

std::optional<Date> parse_date(std::string_view value) {
  const auto words = words_of(value);
  for (const std::size_t weekday : {0u, 1u}) {
    if (words.size() < weekday) break;
    const auto rest = Words(words).subspan(weekday);
    if (const auto date = in_mail_order(rest)) return date;
    if (const auto date = in_c_order(rest)) return date;
  }
  return {};
}

base::Day Date::day() const {
  return std::chrono::floor<std::chrono::days>(instant + offset);
}

std::string Date::to_string() const {
  const auto local = std::chrono::floor<std::chrono::seconds>(instant + offset);
  const std::chrono::hh_mm_ss time{local - day()};
  const std::chrono::hh_mm_ss zone{offset};
  char text[40];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d%c%02d:%02d",
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), zone.is_negative() ? '-' : '+',
                static_cast<int>(zone.hours().count()), static_cast<int>(zone.minutes().count()));
  return base::to_string(day()) + text;
}

}  // namespace candour::mail
