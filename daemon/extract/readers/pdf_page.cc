// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/pdf_page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "base/text.h"

namespace candour::extract {

namespace {

// Slanted text is rare; a page of single letters is no reason to compare each with each.
constexpr std::size_t most_pieces = 500;

double height(const PdfWord& word) {
  return std::max(word.bottom - word.top, 1.0);
}

std::size_t letters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Along the direction in which a word is turned, and its middle across it.
struct Stretch {
  double begin, end, across;
};

Stretch stretch_of(const PdfWord& word) {
  const double x = (word.left + word.right) / 2;
  const double y = (word.top + word.bottom) / 2;
  switch (word.quarter_turns) {
    case 1:
      return {word.top, word.bottom, x};
    case 2:
      return {-word.right, -word.left, y};
    case 3:
      return {-word.bottom, -word.top, x};
    default:
      return {word.left, word.right, y};
  }
}

bool same_line(const PdfWord& word, const PdfWord& next) {
  const double shared = std::min(word.bottom, next.bottom) - std::max(word.top, next.top);
  return word.quarter_turns == next.quarter_turns &&
         (word.quarter_turns % 2 == 0
              ? shared > 0.4 * std::min(height(word), height(next)) && next.left > word.left
              : std::abs(word.left - next.left) < word.size);
}

// A slanted word comes as pieces of a letter or two, each a step on and a step aside of the last,
// in one direction. Measured in sizes of its font; a blank is a quarter wide.
class Slanted {
 public:
  explicit Slanted(const PdfWord& first) : last_(&first), text_(first.text) {}

  bool take(const PdfWord& next) {
    if (last_->quarter_turns != next.quarter_turns || std::abs(last_->size - next.size) > 0.5)
      return false;
    const auto here = stretch_of(*last_);
    const auto there = stretch_of(next);
    const double gap = (there.begin - here.end) / next.size;
    const double angle = std::atan2(there.across - here.across, there.begin - here.begin);
    if (gap < -0.5 || gap > 1 || std::abs(angle) < least_angle || std::abs(angle) > most_angle ||
        (pieces_ > 1 && std::abs(angle - angle_) > tolerance))
      return false;
    angle_ = angle;
    text_ += (gap > 0.12 ? " " : "") + next.text;
    last_ = &next;
    ++pieces_;
    return true;
  }

  bool is_one() const { return pieces_ >= 3 && letters(text_) >= 4; }
  const std::string& text() const { return text_; }

 private:
  // In radians: what poppler turns by a quarter it turned at 45 degrees at the latest.
  static constexpr double least_angle = 0.1;
  static constexpr double most_angle = 1.2;
  static constexpr double tolerance = 0.4;  // pieces of several letters lie lower or higher

  const PdfWord* last_;
  std::string text_;
  double angle_ = 0;  // of the last step, in radians
  std::size_t pieces_ = 1;
};

// Whether a word is a piece of a line like others, so not of a slanted one.
bool has_neighbour(const std::vector<PdfWord>& words, std::size_t i) {
  const auto adjoin = [](const PdfWord& word, const PdfWord& next) {
    return std::abs(word.size - next.size) < 0.5 && same_line(word, next) &&
           std::abs(word.top - next.top) < 0.15 * word.size && next.left - word.right < word.size;
  };
  return (i > 0 && adjoin(words[i - 1], words[i])) ||
         (i + 1 < words.size() && adjoin(words[i], words[i + 1]));
}

// Slanted words put together; `used` are the pieces.
std::vector<std::string> join_slanted(const std::vector<PdfWord>& words,
                                      std::set<std::size_t>& used) {
  std::vector<std::size_t> pieces;
  for (std::size_t i = 0; i < words.size() && pieces.size() < most_pieces; ++i)
    if (letters(words[i].text) <= 3 && words[i].size > 0 && !has_neighbour(words, i))
      pieces.push_back(i);
  std::sort(pieces.begin(), pieces.end(), [&](std::size_t a, std::size_t b) {
    return stretch_of(words[a]).begin < stretch_of(words[b]).begin;
  });
  std::vector<std::string> joined;
  for (const auto first : pieces) {
    if (used.contains(first)) continue;
    Slanted slanted(words[first]);
    std::vector<std::size_t> taken{first};
    for (const auto next : pieces)
      if (next != first && !used.contains(next) && slanted.take(words[next])) taken.push_back(next);
    if (!slanted.is_one()) continue;
    used.insert(taken.begin(), taken.end());
    joined.push_back(slanted.text());
  }
  return joined;
}

// What usually lies between two lines; reports are often set with double spacing.
double usual_gap(const std::vector<PdfWord>& words) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (const double gap = words[i].top - words[i - 1].bottom; gap > 0) gaps.push_back(gap);
  if (gaps.empty()) return 0;
  const auto usual = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 3);
  std::nth_element(gaps.begin(), usual, gaps.end());
  return *usual;
}

