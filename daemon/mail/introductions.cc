// SPDX-License-Identifier: MPL-2.0

#include "mail/introductions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mail/date_words.h"
#include "mail/header_block.h"
#include "mail/introduction_words.h"
#include "mail/quoted_addresses.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_lines = 4;  // over which "On … wrote:" is wrapped
constexpr std::size_t longest_line = 10'000;
constexpr std::size_t longest_introduction = 500;

// The wrapped lines as one. Both have the same length.
struct Joined {
  std::string plain;
  std::string lower;
  std::size_t end = 0;  // line after the last
};

// Where the verb stands that says somebody wrote, at the end or with a date behind it.
struct Verb {
  std::size_t begin = std::string::npos;
  std::size_t end = 0;
};

Verb find_verb(std::string_view lower) {
  for (const auto verb : writing_verbs)
    if (const auto at = lower.rfind(verb);
        at != lower.npos && is_whole_word(lower, at, verb.size()))
      return {at, at + verb.size()};
  return {};
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool ends_with_verb(std::string_view lower) {
  return std::any_of(writing_verbs.begin(), writing_verbs.end(),
                     [&](std::string_view verb) { return lower.ends_with(verb); });
}

// A line that more of an introduction may follow. The line above a signature is none.
bool may_be_wrapped(std::string_view lower) {
  constexpr std::size_t longest_date = 60;
  if (base::trim(lower) == "--") return false;
  return lower.find('@') != lower.npos ||
         starts_with_any(lower, {"--", "in message", "in article", "quoting ", "ysgrifen"}) ||
         (has_digit(lower.substr(0, longest_date)) &&
          date_length(lower.substr(0, longest_date)) > 0);
}

// "… Jane <jane@smith-family.example", "> wrote:": it closes the address and marks nothing.
bool closes_the_address(const Line& line, const Line& start, std::string_view so_far) {
  return line.marks == start.marks + 1 &&
         std::count(so_far.begin(), so_far.end(), '<') >
             std::count(so_far.begin(), so_far.end(), '>') &&
         ends_with_verb(without_end(line.lower, " :*_"));
}

// The line that may go on: the next, or Polymail's "<" below an empty one.
std::size_t following(const Lines& lines, std::size_t i) {
  const auto next = lines.next_written(i + 1);
  return next == i + 2 && next < lines.size() && lines[next].plain == "<" ? next : i + 1;
}

// Joins the lines over which a client may have wrapped an introduction. Nothing where the first
// cannot begin one or none of them can end it.
std::optional<Joined> join_wrapped(const Lines& lines, std::size_t first) {
  Joined joined;
  const auto& start = lines[first];
  auto i = first;
  for (std::size_t count = 0; i < lines.size() && count < most_lines; ++count) {
    const auto& line = lines[i];
    const bool closes = closes_the_address(line, start, joined.plain);
    if (line.is_blank() || (line.marks != start.marks && !closes)) break;
    if (joined.plain.size() + line.plain.size() > longest_introduction) break;
    if (i > first) joined.plain += closes ? "> " : " ";
    joined.plain += line.plain;
    joined.end = i + 1;
    const auto bare = without_end(line.lower, " *_");
    const bool dashes_close = bare.ends_with("---") && bare.size() > 9;
    const bool address_closes = bare.ends_with('>') && is_digit(start.lower[0]);
    if (bare.ends_with(':') || dashes_close || address_closes || ends_with_verb(bare)) {
      joined.lower = base::lower_ascii(joined.plain);
      return joined;
    }
    if (i == first && !may_be_wrapped(start.lower)) break;
    i = following(lines, i);
  }
  return std::nullopt;
}

// What one side of the verb tells: a date and people, in either order.
struct Clause {
  std::string_view sent;
  std::string_view people;
};

std::string_view without_opening(std::string_view date) {
  const auto lower = base::lower_ascii(date.substr(0, 16));
  for (const auto opening : date_openings)
    if (lower.starts_with(opening)) return date.substr(opening.size());
  return date;
}

std::string_view without_little_words(std::string_view people) {
  people = base::trim(people);
  for (const auto word : words_around_names) {
    if (people.starts_with(word) && is_whole_word(people, 0, word.size()))
      people = base::trim(people.substr(word.size()));
    if (people.ends_with(word) && is_whole_word(people, people.size() - word.size(), word.size()))
      people = base::trim(people.substr(0, people.size() - word.size()));
  }
  return people;
}

Clause read_clause(std::string_view plain, std::string_view lower) {
  if (const auto date = date_length(lower); date > 0 && has_digit(lower.substr(0, date)))
    return {without_end(without_opening(base::trim(plain.substr(0, date))), ", "),
            without_little_words(plain.substr(date))};
  const auto date = closing_date(lower);
  return {without_end(without_opening(plain.substr(date)), ", "),
          without_little_words(plain.substr(0, date))};
}

struct Clauses {
  std::string_view sent;
  std::string_view people;
  bool closed = false;  // by a colon or dashes, not merely by the line's end
  bool has_verb = false;
  bool sent_only = false;  // "… sent:", which introduces much besides
};

// "Quoting Jane <jane@b.example>:", "2026-03-03 10:12 GMT Jane <jane@b.example>:"; without colon
// only where marks follow.
std::optional<Clause> read_without_verb(std::string_view plain, std::string_view lower) {
  constexpr std::string_view quoting = "quoting ";
  lower = without_end(lower, ": ");
  plain = plain.substr(0, lower.size());
  if (lower.starts_with(quoting))
    return read_clause(plain.substr(quoting.size()), lower.substr(quoting.size()));
  const bool named = lower.ends_with('>') || (lower.ends_with(')') && has_clock_time(lower));
  if (!named || !has_digit(lower.substr(0, date_length(lower)))) return std::nullopt;
  return read_clause(plain, lower);
}

std::optional<Clauses> read_clauses(const Joined& joined) {
  const std::string_view all = joined.lower;
  const auto begin = std::min(all.find_first_not_of("-=* "), all.size());
  const auto end = without_end(all, "-=* ").size();
  if (begin >= end) return std::nullopt;
  const auto plain = std::string_view(joined.plain).substr(begin, end - begin);
  const auto lower = all.substr(begin, end - begin);
  const bool closed = all.starts_with("--") || lower.ends_with(':');

  auto verb = find_verb(lower);
  const bool sent_only = verb.begin == std::string::npos && lower.ends_with(sent_verb);
  if (sent_only) verb = {lower.size() - sent_verb.size(), lower.size() - 1};
  if (verb.begin == std::string::npos) {
    const auto clause = read_without_verb(plain, lower);
    if (!clause) return std::nullopt;
    return Clauses{clause->sent, clause->people, closed};
  }
  const auto stop = without_end(lower, ": ").size();
  const auto tail = std::min(verb.end, stop);
  const auto before = read_clause(plain.substr(0, verb.begin), lower.substr(0, verb.begin));
  const auto behind = read_clause(plain.substr(tail, stop - tail), lower.substr(tail, stop - tail));
  // "Jane wrote to Robert:" tells of a letter. It does not quote one.
  if (!before.people.empty() && !behind.people.empty()) return std::nullopt;
  if (!before.sent.empty() && !behind.sent.empty()) return std::nullopt;
  if (before.sent.empty() && before.people.empty() && behind.sent.empty()) return std::nullopt;
  return Clauses{before.sent.empty() ? behind.sent : before.sent,
                 before.people.empty() ? behind.people : before.people, closed, true, sent_only};
}

// "In message <id>, Jane <jane@b.example> writes": the message's own name is no person.
std::string_view without_message_id(std::string_view people) {
  const auto lower = base::lower_ascii(people.substr(0, 16));
  if (!lower.starts_with("in message") && !lower.starts_with("in article")) return people;
  const auto close = people.find('>');
  return close == people.npos ? people : people.substr(close + 1);
}

// "I emailed jane@b.example and she": an address, yet a sentence around it.
bool is_sentence_around_address(std::string_view people) {
  const auto at = people.rfind('@');
  if (at == people.npos || people.find(" on behalf of ") != people.npos) return false;
  const auto end = std::min(people.find_first_of(" >)]", at), people.size());
  if (people.find_first_not_of(" >)]\"',", end) != people.npos) return true;
  static constexpr auto no_names = std::to_array<std::string_view>(
      {"i", "we", "you", "he", "she", "they", "the", "my", "our", "and", "to"});
  const auto lower = base::lower_ascii(people);
  const auto words = words_of(lower);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return std::find(no_names.begin(), no_names.end(), word) != no_names.end();
  });
}

