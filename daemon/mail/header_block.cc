// SPDX-License-Identifier: MPL-2.0

#include "mail/header_block.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "mail/quoted_addresses.h"

namespace candour::mail {

namespace {

constexpr std::size_t longest_label = 24;
constexpr std::size_t most_continuations = 200;

enum class Header { from, sent, to, cc, subject, other };

struct Label {
  std::string_view name;
  Header header;
};

constexpr std::array labels{Label{"from", Header::from},
                            Label{"sent", Header::sent},
                            Label{"date", Header::sent},
                            Label{"to", Header::to},
                            Label{"cc", Header::cc},
                            Label{"subject", Header::subject},
                            Label{"oddi wrth", Header::from},
                            Label{"anfonwyd", Header::sent},
                            Label{"dyddiad", Header::sent},
                            Label{"at", Header::to},
                            Label{"copi", Header::cc},
                            Label{"copi at", Header::cc},
                            Label{"pwnc", Header::subject},
                            Label{"testun", Header::subject},
                            Label{"bcc", Header::other},
                            Label{"reply-to", Header::other},
                            Label{"reply to", Header::other},
                            Label{"importance", Header::other},
                            Label{"pwysigrwydd", Header::other},
                            Label{"sensitivity", Header::other},
                            Label{"attachments", Header::other},
                            Label{"atodiadau", Header::other},
                            Label{"organization", Header::other},
                            Label{"organisation", Header::other},
                            Label{"resent-from", Header::other},
                            Label{"resent-to", Header::other},
                            Label{"message-id", Header::other},
                            Label{"newsgroups", Header::other},
                            Label{"when", Header::other},
                            Label{"where", Header::other},
                            Label{"sent by", Header::other},
                            Label{"categories", Header::other},
                            Label{"follow up flag", Header::other},
                            Label{"flag status", Header::other}};

struct HeaderLine {
  Header header = Header::other;
  std::string_view value;
};

std::string_view without_stars(std::string_view text) {
  const auto first = text.find_first_not_of("* ");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of("* ") - first + 1);
}

// "From: Jane", "*From:* Jane", "From : Jane"
std::optional<HeaderLine> read_header_line(const Line& line) {
  const auto colon = line.lower.substr(0, longest_label).find(':');
  if (colon == line.lower.npos || line.lower.size() > 10'000) return std::nullopt;
  const auto name = without_stars(line.lower.substr(0, colon));
  const auto found = std::find_if(labels.begin(), labels.end(),
                                  [&](const Label& label) { return label.name == name; });
  if (found == labels.end()) return std::nullopt;
  return HeaderLine{found->header, without_stars(line.plain.substr(colon + 1))};
}

// What stands over a block, and how much it proves by itself.
enum class Over { nothing, rule, reply, forward };

bool is_rule(std::string_view line, std::string_view characters, std::size_t least) {
  return line.size() >= least && line.find_first_not_of(characters) == line.npos;
}

Over read_line_over(const Line& line) {
  if (line.lower.size() > 200) return Over::nothing;
  if (is_rule(line.lower, "_", 5)) return Over::rule;
  if (line.lower.starts_with("begin forwarded message") ||
      line.lower.starts_with("dechrau neges a anfonwyd"))
    return Over::forward;
  if (!line.lower.starts_with("--") && !line.lower.starts_with("==")) return Over::nothing;
  for (const std::string_view words : {"forwarded message", "forwarded by", "forwarded from",
                                       "neges wedi'i hanfon ymlaen", "neges a anfonwyd ymlaen"})
    if (line.lower.find(words) != line.lower.npos) return Over::forward;
  for (const std::string_view words : {"original message", "original appointment", "reply message",
                                       "neges wreiddiol", "original email", "original e-mail"})
    if (line.lower.find(words) != line.lower.npos) return Over::reply;
  return Over::nothing;
}

struct Block {
  std::size_t end = 0;
  std::size_t count = 0;  // header lines
  Header second = Header::other;
  bool has_from = false;
  bool has_sent = false;
  bool has_subject = false;
  std::string from, to, cc, subject, sent;
};

// Recipients run on over several lines: "a@b.example;" or an indented, wrapped list.
bool is_continuation(const Line& line, Header before, std::string_view value_so_far) {
  if (line.is_blank() || line.plain.size() > 10'000) return false;
  if (before == Header::subject) return false;
  const char last = value_so_far.empty() ? ',' : value_so_far.back();
  if (before == Header::sent) return value_so_far.empty();
  return last == ';' || last == ',' ||
         (line.plain.find('@') != line.plain.npos && words_of(line.plain).size() <= 6);
}

std::string* value_of(Block& block, Header header) {
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

void take_header(Block& block, const HeaderLine& header) {
  if (++block.count == 2) block.second = header.header;
  block.has_from |= header.header == Header::from;
  block.has_sent |= header.header == Header::sent;
  block.has_subject |= header.header == Header::subject;
  if (auto* value = value_of(block, header.header); value && value->empty()) *value = header.value;
}

Block read_block(const Lines& lines, std::size_t first) {
  Block block;
  block.end = first;
  Header before = Header::other;
  std::size_t continuations = 0;
  for (std::size_t i = first; i < lines.size();) {
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
    } else if (lines[i].is_blank() && block.count > 0 && block.end == i && !block.has_subject &&
               i + 1 < lines.size() && read_header_line(lines[i + 1])) {
      ++i;  // some writers set each header as a paragraph
    } else {
      break;
    }
  }
  return block;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != text.npos;
}

// Without a line over it, a block must look like a mail client's: From first; then, as no
// memorandum does, a "Sent" with a clock time second, or an address behind the name.
bool stands_by_itself(const Block& block, const Lines& lines, std::size_t first) {
  const auto first_header = read_header_line(lines[first]);
  if (!first_header || first_header->header != Header::from || block.count < 3) return false;
  if (block.from.empty()) return false;
  const bool has_address = block.from.find('@') != block.from.npos;
  const bool has_time =
      block.sent.find(':') != block.sent.npos || block.sent.find('.') != block.sent.npos;
  if (block.second == Header::sent && has_digit(block.sent))
    return has_time || has_address || lines[first + 1].lower.find("sent") < 3;
  return has_address && (block.has_sent || block.has_subject);
}

Introduction introduction_from(const Block& block, Quote::Kind kind) {
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

}  // namespace

std::optional<Introduction> header_block_at(const Lines& lines, std::size_t first) {
  const auto over = read_line_over(lines[first]);
  if (over == Over::nothing) {
    if (!read_header_line(lines[first])) return std::nullopt;
    const auto block = read_block(lines, first);
    if (!stands_by_itself(block, lines, first)) return std::nullopt;
    return introduction_from(block, Quote::Kind::reply);
  }
  const auto kind = over == Over::forward ? Quote::Kind::forward : Quote::Kind::reply;
  auto start = lines.next_written(first + 1);
  // Lotus and others wrap the line of dashes.
  if (start < lines.size() && start == first + 1 && lines[start].lower.ends_with("---"))
    start = lines.next_written(start + 1);
  // The block may stand behind the marks of what it introduces: it is that quote's own then.
  const bool same_level = start < lines.size() && lines[start].marks == lines[first].marks;
  if (same_level && start <= first + 3) {
    const auto block = read_block(lines, start);
    if (block.count >= 2 && (block.has_from || block.has_sent)) {
      if (over != Over::rule ||
          (block.has_from && read_header_line(lines[start])->header == Header::from))
        return introduction_from(block, kind);
    }
  }
  if (over == Over::rule) return std::nullopt;
  Introduction result;
  result.end = first + 1;
  result.kind = kind;
  result.certain = lines[first].lower.starts_with("--") && lines[first].lower.ends_with("--");
  return result;
}

bool is_header_like_block(const Lines& lines, std::size_t first) {
  std::size_t count = 0;
  for (auto i = lines.next_written(first); i < lines.size() && !lines[i].is_blank(); ++i) {
    const auto colon = lines[i].plain.substr(0, longest_label).find(':');
    if (colon == std::string_view::npos || colon == 0) break;
    if (++count == 3) return true;
  }
  return false;
}

}  // namespace candour::mail
