// SPDX-License-Identifier: MPL-2.0
//
// A text as lines made ready for recognising forms: `>` marks counted and taken off, blanks
// trimmed, typographic characters plain.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::mail {

struct Line {
  std::size_t begin = 0;   // bytes into the text
  std::size_t end = 0;     // past its line end
  std::size_t words = 0;   // where the words begin, past the marks
  std::size_t marks = 0;   // how many `>` it begins with, at most 32; 1 for the `: ` of some
  std::string_view plain;  // without marks; no-break blanks, apostrophes and dashes made ASCII
  std::string_view lower;  // the same, A to Z in lower case; byte for byte as long

  bool is_blank() const { return plain.empty(); }
};

class Lines {
 public:
  /// text  must outlive the Lines
  explicit Lines(std::string_view text);
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  std::size_t size() const { return lines_.size(); }
  const Line& operator[](std::size_t index) const { return lines_[index]; }
  /// A line as written, without its marks and the blanks around it.
  std::string_view written(std::size_t index) const;
  /// The first line at or after a byte of the text.
  std::size_t at_byte(std::size_t offset) const;
  /// The next line from `index` on that is not blank, or size().
  std::size_t next_written(std::size_t index) const { return next_written_[index]; }

 private:
  void take_colon_marks();
  bool is_introduced(std::size_t index) const;

  std::string_view text_;
  std::string plain_;
  std::string lower_;
  std::vector<Line> lines_;
  std::vector<std::size_t> next_written_;
};

/// ">>> Jane Smith 03/03/2026 10:12 >>>": how GroupWise introduces a message. Its arrows mark
/// nothing.
bool is_groupwise_line(std::string_view line);
inline constexpr std::string_view groupwise_arrows = ">>>";

/// True if `word` stands in `text` at `at` with no letter or digit beside it.
bool is_whole_word(std::string_view text, std::size_t at, std::size_t size);

/// Where a whole word stands, or npos. Both in lower case.
std::size_t find_word(std::string_view text, std::string_view word);

/// The words between blanks.
std::vector<std::string_view> words_of(std::string_view text);

}  // namespace candour::mail
