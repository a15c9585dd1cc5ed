// SPDX-License-Identifier: MPL-2.0

#include "rules/language/quotations.h"

#include <algorithm>

namespace candour::rules {

namespace {

// How far from a quotation the words that attribute it are looked for.
constexpr std::size_t attribution_bytes = 160;

bool is_blank(char c) {
  return c == ' ' || c == '\n';
}

bool opens_quotation(std::string_view text, std::size_t at) {
  const bool after_gap = at == 0 || is_blank(text[at - 1]) || text[at - 1] == '(' ||
                         text[at - 1] == ':' || text[at - 1] == '-';
  return after_gap && at + 1 < text.size() && !is_blank(text[at + 1]);
}

bool opens_paragraph(std::string_view text, std::size_t at) {
  return at >= 2 && text[at - 1] == '\n' && text[at - 2] == '\n';
}

/// Where the quotation that opens at `open` ends. Printers open each of its paragraphs anew and
/// close only the last; one that is never closed ends with its paragraph.
std::size_t end_of_quotation(std::string_view text, std::size_t open) {
  auto close = text.find('"', open + 1);
  while (close != text.npos && opens_paragraph(text, close)) close = text.find('"', close + 1);
  if (close != text.npos) return close + 1;
  return std::min(text.find("\n\n", open), text.size());
}

/// Single quotation marks are told from apostrophes by the stop before the closing one.
std::size_t end_of_single_quotation(std::string_view text, std::size_t open) {
  const auto limit = std::min(text.find("\n\n", open), text.size());
  for (auto close = text.find('\'', open + 1); close < limit; close = text.find('\'', close + 1)) {
    const char last = text[close - 1];
    if (last == '.' || last == ',' || last == '!' || last == '?') return close + 1;
  }
  return open;
}

}  // namespace

std::vector<base::Range> quotations_in(std::string_view text) {
  std::vector<base::Range> quotations;
  for (std::size_t at = 0; at < text.size();) {
    const bool single = text[at] == '\'';
    if ((text[at] != '"' && !single) || !opens_quotation(text, at)) {
      ++at;
      continue;
    }
    const auto end = single ? end_of_single_quotation(text, at) : end_of_quotation(text, at);
    if (end > at) quotations.push_back({at, end});
    at = single ? at + 1 : end;
  }
  return quotations;
}

std::string_view lead_in(std::string_view text, base::Range quotation) {
  const auto open = quotation.begin;
  const auto from = open > attribution_bytes ? open - attribution_bytes : 0;
  auto lead = text.substr(from, open - from);
  while (!lead.empty() && is_blank(lead.back())) lead.remove_suffix(1);
  for (std::size_t at = lead.size(); at > 1; --at) {
    const char c = lead[at - 2];
    const bool ends = (c == '.' || c == '!' || c == '?' || c == '\n') && is_blank(lead[at - 1]);
    if (ends) return lead.substr(at);
  }
  return lead;
}

std::string_view follow_up(std::string_view text, base::Range quotation) {
  const auto rest = text.substr(quotation.end, attribution_bytes);
  return rest.substr(0, std::min({rest.find('\n'), rest.find("\"", 1), rest.size()}));
}

}  // namespace candour::rules
