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

// What the line over a block is drawn with.
constexpr std::array rules{std::string_view("--"), std::string_view("=="), std::string_view("__"),
                           std::string_view("**"), std::string_view("- -")};

// Between dashes, or as Apple Mail does, by themselves with a colon.
constexpr std::array forward_words{
    std::string_view("forwarded message"),        std::string_view("forwarded by"),
    std::string_view("forwarded from"),           std::string_view("forwarded mail"),
    std::string_view("forwarded email"),          std::string_view("neges wedi'i hanfon ymlaen"),
    std::string_view("neges a anfonwyd ymlaen"),  std::string_view("neges wedi'i blaenyrru"),
    std::string_view("message transféré"),        std::string_view("weitergeleitete nachricht"),
    std::string_view("mensaje reenviado"),        std::string_view("messaggio inoltrato"),
    std::string_view("doorgestuurd bericht"),     std::string_view("mensagem encaminhada"),
    std::string_view("Пересланное сообщение"),    std::string_view("Пересылаемое сообщение"),
    std::string_view("inline attachment follows")};
constexpr std::array reply_words{
    std::string_view("original message"),        std::string_view("original appointment"),
    std::string_view("original email"),          std::string_view("original e-mail"),
    std::string_view("original mail"),           std::string_view("reply message"),
    std::string_view("reply separator"),         std::string_view("neges wreiddiol"),
    std::string_view("ebost gwreiddiol"),        std::string_view("e-bost gwreiddiol"),
    std::string_view("message d'origine"),       std::string_view("message original"),
    std::string_view("ursprüngliche nachricht"), std::string_view("urspr. nachricht"),
    std::string_view("original-nachricht"),      std::string_view("mensaje original"),
    std::string_view("messaggio originale"),     std::string_view("oorspronkelijk bericht"),
    std::string_view("mensagem original"),       std::string_view("oprindelig meddelelse"),
    std::string_view("oprindelig besked"),       std::string_view("antwort nachricht"),
    std::string_view("ursprungligt meddelande"), std::string_view("opprinnelig melding"),
    std::string_view("wiadomość oryginalna"),    std::string_view("Исходное сообщение"),
    std::string_view("Оригинальное сообщение")};
constexpr std::array apple_forwards{std::string_view("begin forwarded message"),
                                    std::string_view("dechrau neges a anfonwyd"),
                                    std::string_view("début du message réexpédié"),
                                    std::string_view("début du message transféré"),
                                    std::string_view("anfang der weitergeleiteten"),
                                    std::string_view("inicio del mensaje"),
                                    std::string_view("inizio messaggio inoltrato"),
                                    std::string_view("begin doorgestuurd bericht")};

template <std::size_t n>
bool contains_any(std::string_view lower, const std::array<std::string_view, n>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return lower.find(phrase) != lower.npos; });
}

LineOver::Kind read_words_over(std::string_view lower) {
  using Kind = LineOver::Kind;
  if (lower.size() >= 5 && lower.find_first_not_of('_') == lower.npos) return Kind::rule;
  if (std::any_of(apple_forwards.begin(), apple_forwards.end(),
                  [&](std::string_view words) { return lower.starts_with(words); }))
    return Kind::forward;
  const bool drawn = std::any_of(rules.begin(), rules.end(),
                                 [&](std::string_view rule) { return lower.starts_with(rule); });
  if (!drawn) return Kind::none;
  if (contains_any(lower, forward_words)) return Kind::forward;
  if (contains_any(lower, reply_words)) return Kind::reply;
  return Kind::none;
}

LineOver read_line_over(const Lines& lines, std::size_t first) {
  if (lines[first].lower.size() > 200) return {};
  LineOver over{read_words_over(lines[first].lower), first + 1, false};
  const auto& lower = lines[first].lower;
  const bool dashed = lower.starts_with("--");
  over.certain =
      (dashed && lower.ends_with("--")) || (lower.starts_with("____") && lower.ends_with("____"));
  // Lotus Notes wraps its line of dashes.
  if (dashed && !over.certain && over.end < lines.size() &&
      lines[over.end].lower.ends_with("---")) {
    ++over.end;
    over.certain = true;
  }
  return over;
}

// Lotus Notes: "From: Jane Smith on 03/03/2026 10:12". Returns where the date begins; 0: no name
// stands before it, the value's size: no date.
std::size_t date_behind_name(std::string_view from) {
  const auto date = closing_date(base::lower_ascii(from));
  return has_clock_time(from.substr(date)) ? date : from.size();
}

// Two lines are enough where one is a date that nobody types: "From: jane@smith-family.example",
// "Date: Tue, 3 Mar 2026 10:12:13 -0600".
bool is_of_a_program(const HeaderLines& block) {
  return block.count >= 2 && (!block.from.empty() || !block.to.empty()) &&
         is_date_of_a_program(base::lower_ascii(block.sent));
}

