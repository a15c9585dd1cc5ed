// SPDX-License-Identifier: MPL-2.0
//
// Text as people compare it: folded for matching, cut into sentences, stripped of accents. ICU does
// the work; this header keeps its types out of everybody else's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candour::base {

/// UTF-8 text made ready for matching, and the way back to the words as written.
///
/// NFKC and case folding; soft hyphens, zero-width characters and bidi marks left out; every blank
/// (no-break space, tab, ideographic space) a plain blank, line ends kept as LF; typographic
/// apostrophes, quotes and dashes as ' " -.
struct Folded {
  std::string text;
  std::vector<std::uint32_t>
      offsets;  // offsets[i]: where in the original byte i of text began;
                // one more entry than text has bytes, the last the original's size

  /// The original's range for a range of `text`: {begin, length}, in bytes.
  std::pair<std::size_t, std::size_t> original(std::size_t begin, std::size_t length) const;
};

/// Folds UTF-8; malformed bytes become U+FFFD. Linear in the input.
Folded fold(std::string_view utf8);

/// fold() without the way back, for short strings such as names.
std::string folded(std::string_view utf8);

/// Folded and without accents: "Siân O’Malley" -> "sian o'malley". For comparing names.
std::string folded_name(std::string_view utf8);

/// For readers that can show nothing else: accents dropped, typographic quotes and dashes as plain
/// ones, what has no likeness in ASCII as '?'.
std::string to_ascii(std::string_view utf8);

/// Malformed sequences replaced by U+FFFD; valid text comes back unchanged.
std::string valid_utf8(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);

/// Windows-1252 to UTF-8: what a British spreadsheet or mail client means by "not UTF-8". Every
/// byte has a meaning there, so nothing can fail.
std::string windows_1252_to_utf8(std::string_view bytes);

/// A domain as names are compared: lower case, international labels as "xn--…" (UTS 46,
/// nontransitional), no dot at the end. What is no valid international name is only lower-cased.
std::string domain_to_ascii(std::string_view utf8);

/// Sentences of a text, as [begin, end) byte ranges without the blanks around them. A blank
/// line ends a sentence, and so does the next item of a list; a single line end does not. Source:
/// Unicode UAX 29, by ICU's break iterator for en-GB with its list of abbreviations
/// ("Cllr.", "Mr." end none).
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Range> sentences(std::string_view utf8);

}  // namespace candour::base
