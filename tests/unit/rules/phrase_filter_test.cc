// SPDX-License-Identifier: MPL-2.0
//
// The filter before RE2 never keeps a pattern from a text that it matches: each pattern we ship is
// held against the examples of its file, whole, in parts and in one letter, with the filter and
// without.

#include "rules/language/phrase_filter.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/unicode.h"
#include "rules/language/phrase_file.h"
#include "support/source_folder.h"

namespace candour::rules {
namespace {

std::vector<std::string> needed_by(std::string_view pattern) {
  LetterCounts counts;
  counts.finish();
  std::vector<std::string> all;
  for (const auto& one_of : PatternReader(counts).needed_by(pattern))
    all.insert(all.end(), one_of.begin(), one_of.end());
  std::sort(all.begin(), all.end());
  return all;
}

struct Needs {
  std::string_view name;
  std::string_view pattern;
  std::vector<std::string> letters;
};

class NeededLetters : public testing::TestWithParam<Needs> {};

TEST_P(NeededLetters, AreReadFromThePattern) {
  EXPECT_EQ(needed_by(GetParam().pattern), GetParam().letters);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, NeededLetters,
    testing::Values(Needs{"Word", R"(\bpay\b)", {" pay "}},
                    Needs{"Beginning", R"(\brecommend)", {" recommend"}},
                    Needs{"Ending", R"(pay\b)", {"pay "}}, Needs{"PieceOfAWord", "pay", {"pay"}},
                    Needs{"SeveralWords", R"(\bin (?:[ \n]+)confidence\b)", {" in confiden"}},
                    Needs{"Choice", R"(\b(hire|book)\b)", {" book ", " hire "}},
                    Needs{"ChoiceWithAnything", R"(\b(hire|[a-z]+)\b)", {}},
                    Needs{"Optional", R"(\b(the )?pay\b)", {" pay ", " the pay "}},
                    Needs{"LeftOut", R"((\bkindly )?)", {}},
                    Needs{"BetweenAnything", R"(\bpay\b.*\bnow\b)", {" now ", " pay "}},
                    Needs{"Marks", R"(£[0-9]{2} \(net\))", {" 00 net "}},
                    Needs{"Start", "^minutes$", {" minutes "}},
                    Needs{"AnyCase", R"((?i)\bpay\b)", {}}, Needs{"Quoted", R"(\Qpay\E)", {}}),
    [](const auto& each) { return std::string(each.param.name); });

std::vector<PhraseFilter::Pattern> candidates(std::string_view pattern, std::string_view text) {
  LetterCounts counts;
  counts.finish();
  PhraseFilter filter(counts);
  EXPECT_TRUE(filter.add(0, 0, pattern));
  filter.compile();
  return filter.candidates(0, filter.look_over(text));
}

TEST(PhraseFilter, KnowsWordsThroughLineEndsAndMarks) {
  EXPECT_EQ(candidates(R"(\bin[ \n]+confidence\b)", "told \"in \n confidence\"").size(), 1u);
}

TEST(PhraseFilter, TakesNoWordForALongerOne) {
  EXPECT_TRUE(candidates(R"(\bpay\b)", "we repay you, and payments").empty());
}

TEST(PhraseFilter, AsksForAllThatAPatternNeeds) {
  EXPECT_TRUE(candidates(R"(\bcouncil\b.*\bpay\b)", "the council meets").empty());
  EXPECT_EQ(candidates(R"(\bcouncil\b.*\bpay\b)", "the council will pay").size(), 1u);
}

/// A phrase file's patterns as RE2 takes them, and its examples as texts.
struct Shipped {
  LetterCounts counts;
  PhraseFilter filter{counts};
  std::vector<std::unique_ptr<re2::RE2>> patterns;  // each a set of its own
  std::vector<bool> filtered;
  std::vector<std::string> texts;
};

void read(const std::filesystem::path& file, Shipped& shipped) {
  const auto sets = read_phrase_file(file);
  ASSERT_TRUE(sets);
  for (const auto& set : *sets)
    for (const auto& entry : set.entries)
      for (const auto* examples : {&entry.yes, &entry.no})
        for (const auto& example : *examples) shipped.texts.push_back(base::folded(example.text));
  for (const auto& text : shipped.texts) shipped.counts.add_sentence(text);
  shipped.counts.finish();
  for (const auto& set : *sets)
    for (const auto& entry : set.entries)
      for (const auto& pattern : entry.patterns) {
        const auto number = static_cast<PhraseFilter::Set>(shipped.patterns.size());
        shipped.filtered.push_back(shipped.filter.add(number, 0, pattern.expanded));
        shipped.patterns.push_back(std::make_unique<re2::RE2>(pattern.expanded));
      }
  shipped.filter.compile();
}

/// The patterns that RE2 matches and the filter keeps from it.
std::vector<std::string> kept_back(const Shipped& shipped, std::string_view text,
                                   const PhraseFilter::Words& words) {
  std::vector<std::string> faults;
  for (PhraseFilter::Set i = 0; i < shipped.patterns.size(); ++i)
    if (shipped.filtered[i] && shipped.filter.candidates(i, words).empty() &&
        re2::RE2::PartialMatch({text.data(), text.size()}, *shipped.patterns[i]))
      faults.push_back(shipped.patterns[i]->pattern() + ": " + std::string(text));
  return faults;
}

class ShippedPhrases : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ShippedPhrases, AreNotKeptFromATextTheyMatch) {
  Shipped shipped;
  read(GetParam(), shipped);
  const std::vector<std::string> none;
  for (const std::string_view text : shipped.texts)
    for (const auto part : {text, text.substr(text.size() / 3), text.substr(0, text.size() / 2)})
      EXPECT_EQ(kept_back(shipped, part, shipped.filter.look_over(part)), none);
}

TEST_P(ShippedPhrases, AreNotKeptFromASentenceOfALetter) {
  Shipped shipped;
  read(GetParam(), shipped);
  std::string letter;
  std::vector<base::Range> sentences;
  for (const auto& text : shipped.texts) {
    sentences.push_back({letter.size(), letter.size() + text.size()});
    letter += text + (sentences.size() % 3 == 0 ? "" : " ");  // some run into the next
  }
  std::vector<PhraseFilter::Words> words;
  shipped.filter.look_over(letter, sentences, words);
  const std::vector<std::string> none;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    EXPECT_EQ(kept_back(shipped, shipped.texts[i], words[i]), none);
}

// What a set asks of a sentence grows with the runs that are told of it.
TEST(PhraseFilter, TellsEachRunOfALongSentenceOnce) {
  LetterCounts counts;
  counts.finish();
  PhraseFilter filter(counts);
  ASSERT_TRUE(filter.add(0, 0, "\\bconfidential\\b"));
  filter.compile();
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "confidential ";
  std::vector<PhraseFilter::Words> words;
  filter.look_over(text, {{0, text.size()}}, words);
  ASSERT_EQ(words.size(), 1u);
  EXPECT_EQ(words[0].runs.size(), 1u);
}

std::vector<std::filesystem::path> shipped_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_folder() + "/policies/phrases"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

INSTANTIATE_TEST_SUITE_P(Files, ShippedPhrases, testing::ValuesIn(shipped_files()),
                         [](const auto& each) {
                           auto name = each.param.stem().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace candour::rules
