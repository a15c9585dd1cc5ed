// SPDX-License-Identifier: MPL-2.0

#include "rules/language/phrases.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "support/temporary_folder.h"

namespace candour::rules {
namespace {

class PhrasesFile : public testing::Test {
 protected:
  base::Result<Phrases> load(std::string_view yaml) {
    std::ofstream(folder_.path() / "sample.yaml") << yaml;
    return Phrases::load(folder_.path());
  }

  std::string fault_of(std::string_view yaml) {
    const auto phrases = load(yaml);
    if (phrases) return "no fault";
    EXPECT_EQ(phrases.error().fault, base::Fault::malformed);
    return phrases.error().detail;
  }

  support::TemporaryFolder folder_;
};

TEST_F(PhrasesFile, NamesItsSetsByFileAndKey) {
  const auto phrases = load("greeting: [hello]\nleave: [goodbye]\n");
  EXPECT_TRUE(phrases->any("sample.greeting", "well, hello there"));
  EXPECT_FALSE(phrases->any("sample.leave", "well, hello there"));
}

TEST_F(PhrasesFile, TellsWhereEachPatternMatches) {
  const auto phrases = load("greeting: ['hello', 'well', 'nobody']\n");
  const auto found = phrases->find("sample.greeting", "well, hello there, hello");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].pattern, "well");
  EXPECT_EQ(found[1].pattern, "hello");
  EXPECT_EQ(found[1].begin, 6u);
  EXPECT_EQ(found[1].end, 11u);
}

TEST_F(PhrasesFile, GivesAtMostAsManyMatchesAsAskedFor) {
  const auto phrases = load("letter: [a, b, c]\n");
  EXPECT_EQ(phrases->find("sample.letter", "a b c", 2).size(), 2u);
}

TEST_F(PhrasesFile, WritesSetsInsideSetsOutAsAlternatives) {
  const auto phrases = load("title: ['cllr\\.?', councillor]\nwho: ['^{title} smith$']\n");
  EXPECT_TRUE(phrases->any("sample.who", "cllr. smith"));
  EXPECT_TRUE(phrases->any("sample.who", "councillor smith"));
  EXPECT_FALSE(phrases->any("sample.who", "mr smith"));
}

TEST_F(PhrasesFile, TakesABlankForAnyRunOfBlanksAndLineEnds) {
  const auto phrases = load("who: ['^cllr ?smith jones$']\n");
  EXPECT_TRUE(phrases->any("sample.who", "cllr  smith\njones"));
  EXPECT_TRUE(phrases->any("sample.who", "cllrsmith jones"));
}

TEST_F(PhrasesFile, TakesAnEntryOfSeveralPatternsWithExamples) {
  const auto phrases = load(
      "greeting:\n  - hello\n  - find: [good morning, good day]\n    yes: Good day, Bob.\n"
      "    no: [\"Have a good one.\"]\nopening: ['{greeting}, bob']\n");
  EXPECT_TRUE(phrases->any("sample.greeting", "good day to you"));
  EXPECT_TRUE(phrases->any("sample.opening", "good morning, bob"));
  EXPECT_TRUE(phrases->any("sample.opening", "hello, bob"));
}

TEST_F(PhrasesFile, PutsASetIntoTheFormOfAVerb) {
  const auto phrases = load(
      "pay: ['pay|settle|pick up']\n"
      "deed: ['{pay} your bill', '(take|give) you (on|up)', 'stop work']\n"
      "does: ['^we (are {deed+ing}|have {deed+ed}|will {deed})$', '^she {deed+s}$']\n");
  for (const auto* text :
       {"we are paying your bill", "we have settled your bill", "she picks up your bill",
        "we have taken you on", "she gives you up", "we will stop work", "we are stopping work"})
    EXPECT_TRUE(phrases->any("sample.does", text)) << text;
  EXPECT_FALSE(phrases->any("sample.does", "we have pay your bill"));
}

TEST_F(PhrasesFile, RefusesTheFormOfAVerbWhereThereIsNone) {
  EXPECT_TRUE(fault_of("a: ['[0-9]+ pay']\nb: ['{a+ing}']\n").starts_with("sample.yaml:1:5: "));
}

TEST_F(PhrasesFile, LeavesRepetitionsAndClassesAsTheyAre) {
  const auto phrases = load("number: ['^[0-9 ]{2,3}x$']\n");
  EXPECT_TRUE(phrases->any("sample.number", "1 2x"));
  EXPECT_FALSE(phrases->any("sample.number", "1\nx"));
}

