// SPDX-License-Identifier: MPL-2.0

#include "mail/header_lines.h"

#include <algorithm>

#include "mail/date_words.h"
#include "mail/header_labels.h"

namespace candour::mail {

namespace {

constexpr std::size_t longest_label = 48;  // "Vastaanottaja", or a label in two languages
constexpr std::size_t longest_line = 10'000;
constexpr std::size_t longest_shared_line = 1'000;  // that is searched for several headers
constexpr std::size_t most_continuations = 200;
constexpr std::size_t most_headers = 40;

std::string_view without_stars(std::string_view text) {
  const auto first = text.find_first_not_of("* ");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of("* ") - first + 1);
}

std::optional<Header> header_named(std::string_view name) {
  const auto found = std::find_if(header_labels.begin(), header_labels.end(),
                                  [&](const HeaderLabel& label) { return label.name == name; });
  if (found == header_labels.end()) return std::nullopt;
  return found->header;
}

// "from", or the same in two languages: "from / oddi wrth", "anfonwyd/sent".
std::optional<Header> header_labelled(std::string_view label) {
  const auto slash = label.find_first_of("/|");
  const auto header = header_named(without_stars(label.substr(0, slash)));
  if (slash == label.npos || !header) return header;
  return header_named(without_stars(label.substr(slash + 1))) ? header : std::nullopt;
}

// A header within a line: where its label begins and its value ends the one before.
struct Inner {
  std::size_t label = std::string_view::npos;
  Header header = Header::other;
  std::size_t value = 0;
};

bool is_capital(char c) {
  return (c >= 'A' && c <= 'Z') || c == '*' || static_cast<unsigned char>(c) >= 0x80;
}

// The next " Sent: " or " Oddi wrth: ": a label of one word or two, as clients write it.
Inner find_inner(std::string_view plain, std::string_view lower, std::size_t from) {
  for (auto colon = lower.find(':', from); colon != lower.npos;
       colon = lower.find(':', colon + 1)) {
    auto begin = colon;
    for (int words = 0; words < 2 && begin > from; ++words) {
      const auto end = lower.find_last_not_of(' ', begin - 1);
      const auto blank = end == lower.npos ? end : lower.rfind(' ', end);
      if (blank == lower.npos || blank < from) break;
      begin = blank + 1;
      if (!is_capital(plain[begin]) || colon - begin < 2) continue;
      if (const auto header = header_named(without_stars(lower.substr(begin, colon - begin))))
        return {begin, *header, colon + 1};
      begin = blank;
    }
  }
  return {};
}

// "10:12", also with the next header behind it.
bool is_rest_of_date(const Line& line) {
  const auto date = date_length(line.lower);
  if (date == 0 || date == line.lower.size()) return date > 0;
  return find_inner(line.plain, line.lower, 0).label == line.lower.find_first_not_of(' ', date);
}

// Recipients run on over several lines: "a@b.example;" or an indented, wrapped list.
bool is_continuation(const Lines& lines, std::size_t i, Header before,
                     std::string_view value_so_far) {
  const auto& line = lines[i];
  if (line.is_blank() || line.plain.size() > longest_line) return false;
  if (before == Header::subject) return i + 1 < lines.size() && read_header_line(lines[i + 1]);
  if (before == Header::sent || before == Header::date)
    return value_so_far.empty() || is_rest_of_date(line);
  // "Jones Cc: Deputy Clerk": the next header stands behind the wrapped end of this one.
  if (line.plain.size() <= longest_shared_line &&
      find_inner(line.plain, line.lower, 0).label != std::string_view::npos)
    return true;
  const char last = value_so_far.empty() ? ',' : value_so_far.back();
  if (last == ';' || last == ',') return true;
  const bool list = line.plain.find_first_of("@;") != std::string_view::npos ||
                    (before == Header::to && line.plain.find(',') != std::string_view::npos);
  return list && std::string_view(".!?").find(line.plain.back()) == std::string_view::npos;
}

std::string* value_of(HeaderLines& block, Header header) {
  switch (header) {
    case Header::from:
      return &block.from;
    case Header::sent:
    case Header::date:
      return &block.sent;
    case Header::to:
      return &block.to;
    case Header::cc:
      return &block.cc;
    case Header::subject:
      return &block.subject;
    case Header::other:
      break;
  }
  return nullptr;
}

void count_header(HeaderLines& block, Header header) {
  if (++block.count == 2) block.second = header;
  block.has_from |= header == Header::from;
  block.has_sent |= header == Header::sent || header == Header::date;
  block.has_to |= header == Header::to;
  block.has_subject |= header == Header::subject;
}

void append(std::string& value, std::string_view text) {
  if (text.empty()) return;
  if (!value.empty()) value += ' ';
  value += text;
}

/// Takes the rest of a line, or a wrapped one: what belongs to `before`, then any headers behind.
/// Returns the header that the next line would go on with.
Header take_rest(HeaderLines& block, Header before, std::string_view plain,
                 std::string_view lower) {
  auto* value = value_of(block, before);
  for (std::size_t at = 0;;) {
    const bool shared = before != Header::subject && plain.size() <= longest_shared_line;
    const auto inner = shared ? find_inner(plain, lower, at) : Inner{};
    if (value) append(*value, without_stars(plain.substr(at, inner.label - at)));
    if (inner.label == plain.npos || block.count >= most_headers) return before;
    count_header(block, inner.header);
    before = inner.header;
    value = value_of(block, before);
    at = inner.value;
  }
}

Header take_line(HeaderLines& block, Header header, const Line& line) {
  count_header(block, header);
  if (const auto* known = value_of(block, header); known && !known->empty()) return Header::other;
  const auto value = line.plain.find(':') + 1;
  return take_rest(block, header, line.plain.substr(value), line.lower.substr(value));
}

}  // namespace

std::optional<HeaderLine> read_header_line(const Line& line) {
  const auto colon = line.lower.substr(0, longest_label).find(':');
  if (colon == line.lower.npos || line.lower.size() > longest_line) return std::nullopt;
  const auto header = header_labelled(without_stars(line.lower.substr(0, colon)));
  if (!header) return std::nullopt;
  return HeaderLine{*header, without_stars(line.plain.substr(colon + 1))};
}

HeaderLines read_header_lines(const Lines& lines, std::size_t first) {
  HeaderLines block;
  block.end = first;
  Header before = Header::other;
  std::size_t continuations = 0;
  for (std::size_t i = first; i < lines.size() && block.count < most_headers;) {
    if (!lines[i].is_blank() && lines[i].marks != lines[first].marks) break;
    const auto header = read_header_line(lines[i]);
    if (header && !(header->header == Header::from && block.has_from)) {
      before = take_line(block, header->header, lines[i]);
      block.end = ++i;
    } else if (!header && block.count > 0 && value_of(block, before) && block.end == i &&
               is_continuation(lines, i, before, *value_of(block, before)) &&
               ++continuations <= most_continuations) {
      before = take_rest(block, before, lines[i].plain, lines[i].lower);
      block.end = ++i;
    } else if (lines[i].is_blank() && block.count > 0 && !block.has_subject && i < block.end + 3) {
      ++i;  // some writers set each header as a paragraph
    } else {
      break;
    }
  }
  return block;
}

}  // namespace candour::mail
