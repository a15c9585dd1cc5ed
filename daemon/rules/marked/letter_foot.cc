// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/letter_foot.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/text.h"

namespace candour::rules {

namespace {

constexpr std::string_view signature_line = "--";  // RFC 3676 section 4.3, its blank trimmed off
// In a signed text, which ends with its seal: RFC 4880 section 7.
constexpr std::string_view signed_signature_line = "- --";
constexpr std::string_view seal_begins = "-----BEGIN PGP SIGNATURE-----";
constexpr std::string_view seal_ends = "-----END PGP SIGNATURE-----";
constexpr std::size_t most_seal_lines = 40;
constexpr std::size_t most_signature_lines = 10;
constexpr std::size_t most_foot_lines = 15;
constexpr std::size_t longest_name = 40;
constexpr std::ptrdiff_t shortest_rule = 20;
constexpr std::array<std::string_view, 3> quotation_marks{"\"", "\u201c", "\u201d"};
constexpr std::array<std::string_view, 3> dashes{"-", "\u2013", "\u2014"};

struct Line {
  std::string_view whole;  // with its line end
  std::string_view plain;  // without blanks at either end
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const auto whole = text.substr(begin, end - begin);
    lines.push_back({whole, base::trim(whole)});
    begin = end;
  }
  return lines;
}

// A list may set a few words into its rule: "----- Eastmere Groups Sponsor -----".
bool is_rule(std::string_view line) {
  const auto drawn = std::count_if(line.begin(), line.end(), [](char c) {
    return std::string_view("-_=~*#").find(c) != std::string_view::npos;
  });
  return drawn >= shortest_rule && static_cast<std::size_t>(drawn) * 2 > line.size();
}

bool leads_elsewhere(std::string_view line) {
  const auto lower = base::lower_ascii(std::string(line));
  for (const std::string_view sign : {"://", "www.", "unsubscri", "dad-danysgrifi"})
    if (lower.find(sign) != lower.npos) return true;
  return false;
}

// The first of the last filled lines.
std::size_t foot_of(const std::vector<Line>& lines) {
  std::size_t filled = 0;
  auto first = lines.size();
  while (first > 0 && filled < most_foot_lines)
    if (!lines[--first].plain.empty()) ++filled;
  return first;
}

// Where the list's footer begins, or the end.
std::size_t footer_of(const std::vector<Line>& lines, std::size_t foot) {
  std::size_t footer = lines.size();
  bool link = false;
  for (auto i = lines.size(); i > foot; --i) {
    const auto line = lines[i - 1].plain;
    if (link && is_rule(line)) footer = i - 1;
    link = link || leads_elsewhere(line);
  }
  return footer;
}

// What follows a mark at the front of a text; nothing where none does.
std::optional<std::string_view> behind(std::string_view text,
                                       std::span<const std::string_view> marks) {
  for (const auto mark : marks)
    if (text.starts_with(mark)) return text.substr(mark.size());
  return std::nullopt;
}

// "… and live with it." - J. Rivers
bool ends_with_author(std::string_view paragraph) {
  std::size_t closing = paragraph.npos;
  for (const auto mark : quotation_marks)
    if (const auto at = paragraph.rfind(mark); at != paragraph.npos)
      closing = closing == paragraph.npos ? at : std::max(closing, at);
  if (closing == paragraph.npos || closing == 0) return false;
  const auto rest = behind(paragraph.substr(closing), quotation_marks);
  const auto name = behind(base::trim(*rest), dashes);
  return name && name->size() > 1 && name->size() <= longest_name;
}

// Past the saying that begins in line `i`, or `i` where none does.
std::size_t end_of_saying(const std::vector<Line>& lines, std::size_t i) {
  if (!behind(lines[i].plain, quotation_marks)) return i;
  auto end = i;
  while (end < lines.size() && !lines[end].plain.empty()) ++end;
  const auto& first = lines[i].whole;
  const auto& last = lines[end - 1].whole;
  const std::string_view paragraph(
      first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
  return ends_with_author(base::trim(paragraph)) ? end : i;
}

bool is_signature_line(std::string_view line) {
  return line == signature_line || line == signed_signature_line;
}

// Past the seal of a signed text that begins in line `i`, or `i` where it does not end.
std::size_t end_of_seal(const std::vector<Line>& lines, std::size_t i) {
  const auto last = std::min(i + most_seal_lines, lines.size());
  for (auto end = i + 1; end < last; ++end)
    if (lines[end].plain == seal_ends) return end + 1;
  return i;
}

// Past the paragraph below the signature's line at `i`.
std::size_t end_of_signature(const std::vector<Line>& lines, std::size_t i) {
  ++i;
  while (i < lines.size() && lines[i].plain.empty()) ++i;
  const auto last = std::min(i + most_signature_lines, lines.size());
  const auto goes_on = [](std::string_view line) {
    return !line.empty() && !is_signature_line(line) && line != seal_begins;
  };
  while (i < last && goes_on(lines[i].plain)) ++i;
  return i;
}

// The signature's own line is no authored text; what is taken for it below it may be.
bool is_below_signature_line(const mail::Body& body, const mail::Stretch& above) {
  if (above.zone != mail::Zone::signature) return false;
  const auto text =
      base::trim(std::string_view(body.text).substr(above.begin, above.end - above.begin));
  return text == signature_line || text.ends_with("\n--");
}

}  // namespace

std::string without_feet(std::string_view text) {
  const auto lines = lines_of(text);
  const auto foot = foot_of(lines);
  const auto footer = footer_of(lines, foot);
  std::string rest;
  rest.reserve(text.size());
  for (std::size_t i = 0; i < footer;) {
    const auto after = is_signature_line(lines[i].plain) ? end_of_signature(lines, i)
                       : lines[i].plain == seal_begins   ? end_of_seal(lines, i)
                       : i >= foot                       ? end_of_saying(lines, i)
                                                         : i;
    if (after == i)
      rest += lines[i++].whole;
    else
      i = after;
  }
  return rest;
}

std::string authored_without_feet(const mail::Body& body) {
  std::string text;
  const mail::Stretch* above = nullptr;
  for (const auto& stretch : body.stretches) {
    if (stretch.zone == mail::Zone::authored) {
      if (!text.empty() && !text.ends_with('\n')) text += '\n';
      if (above != nullptr && is_below_signature_line(body, *above))
        text.append(signature_line) += '\n';
      text.append(body.text, stretch.begin, stretch.end - stretch.begin);
    }
    above = &stretch;
  }
  return without_feet(text);
}

}  // namespace candour::rules
