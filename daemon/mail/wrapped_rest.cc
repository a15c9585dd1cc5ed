// SPDX-License-Identifier: MPL-2.0

#include "mail/wrapped_rest.h"

#include <algorithm>

#include "mail/date_words.h"

namespace candour::mail {

namespace {

constexpr std::size_t longest_line = 10'000;

bool is_word_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t width(const Line& line) {
  return line.end - line.begin;
}

bool ends_a_sentence(const Line& line) {
  return line.is_blank() || std::string_view(".!?:").find(line.plain.back()) != line.plain.npos;
}

bool begins_in_lower_case(const Line& line) {
  return line.plain[0] >= 'a' && line.plain[0] <= 'z';
}

// "Mill Lane are blocked and the residents ask whether the", "county". Deep marks leave less room,
// and nobody answers between them.
bool ends_a_long_line(const Line& before, const Line& line) {
  constexpr std::size_t deep_marks = 4;
  const std::size_t narrowest_page = before.marks < deep_marks ? 60 : 45;
  return width(before) >= narrowest_page && line.plain.size() < narrowest_page &&
         (begins_in_lower_case(line) || line.plain.size() == 1) && !ends_a_sentence(before);
}

// A paragraph that was one marked line, broken at the width of an archive's page: mail clients
// break at less, and where they do not, paragraphs are longer.
std::size_t end_of_broken_paragraph(const Lines& lines, std::size_t first) {
  constexpr std::size_t narrowest_page = 80, widest_page = 100;
  constexpr std::size_t longest_word = 12;
  constexpr std::size_t most_lines = 12;
  const auto& before = lines[first - 1];
  if (width(before) < narrowest_page || width(before) > widest_page || ends_a_sentence(before) ||
      !begins_in_lower_case(lines[first]))
    return first;
  for (auto i = first; i + 1 < lines.size() && i < first + most_lines; ++i) {
    if (width(lines[i]) > widest_page) break;
    if (lines[i + 1].marks > 0) return i + 1;
    if (lines[i + 1].is_blank() || width(lines[i]) + longest_word < width(before)) break;
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

// "Jane Smith <", "(https://forum.example/c) >", "<jane@smith-family.example>,", "-0600".
bool is_broken_off(std::string_view plain) {
  const bool zone = plain.size() == 5 && (plain[0] == '-' || plain[0] == '+') &&
                    std::all_of(plain.begin() + 1, plain.end(), is_digit);
  const bool listed = plain.starts_with('<') && plain.ends_with(">,") &&
                      plain.find('@') != plain.npos && plain.find(' ') == plain.npos;
  const bool linked = plain.ends_with(" >") && plain.find("://") != plain.npos;
  return zone || listed || linked || plain.ends_with(" <");
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
    if (wordless || ends_a_long_line(before, line) || is_broken_off(line.plain) ||
        (before.plain.size() <= longest_line && closes_a_link(before, line)))
      return i + 1;
  }
  return end_of_broken_paragraph(lines, i);
}

}  // namespace candour::mail
