// SPDX-License-Identifier: MPL-2.0
//
// An address list cut into words, comments and special characters.
#pragma once

#include <optional>
#include <string_view>

#include "mail/encoded_word.h"
#include "mail/lexical.h"

namespace candour::mail {

struct AddressToken {
  enum class Kind {
    word,     // an atom with its dots and "@", a quoted string, a domain literal, an encoded word
    comment,  // without its outer parentheses
    special,  // one of < > , ; : and the marks of enclosures that are not closed
  };
  Kind kind = Kind::word;
  std::string_view text;     // as written, quotation marks included
  bool after_blank = false;  // or after a comment

  bool quoted() const { return kind == Kind::word && text.size() > 1 && text.starts_with('"'); }
  bool has_at_sign() const { return !quoted() && text.find('@') != text.npos; }
};

class AddressTokens {
 public:
  explicit AddressTokens(std::string_view field)
      : field_(field), enclosures_(field), encoded_words_(field) {}

  /// The next token; nothing at the end.
  std::optional<AddressToken> next();
  /// Whether a `;` stands anywhere in the rest.
  bool semicolon_ahead();
  /// Whether the rest is blank.
  bool at_end() const { return field_.find_first_not_of(blanks, at_) == field_.npos; }

 private:
  std::size_t atom_end() const;
  std::optional<std::size_t> domain_literal_end() const;
  std::optional<std::size_t> encoded_word_end();
  AddressToken take(AddressToken::Kind kind, std::size_t end);

  std::string_view field_;
  std::size_t at_ = 0;
  std::size_t next_semicolon_ = 0;
  std::size_t no_encoded_word_before_ = 0;
  bool after_blank_ = false;
  bool after_at_sign_ = false;
  Enclosures enclosures_;
  EncodedWords encoded_words_;
};

}  // namespace candour::mail