std::vector<Address> read_writer(std::string_view people) {
  if (is_sentence_around_address(people)) return {};
  auto addresses = parse_quoted_addresses(without_message_id(people));
  if (addresses.empty() || !looks_like_a_person(addresses.front())) return {};
  addresses.resize(1);
  return addresses;
}

// "At 10:30 on Monday Jane wrote:" tells a story; mail clients put the day before the hour.
bool begins_with_the_hour(std::string_view sent) {
  return sent.substr(0, sent.find(' ')).find(':') != sent.npos;
}

// "On Tue, 3 Mar 2026 at 10:12, Jane Smith <jane@smith-family.example> wrote:" and its kin.
std::optional<Introduction> wrote_line_at(const Lines& lines, std::size_t first) {
  const auto joined = join_wrapped(lines, first);
  if (!joined) return std::nullopt;
  const auto clauses = read_clauses(*joined);
  if (!clauses) return std::nullopt;
  Introduction result;
  result.end = joined->end;
  result.sent = clauses->sent;
  result.from = read_writer(clauses->people);
  const bool has_address = joined->lower.find('@') != joined->lower.npos;
  const bool has_time = has_clock_time(joined->lower) && !begins_with_the_hour(clauses->sent);
  const bool tells_enough =
      clauses->closed ? has_address || has_time : has_address && has_time && clauses->has_verb;
  result.certain = !result.from.empty() && has_digit(clauses->sent) && tells_enough;
  if (clauses->sent_only) {
    if (!result.certain) return std::nullopt;
    result.certain = false;  // the marks below tell
  }
  return result;
}

