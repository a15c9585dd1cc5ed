// SPDX-License-Identifier: MPL-2.0

#include "composed/moment.h"

#include <algorithm>
#include <charconv>

namespace candour::composed {

namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0) return {};
  return value;
}

// "+01:00", "-05:00", "Z"
std::optional<std::chrono::minutes> read_offset(std::string_view text) {
  if (text == "Z") return std::chrono::minutes(0);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const auto hours = number(text.substr(1, 2)), minutes = number(text.substr(4, 2));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return {};
  const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<mail::Date> parse_moment(std::string_view text) {
  constexpr std::string_view form = "2026-07-20T17:00:51";
  if (text.size() <= form.size() || text[10] != 'T' || text[13] != ':' || text[16] != ':')
    return {};
  const auto day = base::parse_day(text.substr(0, 10));
  const auto hours = number(text.substr(11, 2)), minutes = number(text.substr(14, 2)),
             seconds = number(text.substr(17, 2));
  auto rest = text.substr(form.size());
  if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_of("Z+-"), rest.size()));
  const auto offset = read_offset(rest);
  if (!day || !hours || !minutes || !seconds || !offset) return {};
  if (*hours > 23 || *minutes > 59 || *seconds > 60) return {};
  const auto local = *day + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
                     std::chrono::seconds(*seconds);
  return mail::Date{local - *offset, *offset};
}

}  // namespace candour::composed
