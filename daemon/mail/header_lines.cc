// SPDX-License-Identifier: MPL-2.0

#include "mail/header_lines.h"

#include <algorithm>
#include <array>

namespace candour::mail {

namespace {

constexpr std::size_t longest_label = 24;
constexpr std::size_t most_continuations = 200;
constexpr std::size_t most_headers = 40;

struct Label {
  std::string_view name;
  Header header;
};

constexpr std::array labels{
    Label{"from", Header::from}, Label{"sent", Header::sent}, Label{"date", Header::sent},
    Label{"to", Header::to}, Label{"cc", Header::cc}, Label{"subject", Header::subject},
    Label{"oddi wrth", Header::from}, Label{"anfonwyd", Header::sent},
    Label{"dyddiad", Header::sent}, Label{"at", Header::to}, Label{"copi", Header::cc},
    Label{"copi at", Header::cc}, Label{"pwnc", Header::subject}, Label{"testun", Header::subject},
    // what the twin towns' clients print
    Label{"von", Header::from}, Label{"gesendet", Header::sent}, Label{"datum", Header::sent},
    Label{"an", Header::to}, Label{"betreff", Header::subject}, Label{"de", Header::from},
    Label{"envoyé", Header::sent}, Label{"à", Header::to}, Label{"objet", Header::subject},
    Label{"bcc", Header::other}, Label{"reply-to", Header::other}, Label{"reply to", Header::other},
    Label{"importance", Header::other}, Label{"pwysigrwydd", Header::other},
    Label{"sensitivity", Header::other}, Label{"attachments", Header::other},
    Label{"atodiadau", Header::other}, Label{"organization", Header::other},
    Label{"organisation", Header::other}, Label{"resent-from", Header::other},
    Label{"resent-to", Header::other}, Label{"message-id", Header::other},
    Label{"newsgroups", Header::other}, Label{"when", Header::other}, Label{"where", Header::other},
    Label{"sent by", Header::other}, Label{"categories", Header::other},
    Label{"follow up flag", Header::other}, Label{"flag status", Header::other}};

std::string_view without_stars(std::string_view text) {
  const auto first = text.find_first_not_of("* ");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of("* ") - first + 1);
}

// Recipients run on over several lines: "a@b.example;" or an indented, wrapped list.
bool is_continuation(const Line& line, Header before, std::string_view value_so_far) {
  if (line.is_blank() || line.plain.size() > 10'000) return false;
  if (before == Header::subject) return false;
  const char last = value_so_far.empty() ? ',' : value_so_far.back();
  if (before == Header::sent) return value_so_far.empty();
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

void take_header(HeaderLines& block, const HeaderLine& header) {
  if (++block.count == 2) block.second = header.header;
  block.has_from |= header.header == Header::from;
  block.has_sent |= header.header == Header::sent;
  block.has_to |= header.header == Header::to;
  block.has_subject |= header.header == Header::subject;
  if (auto* value = value_of(block, header.header); value && value->empty()) *value = header.value;
}

}  // namespace

std::optional<HeaderLine> read_header_line(const Line& line) {
  const auto colon = line.lower.substr(0, longest_label).find(':');
  if (colon == line.lower.npos || line.lower.size() > 10'000) return std::nullopt;
  const auto name = without_stars(line.lower.substr(0, colon));
  const auto found = std::find_if(labels.begin(), labels.end(),
                                  [&](const Label& label) { return label.name == name; });
  if (found == labels.end()) return std::nullopt;
  return HeaderLine{found->header, without_stars(line.plain.substr(colon + 1))};
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
      take_header(block, *header);
      before = header->header;
      block.end = ++i;
    } else if (!header && block.count > 0 && value_of(block, before) && block.end == i &&
               is_continuation(lines[i], before, *value_of(block, before)) &&
               ++continuations <= most_continuations) {
      value_of(block, before)->append(" ").append(lines[i].plain);
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
