// SPDX-License-Identifier: MPL-2.0

#include "mail/date_words.h"

#include <algorithm>

#include "mail/lines.h"

namespace candour::mail {

namespace {

bool is_in(std::string_view word, std::string_view list) {
  const auto at = find_word(list, word);
  return at != list.npos;
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

bool has_clock_time(std::string_view text) {
  for (auto at = text.find(':'); at != text.npos; at = text.find(':', at + 1))
    if (at > 0 && at + 2 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]) &&
        is_digit(text[at + 2]))
      return true;
  return false;
}

// After the year no month is read any more, for June and April are names too.
std::size_t date_length(std::string_view lower) {
  constexpr std::string_view connectives = "on at the of ar am yr y le um il a";
  constexpr std::string_view days =
      "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
      "saturday "
      "sunday llun maw mer iau gwe gwen sad sul";
  constexpr std::string_view months =
      "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
      "august september october november december ion chwef chw maw ebr mai meh gorff gor awst "
      "awst medi "
      "hyd tach tac rhag rha ionawr chwefror mawrth ebrill mehefin gorffennaf medi hydref tachwedd "
      "rhagfyr";
  constexpr std::string_view clock = "am pm gmt bst utc cet cest est edt pst pdt yb yh a.m p.m";
  bool year_seen = false;
  bool time_seen = false;
  std::size_t end = 0;
  for (const auto word : words_of(lower)) {
    const auto bare =
        without_end(word.substr(std::min(word.find_first_not_of("(,"), word.size())), ",).;");
    const bool number =
        !bare.empty() &&
        (is_digit(bare[0]) || bare[0] == '+' || (bare[0] == '-' && bare.size() > 1)) &&
        bare.find('@') == bare.npos;
    const bool date_word = is_in(bare, clock) || (!time_seen && is_in(bare, connectives)) ||
                           (!year_seen && (is_in(bare, days) || is_in(bare, months)));
    if (!bare.empty() && !number && !date_word) break;
    year_seen |= number && (bare.size() >= 4);
    time_seen |= bare.find(':') != bare.npos;
    end = static_cast<std::size_t>(word.data() - lower.data()) + word.size();
  }
  return end;
}

std::string_view without_end(std::string_view text, std::string_view characters) {
  const auto last = text.find_last_not_of(characters);
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

}  // namespace candour::mail
