// SPDX-License-Identifier: MPL-2.0

#include "rules/language/traits.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/text.h"

namespace candour::rules {

namespace {

// Who writes without a full stop is read so far: some 200 words.
constexpr std::size_t longest_sentence = 1200;
// "The council." says nothing by itself.
constexpr std::ptrdiff_t fewest_words = 4;
// Endings and slips of the finger in longer words make no difference.
constexpr std::size_t long_word = 7;
constexpr std::size_t stem_letters = 5;
// Who acts, and up to so many words on what is done.
constexpr std::size_t reach = 6;

constexpr std::string_view edge = "|";  // where a thought begins or ends
constexpr std::string_view number = "#";
constexpr std::string_view sum = "£#";

bool sets_the_tone(std::string_view word) {
  static constexpr std::array words{"we",   "i",   "you",     "they",   "<who>", "it",    "this",
                                    "that", "not", "council", "parish", "if",    "would", "please"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Of whom the talk is makes no difference: a mark (rules/who/insiders.h) or a pronoun.
std::string_view levelled(std::string_view word) {
  if (word == "he" || word == "she" || word == "him") return "<who>";
  if (word == "his" || word == "her") return "<who>'s";
  return word;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '_' || c == '<' ||
         c == '>' || static_cast<unsigned char>(c) >= 0x80;
}

bool ends_thought(char c) {
  static constexpr std::string_view marks = ".!;:\n-()";
  return marks.find(c) != marks.npos;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view stem_of(std::string_view word) {
  auto end = stem_letters;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
  return word.substr(0, end);
}

std::uint64_t hash_of(std::string_view text) {  // FNV-1a
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

std::uint64_t mixed(std::uint64_t key, std::uint64_t hash) {
  key = (key ^ hash) * 0x9e3779b97f4a7c15;
  return key ^ (key >> 29);
}

struct Word {
  std::string_view text;
  base::Range place;
  std::uint64_t hash = 0;
};

/// The words of a sentence, `edge` at its ends and between its thoughts.
std::vector<Word> words_in(std::string_view sentence) {
  std::vector<Word> words;
  const auto add = [&](std::string_view text, base::Range place) {
    if (text == edge && !words.empty() && words.back().text == edge) return;
    words.push_back({text, place, hash_of(text)});
  };
  add(edge, {0, 0});
  for (std::size_t at = 0; at < sentence.size();) {
    const auto begin = at;
    while (at < sentence.size() && is_word_byte(sentence[at])) ++at;
    if (at > begin) {
      const auto text = sentence.substr(begin, at - begin);
      add(!has_digit(text) ? levelled(text) : text.starts_with("£") ? sum : number, {begin, at});
      continue;
    }
    const char c = sentence[at++];
    if (c == '?')
      add("?", {begin, at});
    else if (ends_thought(c) && (at == sentence.size() || sentence[at] == ' ' || c == '\n'))
      add(edge, {begin, begin});
  }
  add(edge, {sentence.size(), sentence.size()});
  return words;
}

/// What a trait is made of tells its kind apart from others of the same words.
enum class Kind : std::uint64_t { words, stem, apart };

std::uint64_t key_of(Kind kind, std::initializer_list<Word> words) {
  auto key = static_cast<std::uint64_t>(kind);
  for (const auto& word : words) key = mixed(key, word.hash);
  return key;
}

/// Hands every trait to `take`: its kind and its words.
template <class Take>
void each_trait(std::string_view sentence, Take take) {
  const auto words = words_in(sentence.substr(0, longest_sentence));
  const auto spoken =
      std::count_if(words.begin(), words.end(), [](const Word& word) { return word.text != edge; });
  if (spoken < fewest_words) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (i + 1 < words.size()) take(Kind::words, {word, words[i + 1]});
    if (i + 2 < words.size()) take(Kind::words, {word, words[i + 1], words[i + 2]});
    if (word.text == edge) continue;
    take(Kind::words, {word});
    if (word.text.size() >= long_word) {
      const auto stem = stem_of(word.text);
      take(Kind::stem, {Word{stem, word.place, hash_of(stem)}});
    }
    if (!sets_the_tone(word.text)) continue;
    for (auto next = i + 2; next < words.size() && next <= i + reach; ++next) {
      if (words[next].text == edge) break;
      take(Kind::apart, {word, words[next]});
    }
  }
}

}  // namespace

std::vector<Trait> traits_of(std::string_view sentence) {
  std::vector<Trait> traits;
  each_trait(sentence, [&](Kind kind, std::initializer_list<Word> words) {
    const auto& last = *(words.end() - 1);
    traits.push_back({key_of(kind, words), {words.begin()->place.begin, last.place.end}});
  });
  return traits;
}

std::vector<std::string> trait_names_of(std::string_view sentence) {
  std::vector<std::string> names;
  each_trait(sentence, [&](Kind kind, std::initializer_list<Word> words) {
    std::vector<std::string> parts;
    for (const auto& word : words) parts.emplace_back(word.text);
    names.push_back(base::join(parts, kind == Kind::apart ? " .. " : " ") +
                    (kind == Kind::stem ? "*" : ""));
  });
  return names;
}

std::uint64_t trait_key(std::string_view name) {
  const auto parts = base::split(name, ' ');
  const auto word = [](std::string_view text) { return Word{text, {}, hash_of(text)}; };
  if (parts.size() == 3 && parts[1] == "..")
    return key_of(Kind::apart, {word(parts[0]), word(parts[2])});
  if (parts.size() == 3)
    return key_of(Kind::words, {word(parts[0]), word(parts[1]), word(parts[2])});
  if (parts.size() == 2) return key_of(Kind::words, {word(parts[0]), word(parts[1])});
  if (name.size() > 1 && name.ends_with('*'))
    return key_of(Kind::stem, {word(name.substr(0, name.size() - 1))});
  return key_of(Kind::words, {word(name)});
}

}  // namespace candour::rules