// A new paragraph, column, table or heading.
bool parted(const PdfWord& word, const PdfWord& next, double usual_gap) {
  return next.top - word.bottom > std::max(0.75 * height(word), 1.25 * usual_gap) ||
         next.top < word.top - height(word) || std::abs(word.size - next.size) > 0.2 * word.size ||
         word.quarter_turns != next.quarter_turns;
}

std::string_view between(const PdfWord& word, const PdfWord& next) {
  if (word.quarter_turns != 0) return " ";
  const double gap = next.left - word.right;
  if (gap > 2.5 * word.size) return "\t";  // columns of a table, sides of a header
  return word.blank_follows || gap > 0.2 * word.size ? " " : "";
}

// "confiden-" at a line's end, "tial" on the next.
bool is_broken_word(const std::string& line, const PdfWord& next) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return line.size() > 2 && line.ends_with('-') && is_lower(line[line.size() - 2]) &&
         is_lower(next.text.front());
}

// What differs from page to page in a running line: its numbers.
std::string without_numbers(std::string_view line) {
  std::string text;
  for (const char c : line)
    if (c < '0' || c > '9') text += c;
  return text;
}

}  // namespace

PdfPage lay_out(const std::vector<PdfWord>& words) {
  PdfPage page;
  std::set<std::size_t> slanted;
  page.stamped = join_slanted(words, slanted);
  const double gap_of_lines = usual_gap(words);
  const PdfWord* last = nullptr;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (slanted.contains(i) || word.text.empty()) continue;
    const bool turned = word.quarter_turns != 0;
    if (last != nullptr && same_line(*last, word)) {
      auto& line = page.lines.back();
      const auto gap = between(*last, word);
      line.text.append(gap).append(word.text);
      line.top = std::min(line.top, word.top);
      line.bottom = std::max(line.bottom, word.bottom);
      if (turned) page.stamped.back().append(gap).append(word.text);
    } else if (last != nullptr && !turned && !parted(*last, word, gap_of_lines) &&
               is_broken_word(page.lines.back().text, word)) {
      auto& line = page.lines.back();
      line.text.pop_back();
      line.text += word.text;
      line.bottom = std::max(line.bottom, word.bottom);
    } else {
      if (last != nullptr && parted(*last, word, gap_of_lines)) page.lines.push_back({});
      page.lines.push_back({word.text, word.top, word.bottom, word.size});
      if (turned) page.stamped.push_back(word.text);
    }
    last = &word;
  }
  return page;
}

std::vector<std::string> running_lines(const std::vector<PdfPage>& pages,
                                       const std::vector<double>& heights) {
  // Word puts headers and footers half an inch in, LibreOffice 2 cm. A first line of text that
  // stands there too does no harm: it is at the document's head anyway.
  constexpr double edge = 0.1;
  std::map<std::string, std::size_t> pages_with;
  for (const auto& page : pages) {
    std::set<std::string> lines;
    for (const auto& line : page.lines) lines.insert(line.text);
    for (const auto& line : lines) ++pages_with[line];
  }
  std::vector<std::string> running;
  std::set<std::string> known;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const auto& line : pages[i].lines) {
      const auto key = without_numbers(line.text);
      if (base::trim(key).empty() || known.contains(key)) continue;
      const bool at_edge = line.bottom < edge * heights[i] || line.top > (1 - edge) * heights[i];
      const bool on_most = pages.size() > 2 && pages_with[line.text] * 10 >= pages.size() * 6;
      if (!at_edge && !on_most) continue;
      known.insert(key);
      running.push_back(line.text);
    }
  }
  return running;
}

}  // namespace candour::extract
