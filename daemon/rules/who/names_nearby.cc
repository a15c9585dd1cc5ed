// SPDX-License-Identifier: MPL-2.0

#include "rules/who/names_nearby.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "people/titles.h"
#include "people/tokens.h"

namespace candour::rules {

namespace {

using people::Token;

// An address stands so near behind a name, a birth date or "who lives at" between the two: bytes.
constexpr std::size_t address_gap = 60;
constexpr std::size_t longest_address_words = 4;

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Capital words that are nobody's name. What is missing here costs little: a name beside a birth
// date or an account is only one of the things looked for.
bool is_no_name(std::string_view word) {
  static constexpr std::array words{
      "account",  "address",   "allowance", "all",     "bank",      "barclays",  "benefit",
      "birth",    "board",     "clerk",     "code",    "committee", "community", "council",
      "credit",   "date",      "dear",      "dob",     "fund",      "he",        "her",
      "here",     "hi",        "hello",     "his",     "hsbc",      "i",         "if",
      "in",       "insurance", "it",        "lloyds",  "morning",   "name",      "nationwide",
      "natwest",  "national",  "nhs",       "ni",      "no",        "number",    "on",
      "our",      "parish",    "payment",   "pension", "please",    "plot",      "re",
      "reason",   "refund",    "santander", "she",     "sort",      "thanks",    "the",
      "their",    "they",      "this",      "three",   "town",      "two",       "universal",
      "we",       "what",      "you",       "your",    "monday",    "tuesday",   "wednesday",
      "thursday", "friday",    "saturday",  "sunday",  "january",   "february",  "march",
      "april",    "june",      "july",      "august",  "september", "october",   "november",
      "december", "notes",     "form",      "page",    "item",      "and",       "at",
      "as",       "but",       "for",       "from",    "to",        "yes",       "that",
      "there",    "who"};
  return contains(words, word);
}

bool is_month(std::string_view word) {
  static constexpr std::array months{"jan",  "january", "feb",    "february", "mar",  "march",
                                     "apr",  "april",   "may",    "jun",      "june", "jul",
                                     "july", "aug",     "august", "sep",      "sept", "september",
                                     "oct",  "october", "nov",    "november", "dec",  "december"};
  return contains(months, word);
}

bool is_street(std::string_view word) {
  static constexpr std::array streets{
      "street",  "st",     "road",   "rd",    "lane",   "ln",       "close",     "avenue",
      "ave",     "drive",  "way",    "row",   "court",  "crescent", "place",     "terrace",
      "gardens", "grove",  "hill",   "green", "square", "walk",     "mews",      "cottages",
      "cottage", "parade", "rise",   "view",  "bank",   "end",      "yard",      "fold",
      "heol",    "stryd",  "ffordd", "rhes",  "maes",   "villas",   "buildings", "park"};
  return contains(streets, word);
}

bool is_number(std::string_view word) {
  if (word.empty() || word.size() > 4) return false;
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  const auto rest = word.substr(digits);
  return digits > 0 && digits <= 3 && (rest.empty() || (rest.size() == 1 && rest[0] <= 'e'));
}

/// The words of a stretch of a reading as written, and their way back.
class Words {
 public:
  Words(const ReadText& text, base::Range range) : text_(text) {
    const auto [begin, length] = text.folded.original(range.begin, range.end - range.begin);
    begin_ = begin;
    tokens_ = people::tokens_of(std::string_view(text.text).substr(begin, length));
  }

  const std::vector<Token>& tokens() const { return tokens_; }

  /// Of tokens [first, last): where they stand in the reading's folded text.
  base::Range place(std::size_t first, std::size_t last) const {
    const auto at = [&](std::size_t original) {
      const auto& offsets = text_.folded.offsets;
      const auto found = std::lower_bound(offsets.begin(), offsets.end(), original);
      return std::min(static_cast<std::size_t>(found - offsets.begin()), text_.folded.text.size());
    };
    return {at(begin_ + tokens_[first].begin), at(begin_ + tokens_[last - 1].end)};
  }

  /// What stands between two tokens.
  std::string_view between(std::size_t first, std::size_t second) const {
    return std::string_view(text_.text)
        .substr(begin_ + tokens_[first].end, tokens_[second].begin - tokens_[first].end);
  }

  bool is_title(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].capital &&
           people::is_personal_title(tokens_[at].text);
  }

  bool is_name_word(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].is_word() && tokens_[at].capital &&
           !is_no_name(tokens_[at].text) && !is_title(at);
  }

  /// Behind the name that begins at a token; `at` where none does.
  std::size_t end_of_name(std::size_t at) const {
    std::size_t end = at;
    while (is_title(end)) end = past_mark(end + 1, ".");
    const bool titled = end > at;
    const std::size_t first = end;
    std::size_t words = 0;
    while (is_name_word(end) && (words == 0 || !tokens_[end - 1].is_line_end())) {
      ++words;
      const bool initial = tokens_[end].text.size() == 1;
      ++end;
      if (initial) end = past_mark(end, ".");
      if (end < tokens_.size() && tokens_[end].is_mark("-") && is_name_word(end + 1)) ++end;
    }
    if (words == 0) return at;
    if (words > 4 || (words == 1 && tokens_[end - 1].text.size() == 1 && !titled)) return at;
    const bool street = is_street(tokens_[end - 1].text) && words > 1 && !titled;
    if (street) return at;
    return titled || words > 1 || stands_alone(first, end) ? end : at;
  }

 private:
  std::size_t past_mark(std::size_t at, std::string_view mark) const {
    return at < tokens_.size() && tokens_[at].is_mark(mark) ? at + 1 : at;
  }

