// SPDX-License-Identifier: MPL-2.0
//
// Encoded words in header fields (RFC 2047), and raw 8-bit text there (RFC 6532, or worse).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::mail {

/// The text of an unstructured field or a phrase: encoded words decoded, blanks between two
/// adjacent ones dropped, a character split over two of them joined, raw 8-bit bytes read as UTF-8
/// where valid and else as Windows-1252. What is not well formed stays as it stands. Linear.
/// Line ends and NUL, which no field can hold but an encoded word can, come out as blanks.
std::string decode_encoded_words(std::string_view value);

/// Line ends and NUL as blanks: text for a place that is one line.
std::string one_line(std::string text);

/// An encoded word as it stands in a field: "=?charset?encoding?text?=".
struct EncodedWord {
  std::string_view charset;  // without a language (RFC 2231 section 5)
  char encoding = 'q';       // 'q' or 'b'
  std::string_view text;
  std::size_t end = 0;  // just after it
};

/// Finds the encoded words of a field from left to right. Blanks and overlong text in them are
/// accepted, since mail has both.
class EncodedWords {
 public:
  explicit EncodedWords(std::string_view field) : field_(field) {}

  /// The encoded word that begins at `at`; `at` must not decrease from call to call.
  std::optional<EncodedWord> at(std::size_t at);

 private:
  std::string_view field_;
  std::size_t next_end_ = 0;  // of the first "?=" at or after the last text asked for
};

}  // namespace candour::mail