// Without a line over it, a block must look like a mail client's: From first; then, as no
// memorandum does, a "Sent" with a clock time second, or an address behind the name.
bool stands_by_itself(const HeaderLines& block) {
  const bool has_address = block.from.find('@') != block.from.npos;
  if (block.from.empty()) return false;
  if (is_of_a_program(block)) return true;
  if (block.count < 3) return false;
  const bool has_time = block.sent.find_first_of(":.") != block.sent.npos;
  const auto date = date_behind_name(block.from);
  if (block.second == Header::to && date > 0 && date < block.from.size()) return true;
  if (block.second == Header::sent && has_digit(block.sent)) return true;
  if (block.second == Header::date && has_digit(block.sent)) return has_time || has_address;
  // Newer ones: From, To, Date; a memorandum gives no hour.
  if (block.has_to && block.has_subject && has_clock_time(block.sent)) return true;
  return has_address && (block.has_sent || block.has_subject);
}

std::string from_first_digit(const std::string& text, std::size_t at) {
  const auto digit = text.find_first_of("0123456789", at);
  return digit == text.npos ? std::string() : text.substr(digit);
}

Introduction introduction_from(const HeaderLines& block, Quote::Kind kind) {
  Introduction result;
  result.end = block.end;
  result.kind = kind;
  result.certain = true;
  const auto date = block.sent.empty() ? date_behind_name(block.from) : block.from.size();
  result.from = parse_quoted_addresses(std::string_view(block.from).substr(0, date));
  result.to = parse_quoted_addresses(block.to);
  result.cc = parse_quoted_addresses(block.cc);
  result.recipients_known = !block.to.empty();
  result.subject = block.subject;
  result.sent = block.sent.empty() ? from_first_digit(block.from, date) : block.sent;
  return result;
}

// What Lotus Notes prints above "To:", without labels: "Jane Smith", "03/03/2026 10:12".
struct NotesLead {
  std::string text;
  std::size_t end = 0;  // the line of the first label
};

std::optional<NotesLead> read_notes_lead(const Lines& lines, std::size_t first) {
  constexpr std::size_t most_lines = 5;
  constexpr std::size_t longest = 250;
  NotesLead lead;
  auto at = first;
  for (; at < lines.size() && at < first + most_lines; ++at) {
    const auto& line = lines[at];
    if (line.is_blank() || line.marks != lines[first].marks) break;
    const bool aside =
        line.lower.starts_with("please respond to") || line.lower.starts_with("sent by:");
    if (at > first && aside) continue;
    if (read_header_line(line)) break;
    if (lead.text.size() + line.plain.size() > longest) return std::nullopt;
    lead.text.append(lead.text.empty() ? "" : " ").append(line.plain);
  }
  lead.end = lines.next_written(at);
  if (lead.text.empty() || lead.end >= lines.size() || lead.end > at + 2) return std::nullopt;
  if (lines[lead.end].marks != lines[first].marks) return std::nullopt;
  return lead;
}

std::optional<Introduction> notes_block_at(const Lines& lines, std::size_t first) {
  const auto lead = read_notes_lead(lines, first);
  if (!lead || !has_clock_time(lead->text) || !read_header_line(lines[lead->end]))
    return std::nullopt;
  const auto date = closing_date(base::lower_ascii(lead->text));
  if (date == lead->text.size()) return std::nullopt;
  auto from = parse_quoted_addresses(std::string_view(lead->text).substr(0, date));
  if (date > 0 && (from.size() != 1 || !looks_like_a_person(from.front()))) return std::nullopt;
  const auto block = read_header_lines(lines, lead->end);
  const std::size_t least = date > 0 ? 2 : 3;  // the time alone says less
  if (!block.has_to || block.has_from || block.count < least) return std::nullopt;
  auto result = introduction_from(block, Quote::Kind::reply);
  result.from = std::move(from);
  result.sent = from_first_digit(lead->text, date);
  return result;
}

// Hotmail begins with the date, others with the recipients or the subject; nothing but a mail
// client gives clock time and address with them.
bool stands_in_another_order(const HeaderLines& block) {
  return is_of_a_program(block) ||
         (block.count >= 4 && block.has_to && has_clock_time(block.sent) &&
          block.from.find('@') != block.from.npos);
}

bool goes_on_from_above(const Lines& lines, std::size_t first) {
  const std::size_t gap = first > 1 && lines[first - 1].is_blank() ? 2 : 1;
  return first >= gap && read_header_line(lines[first - gap]);
}

std::optional<Introduction> labelled_block_at(const Lines& lines, std::size_t first) {
  const auto header = read_header_line(lines[first]);
  if (!header || header->header == Header::other) return std::nullopt;
  // Within a run only a From line begins a block anew: each run is read once.
  if (header->header != Header::from && goes_on_from_above(lines, first)) return std::nullopt;
  // "CC:" with names below is a letter's own foot, right above what it answers.
  if (header->header == Header::cc) return std::nullopt;
  const auto block = read_header_lines(lines, first);
  const bool stands =
      header->header == Header::from ? stands_by_itself(block) : stands_in_another_order(block);
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
