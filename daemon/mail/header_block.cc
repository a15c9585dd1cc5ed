// SPDX-License-Identifier: MPL-2.0

#include "mail/header_block.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mail/date_words.h"
#include "mail/header_lines.h"
#include "mail/quoted_addresses.h"

namespace candour::mail {

namespace {

// The line that may stand over a block, and how much it proves by itself.
struct LineOver {
  enum class Kind { none, rule, reply, forward };
  Kind kind = Kind::none;
  std::size_t end = 0;   // line after it
  bool certain = false;  // words between dashes: nobody types that
};

LineOver::Kind read_words_over(std::string_view lower) {
  using Kind = LineOver::Kind;
  if (lower.size() >= 5 && lower.find_first_not_of('_') == lower.npos) return Kind::rule;
  if (lower.starts_with("begin forwarded message") || lower.starts_with("dechrau neges a anfonwyd"))
    return Kind::forward;
  if (!lower.starts_with("--") && !lower.starts_with("==")) return Kind::none;
  for (const std::string_view words : {"forwarded message", "forwarded by", "forwarded from",
                                       "neges wedi'i hanfon ymlaen", "neges a anfonwyd ymlaen"})
    if (lower.find(words) != lower.npos) return Kind::forward;
  for (const std::string_view words : {"original message", "original appointment", "reply message",
                                       "neges wreiddiol", "original email", "original e-mail"})
    if (lower.find(words) != lower.npos) return Kind::reply;
  return Kind::none;
}

LineOver read_line_over(const Lines& lines, std::size_t first) {
  if (lines[first].lower.size() > 200) return {};
  LineOver over{read_words_over(lines[first].lower), first + 1, false};
  const bool dashed = lines[first].lower.starts_with("--");
  over.certain = dashed && lines[first].lower.ends_with("--");
  // Lotus Notes wraps its line of dashes.
  if (dashed && !over.certain && over.end < lines.size() &&
      lines[over.end].lower.ends_with("---")) {
    ++over.end;
    over.certain = true;
  }
  return over;
}

// Without a line over it, a block must look like a mail client's: From first; then, as no
// memorandum does, a "Sent" with a clock time second, or an address behind the name.
bool stands_by_itself(const HeaderLines& block, const Lines& lines, std::size_t first) {
  if (block.count < 3 || block.from.empty()) return false;
  const bool has_address = block.from.find('@') != block.from.npos;
  const bool has_time =
      block.sent.find(':') != block.sent.npos || block.sent.find('.') != block.sent.npos;
  // Lotus Notes: "From: Jane Smith on 03/03/2026 10:12".
  if (block.second == Header::to && has_clock_time(block.from)) return true;
  if (block.second == Header::sent && has_digit(block.sent))
    return has_time || has_address || lines[first + 1].lower.find("sent") < 3;
  return has_address && (block.has_sent || block.has_subject);
}

Introduction introduction_from(const HeaderLines& block, Quote::Kind kind) {
  Introduction result;
  result.end = block.end;
  result.kind = kind;
  result.certain = true;
  result.from = parse_quoted_addresses(block.from);
  result.to = parse_quoted_addresses(block.to);
  result.cc = parse_quoted_addresses(block.cc);
  result.recipients_known = !block.to.empty();
  result.subject = block.subject;
  result.sent = block.sent;
  return result;
}

// Lotus Notes prints name and time without labels: "Jane Smith", "03/03/2026 10:12", "To: …".
std::optional<Introduction> notes_block_at(const Lines& lines, std::size_t first) {
  constexpr std::size_t most_lead_lines = 3;
  std::string lead;
  auto at = first;
  for (; at < lines.size() && at < first + most_lead_lines && !read_header_line(lines[at]); ++at) {
    if (lines[at].is_blank() || lines[at].marks != lines[first].marks) break;
    if (lead.size() + lines[at].plain.size() > 250) return std::nullopt;
    lead.append(lead.empty() ? "" : " ").append(lines[at].plain);
  }
  const auto start = lines.next_written(at);
  if (lead.empty() || start >= lines.size() || start > at + 2 || !has_clock_time(lead))
    return std::nullopt;
  const auto header = read_header_line(lines[start]);
  if (!header || lines[start].marks != lines[first].marks) return std::nullopt;
  // The date is whatever ends the lead; the name stands before it.
  const auto lower = base::lower_ascii(lead);
  auto date = lower.find_first_of("0123456789");
  while (date < lower.size() &&
         date + date_length(std::string_view(lower).substr(date)) < lower.size())
    date = lower.find_first_of("0123456789", lower.find(' ', date));
  if (date >= lead.size()) return std::nullopt;
  auto name = without_end(std::string_view(lead).substr(0, date), " ");
  if (name.ends_with(" on")) name.remove_suffix(3);
  auto from = parse_quoted_addresses(name);
  if (from.size() != 1 || !looks_like_a_person(from.front())) return std::nullopt;
  const auto block = read_header_lines(lines, start);
  if (!block.has_to || block.has_from || block.count < 2) return std::nullopt;
  auto result = introduction_from(block, Quote::Kind::reply);
  result.from = std::move(from);
  result.sent = lead.substr(date);
  return result;
}

std::optional<Introduction> labelled_block_at(const Lines& lines, std::size_t first) {
  const auto header = read_header_line(lines[first]);
  if (!header || (header->header != Header::from && header->header != Header::sent))
    return std::nullopt;
  const auto block = read_header_lines(lines, first);
  // Hotmail begins with the date; nothing but a mail client gives clock time and address with it.
  const bool stands = header->header == Header::from
                          ? stands_by_itself(block, lines, first)
                          : block.count >= 4 && block.has_to && has_clock_time(block.sent) &&
                                block.from.find('@') != block.from.npos;
  if (!stands) return std::nullopt;
  return introduction_from(block, Quote::Kind::reply);
}

// Below a line over it a block may be shorter, and begin with another header than From.
std::optional<Introduction> block_below(const Lines& lines, std::size_t first,
                                        const LineOver& over) {
  const auto start = lines.next_written(over.end);
  // A block behind deeper marks is the quote's own.
  if (start >= lines.size() || start > over.end + 2 || lines[start].marks != lines[first].marks)
    return std::nullopt;
  const auto header = read_header_line(lines[start]);
  if (!header) return notes_block_at(lines, start);
  const auto block = read_header_lines(lines, start);
  if (block.count < 2 || !(block.has_from || block.has_sent)) return std::nullopt;
  if (over.kind == LineOver::Kind::rule && header->header != Header::from) return std::nullopt;
  return introduction_from(block, Quote::Kind::reply);
}

}  // namespace

std::optional<Introduction> header_block_at(const Lines& lines, std::size_t first) {
  const auto over = read_line_over(lines, first);
  if (over.kind == LineOver::Kind::none) {
    if (auto block = labelled_block_at(lines, first)) return block;
    return notes_block_at(lines, first);
  }
  auto result = block_below(lines, first, over);
  if (!result) {
    if (over.kind == LineOver::Kind::rule) return std::nullopt;
    result.emplace();
    result->end = over.end;
    result->certain = over.certain;
  }
  if (over.kind == LineOver::Kind::forward) result->kind = Quote::Kind::forward;
  return result;
}

}  // namespace candour::mail
