// SPDX-License-Identifier: MPL-2.0

#include "people/tokens.h"

#include <algorithm>

#include "base/unicode.h"

namespace candour::people {

namespace {

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// The bytes of a letter, digit or symbol outside ASCII. Of the symbols only those matter that stand
// beside names: bullets, quotes, arrows (U+2000 to U+2BFF), U+0080 to U+00BF and emoji.
struct Character {
  std::size_t bytes;
  bool is_symbol;
};
Character character_at(std::string_view folded, std::size_t at) {
  const auto lead = static_cast<unsigned char>(folded[at]);
  if (lead < 0x80) return {1, !is_letter_or_digit(folded[at])};
  std::size_t end = at + 1;
  while (end < folded.size() && (static_cast<unsigned char>(folded[end]) & 0xc0) == 0x80) ++end;
  const auto second = end > at + 1 ? static_cast<unsigned char>(folded[at + 1]) : 0u;
  const bool symbol = lead == 0xc2 || (lead == 0xe2 && second < 0xb0) ||
                      (lead == 0xef && second == 0xbf) || (lead == 0xf0 && second == 0x9f);
  return {end - at, symbol};
}

std::size_t end_of_word(std::string_view folded, std::size_t at) {
  while (at < folded.size()) {
    const auto character = character_at(folded, at);
    const bool apostrophe = folded[at] == '\'';
    if (character.is_symbol && !apostrophe) break;
    at += character.bytes;
  }
  return at;
}

Token word(std::string_view folded, std::string_view as_written) {
  Token token;
  token.kind = Token::Kind::word;
  std::string_view stem = folded;
  if (stem.ends_with("'s")) {
    stem.remove_suffix(2);
    token.possessive = true;
  } else if (stem.ends_with('\'')) {
    stem.remove_suffix(1);
    token.possessive = true;
  }
  token.text =
      std::all_of(stem.begin(), stem.end(), is_ascii) ? std::string(stem) : base::folded_name(stem);
  std::erase(token.text, '\'');
  // Folding leaves small letters alone, so a first letter that changed was a capital.
  token.capital = !as_written.empty() && as_written.front() != folded.front();
  if (!as_written.empty() && !is_ascii(as_written.front()))
    token.capital = as_written.substr(0, 2) != folded.substr(0, 2);
  const auto count = [&](char from, char to) {
    return std::count_if(as_written.begin(), as_written.end(),
                         [&](char c) { return c >= from && c <= to; });
  };
  token.all_capitals = count('A', 'Z') >= 2 && count('a', 'z') == 0;
  return token;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  const auto folded = base::fold(text);
  const std::string_view all = folded.text;
  std::vector<Token> tokens;
  bool spaced = true;
  for (std::size_t at = 0; at < all.size();) {
    if (all[at] == ' ') {
      spaced = true;
      ++at;
      continue;
    }
    const auto character = character_at(all, at);
    const auto end = character.is_symbol ? at + character.bytes : end_of_word(all, at);
    const auto [begin, length] = folded.original(at, end - at);
    Token token =
        character.is_symbol ? Token{} : word(all.substr(at, end - at), text.substr(begin, length));
    if (character.is_symbol) token.text = all.substr(at, end - at);
    if (token.text == "\n") token.kind = Token::Kind::line_end;
    // 'Bob' in quotes is not what belongs to Bob.
    const bool quoted = !tokens.empty() && tokens.back().is_mark("'") && !spaced;
    if (quoted && all[end - 1] == '\'') token.possessive = false;
    token.begin = begin;
    token.end = begin + length;
    token.spaced = spaced;
    spaced = token.is_line_end();
    tokens.push_back(std::move(token));
    at = end;
  }
  return tokens;
}

}  // namespace candour::people
