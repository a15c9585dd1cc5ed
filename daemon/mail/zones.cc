// SPDX-License-Identifier: MPL-2.0

#include "mail/zones.h"

#include <algorithm>

#include "mail/disclaimer.h"
#include "mail/lines.h"
#include "mail/quotes.h"
#include "mail/signature.h"

namespace candour::mail {

namespace {

std::vector<bool> marked_signatures(const Lines& lines, const std::vector<Mark>& marks) {
  std::vector<bool> marked(lines.size());
  std::size_t done = 0;  // marks may nest: no line is visited twice
  for (const auto& mark : marks) {
    if (mark.kind != Mark::Kind::signature) continue;
    for (auto i = std::max(done, lines.at_byte(mark.begin));
         i < lines.size() && lines[i].begin < mark.end; ++i) {
      marked[i] = !lines[i].is_blank();
      done = i + 1;
    }
  }
  return marked;
}

// Calls `visit(begin, end)` for each run of lines that nobody is quoted in.
template <class Visit>
void for_each_unquoted_run(const std::vector<std::size_t>& depths, Visit visit) {
  for (std::size_t begin = 0; begin < depths.size();) {
    auto end = begin;
    while (end < depths.size() && depths[end] == 0) ++end;
    if (begin < end) visit(begin, end);
    begin = std::max(end, begin + 1);
  }
}

// Standing text below quoted history, where neither marks nor containers tell that it is quoted.
void find_disclaimers_below_history(const Lines& lines, const QuotedLines& quoted,
                                    std::vector<Zone>& zones) {
  auto begin = lines.size();
  while (begin > 0 && quoted.depths[begin - 1] > 0 && lines[begin - 1].marks == 0) --begin;
  find_closing_disclaimers(lines, begin, lines.size(), zones);
}

// An empty line goes with the line above it, so that stretches are few and whole; one that is
// marked as quoted stays so.
void settle_empty_lines(const Lines& lines, std::vector<Zone>& zones) {
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].is_blank() && (lines[i].marks == 0 || zones[i] != Zone::quoted))
      zones[i] = zones[i - 1];
}

std::vector<Stretch> stretches_of(const Lines& lines, const std::vector<Zone>& zones) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (stretches.empty() || stretches.back().zone != zones[i])
      stretches.push_back({zones[i], lines[i].begin, lines[i].end});
    stretches.back().end = lines[i].end;
  }
  return stretches;
}

}  // namespace

void divide(Body& body, const std::vector<Mark>& marks) {
  const Lines lines(body.text);
  auto quoted = find_quotes(lines, marks);
  std::vector<Zone> zones(lines.size(), Zone::authored);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (quoted.depths[i] > 0) zones[i] = Zone::quoted;

  const auto marked = marked_signatures(lines, marks);
  for_each_unquoted_run(quoted.depths, [&](std::size_t begin, std::size_t end) {
    find_signature(lines, begin, end, marked, zones);
    find_disclaimers(lines, begin, end, zones);
  });
  find_disclaimers_below_history(lines, quoted, zones);
  settle_empty_lines(lines, zones);
  body.stretches = stretches_of(lines, zones);
  body.quotes = std::move(quoted.quotes);
}

}  // namespace candour::mail
