// SPDX-License-Identifier: MPL-2.0
//
// RE2's syntax, as its own wiki tells it.

#include "rules/language/pattern_reader.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <optional>
#include <set>

#include "rules/language/letters.h"

namespace candour::rules {

namespace {

using Piece = PatternPiece;

constexpr std::size_t most_letters = 12;  // of a class that is written out
constexpr unsigned any_character = Piece::word | Piece::apart;

/// The pattern has what this reader does not understand.
struct NotUnderstood {};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_word(char c) {
  return letter_of(c) != blank_letter;
}

/// The characters of a class.
class Characters {
 public:
  void add(unsigned from, unsigned to) {
    for (auto c = from; c <= std::min(to, 127u); ++c) ascii_.set(c);
    beyond_ = beyond_ || to > 127;
  }
  void add_if(bool (*test)(char), bool wanted) {
    for (unsigned c = 0; c < 128; ++c)
      if (test(static_cast<char>(c)) == wanted) ascii_.set(c);
    beyond_ = beyond_ || !wanted;
  }
  void add_unknown() { unknown_ = true; }
  void negate() {
    ascii_.flip();
    beyond_ = true;
  }

  unsigned sides() const {
    if (unknown_) return any_character;
    unsigned sides = beyond_ ? unsigned{Piece::apart} : 0;
    for (unsigned c = 0; c < 128; ++c)
      if (ascii_.test(c)) sides |= is_word(static_cast<char>(c)) ? Piece::word : Piece::apart;
    return sides;
  }
  /// The letters of all of them; none where they are too many.
  std::vector<std::string> strings() const {
    std::set<char> letters;
    if (beyond_) letters.insert(blank_letter);
    for (unsigned c = 0; c < 128; ++c)
      if (ascii_.test(c)) letters.insert(letter_of(static_cast<char>(c)));
    std::vector<std::string> strings;
    if (unknown_ || letters.size() > most_letters) return strings;
    for (const char letter : letters) strings.emplace_back(1, letter);
    return strings;
  }

 private:
  std::bitset<128> ascii_;
  bool beyond_ = false;   // ASCII
  bool unknown_ = false;  // \pL and the like: any character, negated or not
};

}  // namespace

/// Reads RE2's syntax.
class PatternReader::Parser {
 public:
  using Pointer = Piece::Pointer;

  Parser(std::string_view pattern, PatternReader& reader) : rest_(pattern), known_(reader.known_) {}

  Pointer read() {
    auto piece = alternatives();
    if (!rest_.empty()) throw NotUnderstood{};
    return piece;
  }

