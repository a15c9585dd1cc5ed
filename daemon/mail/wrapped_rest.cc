// SPDX-License-Identifier: MPL-2.0

#include "mail/wrapped_rest.h"

#include <algorithm>
#include <array>

#include "mail/date_words.h"

namespace candour::mail {

namespace {

constexpr std::size_t longest_line = 10'000;

bool is_word_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// In characters, as whoever wrapped the line counted them; its marks and its end with them.
std::size_t width(const Lines& lines, std::size_t i) {
  const auto written = lines.written(i);
  const auto bytes = lines[i].end - lines[i].begin;
  if (written.size() > longest_line) return bytes;
  const auto continued = std::count_if(written.begin(), written.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
  });
  return bytes - static_cast<std::size_t>(continued);
}

bool ends_a_sentence(const Line& line) {
  return line.is_blank() || std::string_view(".!?:").find(line.plain.back()) != line.plain.npos;
}

bool begins_in_lower_case(const Line& line) {
  return line.plain[0] >= 'a' && line.plain[0] <= 'z';
}

// Behind a comma or such a word a sentence goes on: nobody stops there to let another answer.
bool breaks_off_a_sentence(const Line& line) {
  static constexpr std::array<std::string_view, 18> joints{
      "and",     "or",    "but", "the",  "an",  "of",    "into", "if", "than",
      "because", "which", "my",  "your", "our", "their", "its",  "y",  "yr"};
  if (line.is_blank()) return false;
  if (line.plain.back() == ',') return true;
  const auto last_word = line.lower.substr(line.lower.find_last_of(" \t(\"") + 1);
  return std::find(joints.begin(), joints.end(), last_word) != joints.end();
}

// "Mill Lane are blocked and the residents ask whether the", "county". Deep marks leave less room,
// and few answer between them; below six nobody does, whatever the line says.
bool ends_a_long_line(const Lines& lines, std::size_t i) {
  const auto& before = lines[i - 1];
  const auto& line = lines[i];
  constexpr std::size_t deep_marks = 4, deepest_answered = 6;
  const std::size_t narrowest_page = before.marks < deep_marks ? 60 : 45;
  return width(lines, i - 1) >= narrowest_page && line.plain.size() < narrowest_page &&
         (before.marks >= deepest_answered ||
          ((begins_in_lower_case(line) || line.plain.size() == 1) && !ends_a_sentence(before)));
}

// A paragraph that was one marked line, broken at the width of an archive's page: mail clients
// break at less, and where they do not, paragraphs are longer.
std::size_t end_of_broken_paragraph(const Lines& lines, std::size_t first) {
  constexpr std::size_t narrowest_page = 80, widest_page = 100;
  constexpr std::size_t longest_word = 12;
  constexpr std::size_t most_lines = 12;
  const auto& before = lines[first - 1];
  const auto widest = width(lines, first - 1);
  const bool broken_off = breaks_off_a_sentence(before);
  if (widest < narrowest_page || widest > widest_page || ends_a_sentence(before) ||
      (!begins_in_lower_case(lines[first]) && !broken_off))
    return first;
  for (auto i = first; i + 1 < lines.size() && i < first + most_lines; ++i) {
    const auto here = width(lines, i);
    if (here > widest_page) break;
    if (lines[i + 1].marks > 0) return i + 1;
    if (lines[i + 1].is_blank() && broken_off) return i + 1;
    if (lines[i + 1].is_blank() || here + longest_word < widest) break;
  }
  return first;
}

// "(https://helpdesk.example/action", "_nonce=3dd518)".
bool closes_a_link(const Line& before, const Line& line) {
  const auto open = before.plain.find_last_of("(<[ ");
  if (open == before.plain.npos || before.plain[open] == ' ') return false;
  const auto link = before.plain.substr(open + 1);
  if (link.find("://") == link.npos || link.find_first_of(")>]") != link.npos) return false;
  const char close = before.plain[open] == '(' ? ')' : before.plain[open] == '<' ? '>' : ']';
  return line.plain.back() == close && line.plain.find_first_of(" (<[") == line.plain.npos;
}

// "Jane Smith <", "(https://forum.example/c) >", "<jane@smith-family.example>,", "-0600",
// "&year=2026&page=3".
bool is_broken_off(std::string_view plain) {
  const bool zone = plain.size() == 5 && (plain[0] == '-' || plain[0] == '+') &&
                    std::all_of(plain.begin() + 1, plain.end(), is_digit);
  const bool listed = plain.starts_with('<') && plain.ends_with(">,") &&
                      plain.find('@') != plain.npos && plain.find(' ') == plain.npos;
  const bool linked = plain.ends_with(" >") && plain.find("://") != plain.npos;
  const bool asked =
      plain.starts_with('&') && plain.find('=') != plain.npos && plain.find(' ') == plain.npos;
  return zone || listed || linked || asked || plain.ends_with(" <");
}

}  // namespace

std::size_t end_of_wrapped_rest(const Lines& lines, std::size_t i) {
  const auto& line = lines[i];
  if (i == 0 || line.marks > 0 || line.is_blank() || line.plain.size() > longest_line) return i;
  const auto& before = lines[i - 1];
  if (before.marks == 0) return i;
  const bool at_end = i + 1 >= lines.size();
  if (at_end || lines[i + 1].marks > 0) {
    // A line drawn has no words that could go unseen.
    const bool wordless =
        !at_end && std::none_of(line.lower.begin(), line.lower.end(), is_word_character);
    if (wordless || ends_a_long_line(lines, i) || is_broken_off(line.plain) ||
        (before.plain.size() <= longest_line && closes_a_link(before, line)))
      return i + 1;
  }
  return end_of_broken_paragraph(lines, i);
}

}  // namespace candour::mail
