// SPDX-License-Identifier: MPL-2.0
//
// How a text is used again: cut, re-wrapped, re-typed, pasted. Each transformation is stated, takes
// words and a source of chance, and gives a text whose origin should still be known.
#pragma once

#include <array>
#include <cctype>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace candour::bench {

using Words = std::vector<std::string>;
using Chance = std::mt19937;

inline std::size_t below(Chance& chance, std::size_t limit) {
  return static_cast<std::size_t>(chance()) % limit;
}

inline Words words_of(std::string_view text) {
  Words words;
  std::string word;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

inline std::string joined(const Words& words, std::size_t width = 72,
                          std::string_view before = "") {
  std::string text(before);
  std::size_t column = 0;
  for (const auto& word : words) {
    if (column + word.size() > width && column > 0) {
      text += '\n';
      text += before;
      column = 0;
    }
    if (column > 0) text += ' ';
    text += word;
    column += word.size() + 1;
  }
  return text + '\n';
}

inline std::string made_up_word(Chance& chance) {
  static constexpr std::array beginnings{"br", "st", "l", "m", "t", "gr", "p", "cl"};
  static constexpr std::array middles{"a", "e", "o", "ai", "ou", "i"};
  static constexpr std::array ends{"nd", "ck", "ring", "st", "ble", "mer"};
  return std::string(beginnings[below(chance, beginnings.size())]) +
         middles[below(chance, middles.size())] + ends[below(chance, ends.size())];
}

// Every 8th to 15th word is another one.
inline Words with_words_changed(Words words, Chance& chance) {
  for (auto at = below(chance, 8); at < words.size(); at += 8 + below(chance, 8))
    words[at] = made_up_word(chance);
  return words;
}

// Two letters change places, in every 10th word about.
inline Words with_typos(Words words, Chance& chance) {
  for (auto& word : words)
    if (word.size() > 3 && below(chance, 10) == 0) std::swap(word[1], word[2]);
  return words;
}

// One word in 20 left out, one in 20 put in.
inline Words with_words_dropped_and_put_in(const Words& words, Chance& chance) {
  Words result;
  for (const auto& word : words) {
    const auto thrown = below(chance, 20);
    if (thrown != 0) result.push_back(word);
    if (thrown == 1) result.push_back(made_up_word(chance));
  }
  return result;
}

inline Words with_sentences_in_another_order(const Words& words, Chance& chance) {
  std::vector<Words> sentences(1);
  for (const auto& word : words) {
    sentences.back().push_back(word);
    if (word.ends_with('.') || sentences.back().size() > 30) sentences.emplace_back();
  }
  for (auto i = sentences.size(); i-- > 1;)
    std::swap(sentences[i], sentences[below(chance, i + 1)]);
  Words result;
  for (const auto& sentence : sentences)
    result.insert(result.end(), sentence.begin(), sentence.end());
  return result;
}

inline std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// As a word processor sets it: capitals, curly quotes, long dashes, ligatures.
inline std::string as_set_by_a_word_processor(const Words& words) {
  auto text = joined(words, 60);
  for (std::size_t i = 0; i < text.size() && i < 200; ++i)
    text[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[i])));
  text = replaced(std::move(text), "'", "\u2019");
  text = replaced(std::move(text), "-", "\u2013");
  text = replaced(std::move(text), "fi", "\ufb01");
  return replaced(std::move(text), "fl", "\ufb02");
}

// As it comes out of a PDF: words cut at line ends, a page's foot and head between.
inline std::string as_read_from_a_pdf(const Words& words) {
  std::string text;
  std::size_t column = 0;
  std::size_t lines = 0;
  for (const auto& word : words) {
    const bool cut = column + word.size() > 64 && word.size() > 6;
    text += cut ? word.substr(0, 3) + "-\n" + word.substr(3) + ' ' : word + ' ';
    column = cut ? word.size() - 3 : column + word.size() + 1;
    if (!cut && column > 64) {
      text += '\n';
      column = 0;
    }
    lines += cut || column == 0 ? 1 : 0;
    if (lines == 8) {
      text += "\n\nEastmere Town Council - Page 3 of 9\n\f\nStaffing report, July 2026\n\n";
      lines = 0;
    }
  }
  return text;
}

inline std::string in_a_new_letter(const std::string& text) {
  return "Dear Editor,\n\nYou asked me last week what the council makes of it. Between the two of "
         "us, this is how matters stand as far as I can see them from where I sit.\n\n" +
         text +
         "\nI would not want to be named, as you will understand, but the rest is yours to do with "
         "as you see fit. The fair will be on the second Saturday of the month if it stays dry.\n";
}

}  // namespace candour::bench