TEST_F(PhrasesFile, SearchesPatternByPatternWhereAllTogetherNeedTooMuchMemory) {
  std::string yaml = "long:\n";
  for (int i = 0; i < 600; ++i) yaml += "  - 'x[a-z\u00e9]{990}" + std::to_string(i) + "'\n";
  const auto phrases = load(yaml + "  - hello\n");
  ASSERT_TRUE(phrases);
  EXPECT_TRUE(phrases->any("sample.long", std::string(1500, '.') + "hello"));
  EXPECT_EQ(phrases->find("sample.long", "x" + std::string(990, 'a') + "17, hello").size(), 3u);
  EXPECT_FALSE(phrases->any("sample.long", std::string(1500, '.')));
}

TEST_F(PhrasesFile, SaysWhatIsWrongWithAPatternAndWhere) {
  EXPECT_EQ(fault_of("greeting:\n  - hello\n  - \"hel(lo\"\n"),
            "sample.yaml:3:5: missing ): hel(lo");
}

TEST_F(PhrasesFile, TellsAllItsFaultsAtOnce) {
  const auto fault = fault_of("a: ['x(']\nb: ['y(']\n");
  EXPECT_NE(fault.find("sample.yaml:1:5"), std::string::npos) << fault;
  EXPECT_NE(fault.find("sample.yaml:2:5"), std::string::npos) << fault;
}

TEST_F(PhrasesFile, RefusesASetThatContainsItself) {
  EXPECT_NE(fault_of("a: ['{b}']\nb: ['x{a}']\n").find("contains itself"), std::string::npos);
}

TEST_F(PhrasesFile, SuggestsTheSetThatWasMeant) {
  const auto fault = fault_of("greeting: [hello]\na: ['{greting}']\n");
  EXPECT_NE(fault.find("did you mean 'greeting'?"), std::string::npos) << fault;
}

TEST_F(PhrasesFile, RefusesSetsThatMultiplyWithoutEnd) {
  std::string yaml = "s0: [abcdefghij]\n";
  for (int i = 1; i < 30; ++i)
    yaml += "s" + std::to_string(i) + ": ['{s" + std::to_string(i - 1) + "}{s" +
            std::to_string(i - 1) + "}']\n";
  EXPECT_NE(fault_of(yaml).find("too long"), std::string::npos);
}

struct BrokenFile {
  std::string_view yaml, fault;
};
class BrokenPhrases : public PhrasesFile, public testing::WithParamInterface<BrokenFile> {};

TEST_P(BrokenPhrases, AreToldWithLineAndColumn) {
  const auto fault = fault_of(GetParam().yaml);
  EXPECT_TRUE(fault.starts_with(GetParam().fault)) << fault;
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenPhrases,
                         testing::Values(BrokenFile{"- a\n", "sample.yaml:1:1: "},
                                         BrokenFile{"a: x\n", "sample.yaml:1:4: "},
                                         BrokenFile{"a: []\n", "sample.yaml:1:1: "},
                                         BrokenFile{"a: [[x]]\n", "sample.yaml:1:5: "},
                                         BrokenFile{"A b: [x]\n", "sample.yaml:1:1: "},
                                         BrokenFile{"a:\n  - {yes: x}\n", "sample.yaml:2:5: "},
                                         BrokenFile{"a: [{find: x, yse: y}]\n",
                                                    "sample.yaml:1:15: unknown key 'yse'; "},
                                         BrokenFile{"a: [{find: []}]\n", "sample.yaml:1:12: "},
                                         BrokenFile{"a: [{find: x, no: ['']}]\n",
                                                    "sample.yaml:1:20: an example expected"},
                                         BrokenFile{"a: [x]\na: [y]\n", "sample.yaml:2:1: "},
                                         BrokenFile{"a: [x\n", "sample.yaml:2:1: "}));

TEST_F(PhrasesFile, AnswersAQuestionForAnUnknownSetWithALogicError) {
  const auto phrases = load("a: [x]\n");
  EXPECT_THROW(phrases->any("sample.b", "x"), std::logic_error);
}

TEST(Phrases, AreUnavailableWhereTheFolderIsMissing) {
  const auto phrases = Phrases::load("/nowhere/at/all");
  ASSERT_FALSE(phrases);
  EXPECT_EQ(phrases.error().fault, base::Fault::unavailable);
}

TEST(Phrases, ShippedWithCandourAreSound) {
  const auto phrases = Phrases::load(source_folder() + "/policies/phrases");
  EXPECT_TRUE(phrases) << phrases.error().detail;
}

}  // namespace
}  // namespace candour::rules
