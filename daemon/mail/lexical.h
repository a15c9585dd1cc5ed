// SPDX-License-Identifier: MPL-2.0
//
// What the readers of structured header fields share: blanks, comments, quoted strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::mail {

inline constexpr std::string_view blanks = " \t\r\n";

inline bool is_blank(char c) {
  return blanks.find(c) != blanks.npos;
}

/// Finds where the comments and quoted strings of a field end (RFC 5322 sections 3.2.2 and 3.2.4).
///
/// One that never ends must not swallow the rest of the field, recipients and all: its opening mark
/// is then a plain character, and so is every later one of its kind, which keeps the work linear.
class Enclosures {
 public:
  explicit Enclosures(std::string_view field) : field_(field) {}

  /// Just after the comment that opens at `at`, nested ones included; nothing where none does.
  std::optional<std::size_t> comment_end(std::size_t at);
  /// Just after the quoted string that opens at `at`; nothing where none does.
  std::optional<std::size_t> quoted_end(std::size_t at);
  /// Whether one was found that never ends.
  bool unclosed() const { return unclosed_comment_ || unclosed_quote_; }

 private:
  std::string_view field_;
  bool unclosed_comment_ = false;
  bool unclosed_quote_ = false;
};

/// The byte that two hexadecimal digits at `at` write; nothing where none stand there.
std::optional<char> hex_byte(std::string_view text, std::size_t at);

/// Without the backslashes of quoted pairs: `a \"b\"` -> `a "b"`.
std::string without_quoted_pairs(std::string_view text);

}  // namespace candour::mail