  // One capital word: a name where it opens a field of a list.
  bool stands_alone(std::size_t first, std::size_t end) const {
    if (end >= tokens_.size()) return false;
    const auto& next = tokens_[end];
    if (tokens_[first].possessive) return true;
    return next.is_mark(",") || next.is_mark("(") || next.is_word("born") || next.is_word("dob");
  }

  const ReadText& text_;
  std::size_t begin_ = 0;
  std::vector<Token> tokens_;
};

// A street by its name alone: what may also be a hill or an end needs its number.
bool is_street_for_sure(std::string_view word) {
  static constexpr std::array streets{"street", "road",     "lane",    "close", "avenue",
                                      "drive",  "crescent", "terrace", "mews",  "cottages",
                                      "heol",   "stryd",    "ffordd",  "rhes",  "villas"};
  return contains(streets, word);
}

bool is_address_word(const Token& token) {
  static constexpr std::array units{"mb",   "mbytes", "kb",  "kbytes",     "gb",    "kg",
                                    "km",   "cm",     "mm",  "am",         "pm",    "hrs",
                                    "et",   "gmt",    "bst", "room",       "rooms", "years",
                                    "days", "weeks",  "x",   "councillors"};
  return token.is_word() && token.capital && !token.all_capitals && !is_month(token.text) &&
         !contains(units, token.text) && token.text.size() > 1;
}

// "Mrs Hext, 6 Mill Row", "of 6 Mill Row", or the next cell of a table; not "Smith 6 Jones 4".
bool leads_to_address(const std::vector<Token>& tokens, std::size_t at, std::string_view between) {
  static constexpr std::array words{"of", "at", "from", "in", "address", "o", "yn", "flat"};
  if (at == 0) return false;
  const auto& before = tokens[at - 1];
  const bool is_range = at > 1 && before.is_mark("-") && is_number(tokens[at - 2].text);
  if (is_range) return false;  // "13-30 Statements"
  // "at No. 11"
  if (before.is_word("no")) return at > 1 && contains(words, tokens[at - 2].text);
  if (before.is_mark(".") && at > 2 && tokens[at - 2].is_word("no"))
    return tokens[at - 3].is_mark(",") || contains(words, tokens[at - 3].text);
  return before.is_mark(",") || before.is_mark("(") || before.is_mark(":") || before.is_mark("-") ||
         before.is_mark(";") || before.is_line_end() || contains(words, before.text) ||
         between.find('\t') != between.npos;
}

// In Welsh the kind of street comes first: "Lôn Gam".
bool opens_welsh_street(const std::vector<Token>& tokens, std::size_t at) {
  static constexpr std::array streets{"heol", "stryd", "ffordd", "lon",
                                      "rhes", "maes",  "clos",   "teras"};
  return contains(streets, tokens[at].text) && tokens[at].capital && at + 1 < tokens.size() &&
         is_address_word(tokens[at + 1]);
}

/// Behind the address that begins at a token; `at` where none does.
std::size_t end_of_address(const std::vector<Token>& tokens, std::size_t at) {
  const bool numbered = tokens[at].is_word() && is_number(tokens[at].text);
  const bool by_number =
      numbered && at > 0 && (tokens[at - 1].is_word("no") || tokens[at - 1].is_mark("."));
  std::size_t end = numbered ? at + 1 : at;
  // "11, Friars Row"
  if (numbered && end + 1 < tokens.size() && tokens[end].is_mark(",") &&
      is_address_word(tokens[end + 1]))
    ++end;
  std::size_t words = 0;
  bool street = opens_welsh_street(tokens, at);
  while (end < tokens.size() && words < longest_address_words) {
    const auto& token = tokens[end];
    const bool joint = words > 0 && (token.is_word("y") || token.is_word("the") ||
                                     token.is_word("of") || token.is_mark("-"));
    if (!joint && !is_address_word(token)) break;
    street = street || (words > 0 && is_street_for_sure(token.text));
    if (!token.is_mark("-")) ++words;
    ++end;
  }
  if (words == 0) return by_number ? at + 1 : at;
  // A street without a number follows a comma or "of", not the next cell of a table.
  const bool led = at > 0 && (tokens[at - 1].is_mark(",") || tokens[at - 1].is_word());
  return numbered || (street && led && !tokens[at - 1].capital) ? end : at;
}

}  // namespace

std::vector<NameNearby> names_in(const ReadText& text, base::Range range) {
  const Words words(text, range);
  const auto& tokens = words.tokens();
  std::vector<NameNearby> names;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto end = words.end_of_name(at);
    if (end == at) {
      ++at;
      continue;
    }
    NameNearby name;
    name.place = words.place(at, end);
    for (auto i = at; i < end; ++i)
      if (tokens[i].is_word() && !words.is_title(i)) name.words.push_back(tokens[i].text);
    name.is_addressed =
        at == 0 && name.words.size() == 1 && end < tokens.size() && tokens[end].is_mark(",");
    names.push_back(std::move(name));
    at = end;
  }
  return names;
}

std::vector<base::Range> addresses_in(const ReadText& text, base::Range range) {
  const Words words(text, range);
  const auto& tokens = words.tokens();
  std::vector<base::Range> addresses;
  std::size_t name_end = 0;
  bool named = false;
  for (std::size_t at = 0; at < tokens.size();) {
    if (named && tokens[at].begin - tokens[name_end - 1].end <= address_gap &&
        leads_to_address(tokens, at, words.between(at - 1, at))) {
      if (const auto end = end_of_address(tokens, at); end > at) {
        addresses.push_back(words.place(at, end));
        at = end;
        named = false;
        continue;
      }
    }
    if (const auto end = words.end_of_name(at); end > at) {
      named = true;
      name_end = at = end;
      continue;
    }
    ++at;
  }
  return addresses;
}

}  // namespace candour::rules
