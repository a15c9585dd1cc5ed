// SPDX-License-Identifier: MPL-2.0
#include "mail/raw_header.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "mail/raw_lines.h"

namespace candour::mail {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// How far a header may go on after a line that is none of its own. Bounds the look ahead.
constexpr std::size_t lookahead_bytes = 16u << 10;

// A longer Content-Type is not searched for the boundary it announces, once for each line.
constexpr std::size_t longest_announcement = 500;

// The field name at the start of a line, or an empty view where there is none. Blanks before the
// colon are tolerated (RFC 5322 section 4.5), other bytes than printable ASCII are not.
std::string_view field_name(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && line[length] > ' ' && line[length] < 0x7F && line[length] != ':')
    ++length;
  auto colon = length;
  while (colon < line.size() && is_wsp(line[colon])) ++colon;
  if (colon == line.size() || line[colon] != ':') return {};
  return line.substr(0, length);
}

// A value must be one line of text for whoever reads it next: mimetic ends it at a NUL, and a bare
// CR would begin a new line there.
void append_clean(std::string& value, std::string_view line) {
  for (const char c : line) {
    if (c == '\0')
      value += replacement;
    else
      value += c == '\r' ? ' ' : c;
  }
}

std::string_view without_leading_blanks(std::string_view text) {
  while (!text.empty() && is_wsp(text.front())) text.remove_prefix(1);
  return text;
}

// Gathers lines into fields and keeps the limits.
class FieldCollector {
 public:
  FieldCollector(const Limits& limits, Remarks& remarks) : limits_(limits), remarks_(remarks) {}

  void begin(std::string_view name, std::string_view line) {
    const auto value = line.substr(line.find(':') + 1);
    skipping_ = fields_.size() >= limits_.header_fields;
    if (skipping_) {
      remarks_.over_limit("header-fields-limit", "the header",
                          "more than " + std::to_string(limits_.header_fields) + " fields");
      return;
    }
    if (!fits(line.size())) return;
    if (base::equals_ignoring_case(name, "Content-Type")) content_type_ = fields_.size();
    fields_.push_back({std::string(name), {}});
    append_clean(fields_.back().value, without_leading_blanks(value));
  }

  void fold(std::string_view line) {
    if (skipping_ || !fits(line.size())) return;
    auto& value = fields_.back().value;
    const auto text = without_leading_blanks(line);
    if (!value.empty() && !text.empty()) value += ' ';
    append_clean(value, text);
  }

  // Whether the line is a boundary of the multipart that this very header announces.
  bool announces(std::string_view line) const {
    if (content_type_ >= fields_.size() || line.size() < 3 || !line.starts_with("--")) return false;
    const auto& value = fields_[content_type_].value;
    return value.size() <= longest_announcement && value.find(line.substr(2)) != std::string::npos;
  }

  bool can_fold() const { return skipping_ || !fields_.empty(); }

  std::vector<RawField> take() {
    for (auto& field : fields_) field.value.erase(without_trailing_blanks(field.value).size());
    return std::move(fields_);
  }

 private:
  bool fits(std::size_t line_bytes) {
    bytes_ += line_bytes;
    if (bytes_ <= limits_.header_block_bytes) return true;
    skipping_ = true;
    remarks_.over_limit("header-block-limit", "the header", "too long");
    return false;
  }

  const Limits& limits_;
  Remarks& remarks_;
  std::vector<RawField> fields_;
  std::size_t content_type_ = std::string::npos;
  std::size_t bytes_ = 0;
  bool skipping_ = false;
};

// Where the next field that mail is known to have stands, before the next empty line.
std::optional<std::size_t> next_known_field(std::string_view text, std::size_t begin,
                                            HeaderOf whose) {
  const auto window = text.substr(0, std::min(text.size(), begin + lookahead_bytes));
  while (begin < window.size()) {
    const auto line = line_at(window, begin);
    if (line.text.empty()) return {};
    if (is_known_field(line.text, whose)) return begin;
    begin = line.end;
  }
  return {};
}

}  // namespace

bool is_known_field(std::string_view line, HeaderOf whose) {
  static constexpr std::array known{
      "subject",      "from",       "to",         "cc",         "bcc",        "date",
      "sender",       "reply-to",   "message-id", "references", "received",   "in-reply-to",
      "mime-version", "user-agent", "importance", "priority",   "precedence", "return-path"};
  const auto name = base::lower_ascii(field_name(line));
  if (name.starts_with("content-")) return true;
  if (whose == HeaderOf::part) return false;  // "From: Jane" may well be the part's text
  if (name.starts_with("x-") || name.starts_with("list-") || name.starts_with("resent-"))
    return true;
  return std::find(known.begin(), known.end(), name) != known.end();
}

RawHeader read_header(std::string_view text, std::size_t begin, HeaderOf whose,
                      const Limits& limits, const IsBoundary& is_boundary, Remarks& remarks) {
  FieldCollector fields(limits, remarks);
  auto position = begin;
  std::size_t goes_on_until = begin;  // the look ahead found a field there; never look twice
  while (position < text.size()) {
    const auto line = line_at(text, position);
    if (line.text.empty()) {
      position = line.end;
      break;
    }
    if (line.text.starts_with("--") && (is_boundary(line.text) || fields.announces(line.text))) {
      remarks.anomaly("header-ended-by-boundary");
      break;
    }
    if (is_wsp(line.text.front()) && fields.can_fold()) {
      fields.fold(line.text);
    } else if (const auto name = field_name(line.text); !name.empty()) {
      fields.begin(name, line.text);
    } else {
      remarks.anomaly("bad-header-line");
      if (position >= goes_on_until) {
        const auto next = next_known_field(text, line.end, whose);
        if (!next) break;
        goes_on_until = *next;
      }
    }
    position = line.end;
  }
  return {fields.take(), position};
}

}  // namespace candour::mail
