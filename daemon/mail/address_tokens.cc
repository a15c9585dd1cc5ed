// SPDX-License-Identifier: MPL-2.0

#include "mail/address_tokens.h"

#include <algorithm>

namespace candour::mail {

namespace {
constexpr std::string_view specials = "()<>,;:\"";
}

std::optional<AddressToken> AddressTokens::next() {
  using Kind = AddressToken::Kind;
  while (at_ < field_.size()) {
    if (is_blank(field_[at_])) {
      after_blank_ = true;
      ++at_;
      continue;
    }
    if (const auto end = enclosures_.comment_end(at_)) {
      auto comment = take(Kind::comment, *end);
      comment.text = comment.text.substr(1, comment.text.size() - 2);
      after_blank_ = true;
      return comment;
    }
    if (const auto end = enclosures_.quoted_end(at_)) return take(Kind::word, *end);
    if (const auto end = domain_literal_end()) return take(Kind::word, *end);
    if (const auto end = encoded_word_end()) return take(Kind::word, *end);
    if (specials.find(field_[at_]) != specials.npos) return take(Kind::special, at_ + 1);
    return take(Kind::word, atom_end());
  }
  return {};
}

bool AddressTokens::semicolon_ahead() {
  if (next_semicolon_ != field_.npos && next_semicolon_ < at_)
    next_semicolon_ = field_.find(';', at_);
  return next_semicolon_ != field_.npos;
}

AddressToken AddressTokens::take(AddressToken::Kind kind, std::size_t end) {
  const AddressToken token{kind, field_.substr(at_, end - at_), after_blank_};
  after_blank_ = false;
  if (kind != AddressToken::Kind::comment) after_at_sign_ = token.text.ends_with('@');
  at_ = end;
  return token;
}

std::size_t AddressTokens::atom_end() const {
  auto end = at_;
  while (end < field_.size() && !is_blank(field_[end]) &&
         specials.find(field_[end]) == specials.npos) {
    if (field_[end] == '[' && end > at_ && field_[end - 1] == '@') break;  // a domain literal
    end += field_[end] == '\\' ? 2 : 1;
  }
  return std::min(end, field_.size());
}

// Only after "@", since "[external]" in a display name is none.
std::optional<std::size_t> AddressTokens::domain_literal_end() const {
  if (field_[at_] != '[' || !after_at_sign_) return {};
  const auto end = field_.find_first_of("],;<>\"@ \t\r\n", at_);
  if (end == field_.npos || field_[end] != ']') return {};
  return end + 1;
}

// An encoded word may hold what should have been encoded, such as a comma. What may be an address
// is never taken into one.
std::optional<std::size_t> AddressTokens::encoded_word_end() {
  if (field_[at_] != '=' || at_ < no_encoded_word_before_) return {};
  const auto word = encoded_words_.at(at_);
  if (!word) return {};
  const auto foreign = word->text.find_first_of("<>@\"");
  if (foreign == word->text.npos) return word->end;
  no_encoded_word_before_ = at_ + foreign;
  return {};
}

}  // namespace candour::mail