// GroupWise: ">>> Jane Smith <jane@smith-family.example> 03/03/2026 10:12 >>>", what follows bare.
std::optional<Introduction> groupwise_line_at(const Lines& lines, std::size_t first) {
  const auto& line = lines[first];
  if (!is_groupwise_line(line.plain) || line.plain.size() > longest_introduction)
    return std::nullopt;
  const auto ends = groupwise_arrows.size();
  const auto clause = read_clause(line.plain.substr(ends, line.plain.size() - 2 * ends),
                                  line.lower.substr(ends, line.lower.size() - 2 * ends));
  Introduction result;
  result.end = first + 1;
  result.sent = clause.sent;
  result.from = read_writer(clause.people);
  result.certain = !result.from.empty() && has_clock_time(clause.sent);
  return result;
}

// A telephone number above "On 3 March 2026 Jane wrote:" is no part of it, much as it looks like a
// date that was wrapped.
bool begins_further_down(const Lines& lines, std::size_t first, std::size_t end) {
  for (auto i = first + 1; i < end; ++i) {
    const bool opens = std::any_of(date_openings.begin(), date_openings.end(), [&](auto opening) {
      return lines[i].lower.starts_with(opening);
    });
    if (!opens) continue;
    const auto alone = wrote_line_at(lines, i);
    if (alone && alone->certain && !begins_with_the_hour(alone->sent)) return true;
  }
  return false;
}

}  // namespace

std::optional<Introduction> introduction_at(const Lines& lines, std::size_t first) {
  const auto& line = lines[first];
  if (line.is_blank() || line.plain.size() > longest_line) return std::nullopt;
  if (auto block = header_block_at(lines, first)) return block;
  if (auto groupwise = groupwise_line_at(lines, first)) return groupwise;
  auto wrote = wrote_line_at(lines, first);
  if (wrote && begins_further_down(lines, first, wrote->end)) return std::nullopt;
  return wrote;
}

}  // namespace candour::mail
