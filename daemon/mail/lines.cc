// SPDX-License-Identifier: MPL-2.0

#include "mail/lines.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_marks = 32;  // deeper quoting tells nothing more

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Takes off "> > " and ">>"; ">From " is how mail folders escape a line that begins with From, and
// ">>> here <<<" is an eye-catcher.
std::size_t take_marks(std::string_view& line) {
  if (line.starts_with(">From ") || line.ends_with("<<")) return 0;
  std::size_t marks = 0;
  for (;;) {
    const auto at = line.find_first_not_of(' ');
    if (at == line.npos || at > 3 || line[at] != '>' || is_groupwise_line(line.substr(at)))
      return std::min(marks, most_marks);
    line.remove_prefix(at + 1);
    ++marks;
  }
}

struct Plainer {
  std::string_view written;
  char plain;  // 0: left out
};

constexpr std::array plainer{
    Plainer{"\xc2\xa0", ' '},      Plainer{"\xe2\x80\xaf", ' '},  Plainer{"\xe2\x80\x99", '\''},
    Plainer{"\xe2\x80\x98", '\''}, Plainer{"\xe2\x80\x9c", '"'},  Plainer{"\xe2\x80\x9d", '"'},
    Plainer{"\xe2\x80\x93", '-'},  Plainer{"\xe2\x80\x94", '-'},  Plainer{"\xe2\x80\x90", '-'},
    Plainer{"\xe2\x80\x91", '-'},  Plainer{"\xe2\x80\x8b", '\0'}, Plainer{"\xe2\x80\x8e", '\0'},
    Plainer{"\xe2\x80\x8f", '\0'}, Plainer{"\xef\xbb\xbf", '\0'}, Plainer{"\xe2\x80\xaa", '\0'},
    Plainer{"\xe2\x80\xac", '\0'}};

void append_plain(std::string_view line, std::string& into) {
  while (!line.empty()) {
    const auto special = std::find_if(line.begin(), line.end(), [](char c) {
      return c == '\t' || c == '\r' || c == '\xc2' || c == '\xe2' || c == '\xef';
    });
    into.append(line.begin(), special);
    line.remove_prefix(static_cast<std::size_t>(special - line.begin()));
    if (line.empty()) return;
    const auto found = std::find_if(plainer.begin(), plainer.end(), [&](const Plainer& each) {
      return line.starts_with(each.written);
    });
    if (found != plainer.end()) {
      if (found->plain != '\0') into += found->plain;
      line.remove_prefix(found->written.size());
    } else {
      into += line[0] == '\t' || line[0] == '\r' ? ' ' : line[0];
      line.remove_prefix(1);
    }
  }
}

bool has_colon_mark(const Line& line) {
  return line.marks == 0 && (line.plain == ":" || line.plain.starts_with(": "));
}

}  // namespace

Lines::Lines(std::string_view text) : text_(text) {
  plain_.reserve(text.size());
  std::vector<std::pair<std::size_t, std::size_t>> ranges;  // of plain_, which may still move
  for (std::size_t begin = 0; begin < text.size();) {
    const auto line_end = std::min(text.find('\n', begin), text.size());
    Line line;
    line.begin = begin;
    line.end = std::min(line_end + 1, text.size());
    auto content = text.substr(begin, line_end - begin);
    line.marks = take_marks(content);
    line.words = static_cast<std::size_t>(content.data() - text.data());
    const auto plain_begin = plain_.size();
    append_plain(content, plain_);
    ranges.emplace_back(plain_begin, plain_.size() - plain_begin);
    lines_.push_back(line);
    begin = line.end;
  }
  lower_ = base::lower_ascii(plain_);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto [begin, length] = ranges[i];
    lines_[i].plain = base::trim(std::string_view(plain_).substr(begin, length));
    const auto offset = lines_[i].plain.empty()
                            ? begin
                            : static_cast<std::size_t>(lines_[i].plain.data() - plain_.data());
    lines_[i].lower = std::string_view(lower_).substr(offset, lines_[i].plain.size());
  }
  take_colon_marks();
  next_written_.assign(lines_.size() + 1, lines_.size());
  for (std::size_t i = lines_.size(); i-- > 0;)
    next_written_[i] = lines_[i].is_blank() ? next_written_[i + 1] : i;
}

// Few writers mark with ": ", and tables begin so too: there must be several such lines, below an
// introduction or with a header of their own.
void Lines::take_colon_marks() {
  constexpr std::size_t fewest = 4;
  for (std::size_t begin = 0; begin < lines_.size();) {
    auto end = begin;
    while (end < lines_.size() && has_colon_mark(lines_[end])) ++end;
    if (end - begin >= fewest && is_introduced(begin))
      for (auto i = begin; i < end; ++i) {
        auto& line = lines_[i];
        line.marks = 1;
        line.words = text_.find(':', line.words) + 1;
        const auto blanks = std::min(line.plain.find_first_not_of(' ', 1), line.plain.size());
        line.plain.remove_prefix(blanks);
        line.lower.remove_prefix(blanks);
      }
    begin = std::max(end, begin + 1);
  }
}

bool Lines::is_introduced(std::size_t index) const {
  const auto& lower = lines_[index].lower;
  if (lower.starts_with(": date: ") || lower.starts_with(": from: ")) return true;
  if (index > 0 && lines_[index - 1].is_blank()) --index;
  return index > 0 && lines_[index - 1].lower.ends_with("wrote:");
}

std::string_view Lines::written(std::size_t index) const {
  const auto& line = lines_[index];
  return base::trim(text_.substr(line.words, line.end - line.words));
}

std::size_t Lines::at_byte(std::size_t offset) const {
  const auto found =
      std::lower_bound(lines_.begin(), lines_.end(), offset,
                       [](const Line& line, std::size_t at) { return line.begin < at; });
  return static_cast<std::size_t>(found - lines_.begin());
}

bool is_groupwise_line(std::string_view line) {
  constexpr auto arrows = groupwise_arrows;
  const auto last = line.find_last_not_of(" \r");
  if (last == line.npos || last < 2 * arrows.size()) return false;
  line = line.substr(0, last + 1);
  return line.starts_with(arrows) && line.ends_with(arrows) && line[arrows.size()] == ' ' &&
         line[last - arrows.size()] == ' ';
}

bool is_whole_word(std::string_view text, std::size_t at, std::size_t size) {
  return (at == 0 || !is_letter_or_digit(text[at - 1])) &&
         (at + size >= text.size() || !is_letter_or_digit(text[at + size]));
}

std::size_t find_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if (is_whole_word(text, at, word.size())) return at;
  return text.npos;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> result;
  for (auto at = text.find_first_not_of(' '); at != text.npos;) {
    const auto end = std::min(text.find(' ', at), text.size());
    result.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(' ', end);
  }
  return result;
}

}  // namespace candour::mail
