// SPDX-License-Identifier: MPL-2.0

#include "mail/disclaimer.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "mail/disclaimer_phrases.h"
#include "mail/signature_words.h"

namespace candour::mail {

namespace {

// One spelling of e-mail, and plain blanks.
std::string with_one_spelling(std::string_view lower) {
  std::string result;
  result.reserve(lower.size());
  while (!lower.empty()) {
    if (lower.starts_with("e-mail") || lower.starts_with("e-bost")) {
      result += 'e';
      lower.remove_prefix(2);
    }
    result += lower[0];
    lower.remove_prefix(1);
  }
  return result;
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// The phrases by their first letter, so that each word of a text is compared with few.
const std::vector<std::size_t>& phrases_beginning_with(char letter) {
  static const auto by_letter = [] {
    std::array<std::vector<std::size_t>, 26> result;
    for (std::size_t i = 0; i < disclaimer_phrases.size(); ++i)
      result[static_cast<std::size_t>(disclaimer_phrases[i].words[0] - 'a')].push_back(i);
    return result;
  }();
  return by_letter[static_cast<std::size_t>(letter - 'a')];
}

bool is_disclaimer_heading(std::string_view lower) {
  if (lower.size() >= 3 && lower.find_first_not_of("*_-=~#+ ") == lower.npos) return true;
  if (lower.size() > 60) return false;
  for (const std::string_view heading :
       {"disclaimer", "confidentiality notice", "legal notice", "email notice", "privacy notice",
        "important notice", "ymwadiad", "hysbysiad"})
    if (lower.find(heading) != lower.npos) return true;
  return lower.ends_with(':') && lower.find("confidential") != lower.npos;
}

// A paragraph's lines, as [begin, end).
struct Paragraph {
  std::size_t begin = 0;
  std::size_t end = 0;
};

constexpr std::size_t most_bytes = 60'000;  // standing text stands at the end; the rest is not read

std::vector<Paragraph> last_paragraphs(const Lines& lines, std::size_t begin, std::size_t end) {
  std::vector<Paragraph> paragraphs;
  for (std::size_t i = end, bytes = 0; i > begin && bytes < most_bytes;) {
    if (lines[i - 1].is_blank()) {
      --i;
      continue;
    }
    Paragraph paragraph{i, i};
    while (paragraph.begin > begin && !lines[paragraph.begin - 1].is_blank() && bytes < most_bytes)
      bytes += lines[--paragraph.begin].plain.size();
    paragraphs.push_back(paragraph);
    i = paragraph.begin;
  }
  std::reverse(paragraphs.begin(), paragraphs.end());
  return paragraphs;
}

std::string joined(const Lines& lines, Paragraph paragraph) {
  std::string text;
  for (auto i = paragraph.begin; i < paragraph.end; ++i)
    text.append(text.empty() ? "" : " ").append(lines[i].lower);
  return text;
}

// A line that the next one goes on from: as long as wrapped lines are, and no end of a sentence.
bool runs_on(const Line& line) {
  return line.plain.size() >= 50 &&
         std::string_view(".!?:").find(line.plain.back()) == std::string_view::npos;
}

// Where the standing text of a paragraph begins: a name block may stand right above it. Long lines
// are no name block, so where the paragraph is standing text beyond doubt they belong to it.
std::size_t first_standing_line(const Lines& lines, Paragraph paragraph, int weight) {
  constexpr int beyond_doubt = 4;
  auto first = paragraph.begin;
  while (first < paragraph.end && disclaimer_weight(lines[first].lower) == 0) ++first;
  // A phrase that is broken over two lines is found in neither.
  if (first == paragraph.end) return paragraph.begin;
  while (first > paragraph.begin) {
    const auto& before = lines[first - 1];
    const bool belongs = runs_on(before) || is_disclaimer_heading(before.lower) ||
                         (weight >= beyond_doubt && before.plain.size() >= 50);
    if (!belongs) break;
    --first;
  }
  return first;
}

void mark_standing(const Lines& lines, Paragraph paragraph, int weight, std::vector<Zone>& zones) {
  for (auto i = first_standing_line(lines, paragraph, weight);
       i < paragraph.end && !is_copy_line(lines[i]); ++i)
    zones[i] = Zone::disclaimer;
}

bool is_zone(const std::vector<Zone>& zones, std::size_t begin, std::size_t end, Zone zone) {
  return std::find(zones.begin() + static_cast<std::ptrdiff_t>(begin),
                   zones.begin() + static_cast<std::ptrdiff_t>(end),
                   zone) != zones.begin() + static_cast<std::ptrdiff_t>(end);
}

}  // namespace

int disclaimer_weight(std::string_view lower) {
  const auto text = with_one_spelling(lower);
  std::array<bool, disclaimer_phrases.size()> seen{};
  int weight = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_word = !in_word && is_letter(text[at]);
    in_word = is_letter(text[at]);
    if (!begins_word) continue;
    for (const auto index : phrases_beginning_with(text[at])) {
      if (seen[index] ||
          !std::string_view(text).substr(at).starts_with(disclaimer_phrases[index].words))
        continue;
      seen[index] = true;
      weight += disclaimer_phrases[index].weight;
    }
  }
  return weight;
}

void find_disclaimers(const Lines& lines, std::size_t begin, std::size_t end,
                      std::vector<Zone>& zones) {
  const auto paragraphs = last_paragraphs(lines, begin, end);
  const bool signed_above = is_zone(zones, begin, end, Zone::signature);
  bool below_signature = false;
  bool after_standing = false;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const auto paragraph = paragraphs[i];
    below_signature |= is_zone(zones, paragraph.begin, paragraph.end, Zone::signature);
    // What stands above the signature the sender wrote for this mail.
    if (signed_above && !below_signature) continue;
    const auto weight = disclaimer_weight(joined(lines, paragraph));
    const int asked = after_standing ? 1 : below_signature ? 2 : 3;
    const bool heading = paragraph.end == paragraph.begin + 1 &&
                         is_disclaimer_heading(lines[paragraph.begin].lower) &&
                         i + 1 < paragraphs.size() &&
                         disclaimer_weight(joined(lines, paragraphs[i + 1])) >= asked;
    after_standing = weight >= asked || heading;
    if (after_standing) mark_standing(lines, paragraph, weight, zones);
  }
}

void find_closing_disclaimers(const Lines& lines, std::size_t begin, std::size_t end,
                              std::vector<Zone>& zones) {
  const auto paragraphs = last_paragraphs(lines, begin, end);
  for (auto paragraph = paragraphs.rbegin(); paragraph != paragraphs.rend(); ++paragraph) {
    const bool heading = paragraph->end == paragraph->begin + 1 &&
                         is_disclaimer_heading(lines[paragraph->begin].lower);
    const auto weight = disclaimer_weight(joined(lines, *paragraph));
    if (!heading && weight < 2) return;
    const auto first = first_standing_line(lines, *paragraph, weight);
    std::fill(zones.begin() + static_cast<std::ptrdiff_t>(first),
              zones.begin() + static_cast<std::ptrdiff_t>(paragraph->end), Zone::disclaimer);
    if (first > paragraph->begin) return;
  }
}

}  // namespace candour::mail
