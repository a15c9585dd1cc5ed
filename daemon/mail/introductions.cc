// SPDX-License-Identifier: MPL-2.0

#include "mail/introductions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mail/date_words.h"
#include "mail/header_block.h"
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
  static constexpr std::array<std::string_view, 6> verbs{"wrote",   "writes",  "ysgrifennodd",
                                                         "schrieb", "a écrit", "escribió"};
  for (const auto verb : verbs)
    if (const auto at = lower.rfind(verb);
        at != lower.npos && is_whole_word(lower, at, verb.size()))
      return {at, at + verb.size()};
  return {};
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool starts_like_a_date(std::string_view lower) {
  return starts_with_any(lower, {"on ", "ar ", "at ", "le ", "am ", "el "}) || is_digit(lower[0]);
}

// Joins the lines over which a client may have wrapped an introduction. Nothing where the first
// cannot begin one or none of them can end it.
std::optional<Joined> join_wrapped(const Lines& lines, std::size_t first) {
  Joined joined;
  const auto& start = lines[first];
  const bool may_wrap =
      starts_like_a_date(start.lower) ||
      starts_with_any(start.lower, {"--", "in message", "in article", "quoting "}) ||
      start.lower.find('@') != start.lower.npos;
  for (std::size_t i = first; i < lines.size() && i < first + most_lines; ++i) {
    const auto& line = lines[i];
    if (line.is_blank() || line.marks != start.marks) break;
    if (joined.plain.size() + line.plain.size() > longest_introduction) break;
    if (i > first) joined.plain += ' ';
    joined.plain += line.plain;
    joined.end = i + 1;
    const auto bare = without_end(line.lower, " *_");
    const bool dashes_close = bare.ends_with("---") && bare.size() > 9;
    if (bare.ends_with(':') || bare.ends_with("writes") || bare.ends_with("wrote") ||
        dashes_close) {
      joined.lower = base::lower_ascii(joined.plain);
      return joined;
    }
    if (!may_wrap) break;
  }
  return std::nullopt;
}

// The date, the people and the verb of an introduction, whatever their order.
struct Clauses {
  std::string_view sent;
  std::string_view people;
  bool closed = false;  // by a colon or dashes, not merely by the line's end
};

std::string_view without_opening(std::string_view text) {
  for (const std::string_view start : {"On ", "on ", "Ar ", "At ", "Le ", "Am ", "El "})
    if (text.starts_with(start)) return text.substr(start.size());
  return text;
}

// Before the verb: "On <date>, <name>", "<date> <name>", "<name>".
void read_date_and_people(std::string_view text, std::string_view lower, Clauses& clauses) {
  const auto date = date_length(lower);
  if (date > 0) clauses.sent = without_end(without_opening(text.substr(0, date)), ", ");
  clauses.people = text.substr(date);
}

std::optional<Clauses> read_clauses(const Joined& joined) {
  const std::string_view plain = joined.plain;
  const std::string_view lower = joined.lower;
  const auto begin = std::min(lower.find_first_not_of("-=* "), lower.size());
  const auto end = without_end(lower, "-=* ").size();
  Clauses clauses;
  clauses.closed = lower.starts_with("--") || lower.substr(0, end).ends_with(':');
  if (begin >= end) return std::nullopt;
  const auto verb = find_verb(lower.substr(0, end));
  if (verb.begin == std::string::npos) {
    // "Quoting Jane <jane@b.example>:", "2026-03-03 10:12 GMT Jane <jane@b.example>:"
    const bool quoting = lower.starts_with("quoting ");
    const bool dated =
        is_digit(lower[0]) && has_clock_time(lower) && lower.substr(0, end).ends_with(">:");
    if (!quoting && !dated) return std::nullopt;
    const std::size_t skipped = quoting ? 8 : 0;
    read_date_and_people(plain.substr(skipped, end - skipped), lower.substr(skipped, end - skipped),
                         clauses);
    return clauses;
  }
  if (verb.begin < begin) return std::nullopt;
  read_date_and_people(plain.substr(begin, verb.begin - begin),
                       lower.substr(begin, verb.begin - begin), clauses);
  auto tail = base::trim(without_end(plain.substr(verb.end, end - verb.end), ": "));
  if (tail.empty()) return clauses;
  if (tail.starts_with("on ") || tail.starts_with("ar ")) {
    if (!has_digit(tail)) return std::nullopt;
    clauses.sent = tail.substr(3);
    return clauses;
  }
  if (!base::trim(clauses.people).empty() || clauses.sent.empty()) return std::nullopt;
  clauses.people = tail;  // Welsh: the verb before the name
  return clauses;
}

// "In message <id>, Jane <jane@b.example> writes": the message's own name is no person.
std::string_view without_message_id(std::string_view people) {
  const auto lower = base::lower_ascii(people.substr(0, 16));
  if (!lower.starts_with("in message") && !lower.starts_with("in article")) return people;
  const auto close = people.find('>');
  return close == people.npos ? people : people.substr(close + 1);
}

// "On Tue, 3 Mar 2026 at 10:12, Jane Smith <jane@b.example> wrote:" and its kin.
std::optional<Introduction> wrote_line_at(const Lines& lines, std::size_t first) {
  const auto joined = join_wrapped(lines, first);
  if (!joined) return std::nullopt;
  const auto clauses = read_clauses(*joined);
  if (!clauses) return std::nullopt;
  Introduction result;
  result.end = joined->end;
  result.sent = clauses->sent;
  auto people = parse_quoted_addresses(without_message_id(base::trim(clauses->people)));
  if (!people.empty() && looks_like_a_person(people.front())) result.from = {people.front()};
  const std::string_view lower = joined->lower;
  result.certain = clauses->closed && !result.from.empty() && has_digit(clauses->sent) &&
                   (has_clock_time(lower) || lower.find('@') != lower.npos);
  return result;
}

}  // namespace

std::optional<Introduction> introduction_at(const Lines& lines, std::size_t first) {
  const auto& line = lines[first];
  if (line.is_blank() || line.plain.size() > longest_line) return std::nullopt;
  if (auto block = header_block_at(lines, first)) return block;
  return wrote_line_at(lines, first);
}

}  // namespace candour::mail