 private:
  bool at(std::string_view text) const { return rest_.starts_with(text); }
  bool take(std::string_view text) {
    if (!at(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  char next() {
    if (rest_.empty()) throw NotUnderstood{};
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  // The rest of a character whose first byte was `lead`.
  std::string character(char lead) {
    std::string bytes(1, lead);
    while (!rest_.empty() && (static_cast<unsigned char>(rest_.front()) & 0xc0) == 0x80)
      bytes += next();
    return bytes;
  }

  Pointer alternatives() {
    std::vector<Pointer> pieces;
    do pieces.push_back(sequence());
    while (take("|"));
    return Piece::choice(std::move(pieces));
  }

  Pointer sequence() {
    std::vector<Pointer> parts;
    while (!rest_.empty() && !at("|") && !at(")")) parts.push_back(with_repeats(piece()));
    return Piece::sequence(std::move(parts));
  }

  Pointer with_repeats(Pointer piece) {
    while (true) {
      if (take("?"))
        piece = Piece::repeated(std::move(piece), 0, 1);
      else if (take("*"))
        piece = Piece::repeated(std::move(piece), 0, no_end);
      else if (take("+"))
        piece = Piece::repeated(std::move(piece), 1, no_end);
      else if (!counted(piece))
        return piece;
      take("?");  // as few as possible: the same matches
    }
  }

  // "{2}", "{2,}", "{2,3}"; a brace that begins none of these is itself.
  bool counted(Pointer& piece) {
    if (!at("{")) return false;
    const auto close = rest_.find('}');
    const auto inside = rest_.substr(1, close == rest_.npos ? 0 : close - 1);
    const auto comma = std::min(inside.find(','), inside.size());
    const auto least = number(inside.substr(0, comma));
    if (!least) return false;
    auto most = least;
    if (comma + 1 == inside.size()) most = no_end;
    if (comma + 1 < inside.size()) most = number(inside.substr(comma + 1));
    if (!most) return false;
    rest_.remove_prefix(close + 1);
    piece = Piece::repeated(std::move(piece), *least, *most);
    return true;
  }

  static std::optional<std::size_t> number(std::string_view digits) {
    if (digits.empty() || digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), is_digit))
      return std::nullopt;
    std::size_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::size_t>(c - '0');
    return value;
  }

  Pointer piece() {
    if (at("(?:")) return known_group();
    if (take("(")) return group();
    if (take("[")) return character_class();
    if (take("\\")) return escaped();
    if (take("^") || take("$")) return Piece::of({{blank_letter}});
    if (take(".")) return Piece::anything(any_character);
    return literal();
  }

  // Up to a letter that is repeated.
  Pointer literal() {
    std::string letters;
    do {
      const auto before = rest_;
      const char letter = letter_of(character(next()).front());
      if (!letters.empty() && !rest_.empty() && repeats.find(rest_.front()) != repeats.npos) {
        rest_ = before;
        break;
      }
      append_letters(letters, {&letter, 1});
    } while (!rest_.empty() && special.find(rest_.front()) == special.npos);
    return Piece::of({std::move(letters)});
  }

  Pointer known_group() {
    const auto begin = rest_;
    if (const auto end = group_size(); end > fewest_bytes) {
      if (const auto known = known_.find(begin.substr(0, end)); known != known_.end()) {
        rest_.remove_prefix(end);
        return known->second;
      }
    }
    take("(");
    auto piece = group();
    const auto text = begin.substr(0, begin.size() - rest_.size());
    if (text.size() > fewest_bytes) known_.emplace(text, piece);
    return piece;
  }

  /// Bytes up to the bracket that closes the group.
  std::size_t group_size() const {
    std::size_t depth = 0;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
      const char c = rest_[at];
      if (c == '\\') ++at;
      if (c == '[') at = std::min(rest_.find(']', at + 2), rest_.size() - 1);
      if (c == '(') ++depth;
      if (c == ')' && --depth == 0) return at + 1;
    }
    return 0;
  }

  Pointer group() {
    if (take("?")) {
      if (take("P<")) {
        while (next() != '>') {
        }
      } else {
        // Of the flags only those that leave the letters alone.
        while (take("m") || take("s")) {
        }
        if (take(")")) return Piece::of({""});
        if (!take(":")) throw NotUnderstood{};
      }
    }
    auto piece = alternatives();
    if (!take(")")) throw NotUnderstood{};
    return piece;
  }

  Pointer escaped() {
    if (take("b") || take("A") || take("z")) return Piece::of({{blank_letter}});
    if (take("B")) return Piece::of({""});
    Characters characters;
    if (add_class(characters)) return piece_of(characters);
    return Piece::of({{letter_of(escaped_character().front())}});
  }

  static Pointer piece_of(const Characters& characters) {
    auto strings = characters.strings();
    return strings.empty() ? Piece::anything(characters.sides()) : Piece::of(std::move(strings));
  }

  // Behind a backslash: \d, \w, \s, \pL and their like.
  bool add_class(Characters& characters) {
    if (take("d"))
      characters.add_if(is_digit, true);
    else if (take("D"))
      characters.add_if(is_digit, false);
    else if (take("w"))
      characters.add_if(is_word, true);
    else if (take("W"))
      characters.add_if(is_word, false);
    else if (take("s"))
      characters.add_if(is_space, true);
    else if (take("S"))
      characters.add_if(is_space, false);
    else if (take("p") || take("P")) {
      if (next() == '{')
        while (next() != '}') {
        }
      characters.add_unknown();
    } else {
      return false;
    }
    return true;
  }

  // Behind a backslash: a character that stands for itself or for one that is hard to type.
  std::string escaped_character() {
    static constexpr std::string_view names = "ntrfv", meant = "\n\t\r\f\v";
    const char c = next();
    if (const auto name = names.find(c); name != names.npos) return {meant[name]};
    if (c == 'x') return hexadecimal();
    if (is_word(c)) throw NotUnderstood{};  // \Q…\E, \1
    return character(c);
  }

  // "\x7f"; of "\x{1f48b}" it is enough to know that it is beyond ASCII.
  std::string hexadecimal() {
    const bool braces = take("{");
    const std::string digits(rest_.substr(0, braces ? rest_.find('}') : 2));
    rest_.remove_prefix(std::min(digits.size() + (braces ? 1 : 0), rest_.size()));
    unsigned value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) throw NotUnderstood{};
    return {value < 128 ? static_cast<char>(value) : '\x80'};
  }

  Pointer character_class() {
    Characters characters;
    const bool negated = take("^");
    for (bool first = true; first || !at("]"); first = false) {
      if (at("[:")) throw NotUnderstood{};
      if (at("\\") && add_escaped_class(characters)) continue;
      const auto from = class_character(), to = take_range() ? class_character() : from;
      characters.add(from, to);
    }
    next();
    if (negated) characters.negate();
    return piece_of(characters);
  }

  // Whether "-" and an upper bound follow; a "-" before the "]" is itself.
  bool take_range() { return at("-") && !at("-]") && take("-"); }

  bool add_escaped_class(Characters& characters) {
    const auto before = rest_;
    next();
    if (add_class(characters)) return true;
    rest_ = before;
    return false;
  }

  // 128 for all beyond ASCII.
  unsigned class_character() {
    const auto bytes = take("\\") ? escaped_character() : character(next());
    return bytes.size() == 1 ? static_cast<unsigned char>(bytes.front()) : 128u;
  }

  static constexpr std::size_t no_end = 100'000;
  static constexpr std::size_t fewest_bytes = 40;  // of a group worth remembering
  static constexpr std::string_view repeats = "?*+{", special = "?*+{|()[\\^$.";

  std::string_view rest_;
  decltype(PatternReader::known_)& known_;
};

std::vector<OneOf> PatternReader::needed_by(std::string_view pattern) {
  constexpr unsigned anything = PatternPiece::unknown;
  try {
    return Parser(pattern, *this).read()->needed(anything, anything, counts_);
  } catch (const NotUnderstood&) {
    return {};
  }
}

}  // namespace candour::rules
