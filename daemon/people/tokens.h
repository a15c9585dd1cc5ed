// SPDX-License-Identifier: MPL-2.0
//
// Text as words, for reading names: folded, so that case, accents, apostrophes and the many dashes
// and blanks make no difference, each with its place in the text as written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::people {

struct Token {
  enum class Kind { word, mark, line_end };
  Kind kind = Kind::mark;
  std::string text;           // a word: "omalley" for "O’Malley's"; a mark: "," "-" "•"
  std::size_t begin = 0;      // bytes of the text as written
  std::size_t end = 0;        // the possessive's too
  bool spaced = false;        // a blank or a line end stands before it
  bool capital = false;       // begins with a capital letter
  bool all_capitals = false;  // at least two, and no small letter
  bool possessive = false;    // "Smith's", "Jones'"

  bool is_word() const { return kind == Kind::word; }
  bool is_word(std::string_view word) const { return is_word() && text == word; }
  bool is_mark(std::string_view mark) const { return kind == Kind::mark && text == mark; }
  bool is_line_end() const { return kind == Kind::line_end; }
};

/// Linear in the text. Blanks are no tokens.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace candour::people
