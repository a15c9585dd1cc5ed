// SPDX-License-Identifier: MPL-2.0

#include "rules/language/traits.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace candour::rules {
namespace {

bool has(std::string_view sentence, std::string_view name) {
  const auto names = trait_names_of(sentence);
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(Traits, AreWordsAloneInTwosAndInThrees) {
  for (const auto* name : {"we", "we will", "we will cover", "cover the cost", "| we", "cost |"})
    EXPECT_TRUE(has("we will cover the cost", name)) << name;
  EXPECT_FALSE(has("we will cover the cost", "we cover"));
}

TEST(Traits, AreLongWordsByTheirStems) {
  EXPECT_TRUE(has("we were covering the cost", "cover*"));
  EXPECT_FALSE(has("we will cover the cost", "cover*"));
  EXPECT_TRUE(has("mae'r cynghorydd êêêêêêê yma", "êêê*") || has("a b c êêêêêêê", "êêê*"))
      << "a letter is never cut in two";
}

TEST(Traits, AreWhoStandsBeforeWhichWord) {
  EXPECT_TRUE(has("we will gladly cover the cost", "we .. cover"));
  EXPECT_FALSE(has("the cost. we will. cover that", "we .. cover")) << "another thought";
}

TEST(Traits, KnowNumbersAndSumsAsSuch) {
  EXPECT_TRUE(has("make it 14 at £1,250 each", "it # at"));
  EXPECT_TRUE(has("make it 14 at £1,250 each", "at £#"));
}

TEST(Traits, HaveTheKeysOfTheirNames) {
  const std::string sentence =
      "would you put us down for 14, at £20 each? the council is settling up";
  const auto traits = traits_of(sentence);
  const auto names = trait_names_of(sentence);
  ASSERT_EQ(traits.size(), names.size());
  for (std::size_t i = 0; i < traits.size(); ++i)
    EXPECT_EQ(traits[i].key, trait_key(names[i])) << names[i];
}

TEST(Traits, StandWhereTheirWordsDo) {
  const std::string sentence = "we will gladly cover the cost";
  const auto traits = traits_of(sentence);
  const auto names = trait_names_of(sentence);
  const auto at = std::find(names.begin(), names.end(), "we .. cover") - names.begin();
  const auto place = traits.at(static_cast<std::size_t>(at)).place;
  EXPECT_EQ(sentence.substr(place.begin, place.end - place.begin), "we will gladly cover");
}

TEST(Traits, AreNotTakenFromAFewWords) {
  EXPECT_TRUE(traits_of("the council").empty());
  EXPECT_TRUE(traits_of("").empty());
}

TEST(Traits, AreFewHoweverLongASentenceIs) {
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += "we ";
  EXPECT_LT(traits_of(endless).size(), 10'000U);
}

}  // namespace
}  // namespace candour::rules
