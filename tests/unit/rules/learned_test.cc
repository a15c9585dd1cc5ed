// SPDX-License-Identifier: MPL-2.0

#include "rules/language/learned.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "rules/language/reading.h"
#include "support/council.h"
#include "support/letter.h"

namespace candour::rules {
namespace {

std::string signed_weights(const std::string& body) {
  return "sha256 " + base::sha256_hex(body) + "\n" + body;
}

base::Result<Learned> read(const std::string& body) {
  return Learned::read(signed_weights(body), "binding.weights");
}

TEST(Learned, RecognisesWhatReachesTheThreshold) {
  const auto learned =
      read("# what it is\nbias -1000\nthreshold 500\n4000 put us down\n-9000 asked\n");
  ASSERT_TRUE(learned) << learned.error().detail;
  EXPECT_TRUE(learned->recognise("put us down for two"));
  EXPECT_FALSE(learned->recognise("she asked to put us down for two"));
  EXPECT_FALSE(learned->recognise("put the kettle on"));
}

TEST(Learned, TellsByWhichWordsTheHeaviestFirst) {
  const std::string sentence = "put us down for two and send the bill";
  const auto learned = read("bias 0\nthreshold 1\n900 us down\n800 us\n1000 the bill\n-5 for\n");
  ASSERT_TRUE(learned);
  const auto clues = learned->recognise(sentence);
  ASSERT_TRUE(clues);
  std::vector<std::string> words;
  for (const auto& clue : *clues)
    words.push_back(sentence.substr(clue.begin, clue.end - clue.begin));
  EXPECT_EQ(words, (std::vector<std::string>{"the bill", "us down"}));
}

TEST(Learned, DividesByTheRootOfHowManyTraitsItKnows) {
  const auto learned = read("bias 500\nthreshold 0\n2000 alpha\n2000 beta\n0 gamma\n0 delta\n");
  ASSERT_TRUE(learned);
  EXPECT_DOUBLE_EQ(learned->weigh("alpha beta gamma delta"), 0.5 + 4.0 / 2);
}

TEST(Learned, CountsATraitOnceASentence) {
  const auto learned = read("bias 0\nthreshold 0\n1000 alpha\n");
  ASSERT_TRUE(learned);
  EXPECT_DOUBLE_EQ(learned->weigh("alpha and alpha and alpha"), 1.0);
}

struct Faulty {
  std::string body, told;
};
class FaultyWeights : public testing::TestWithParam<Faulty> {};

TEST_P(FaultyWeights, AreRefusedWithTheLine) {
  const auto learned = read(GetParam().body);
  ASSERT_FALSE(learned);
  EXPECT_EQ(learned.error().fault, base::Fault::malformed);
  EXPECT_NE(learned.error().detail.find(GetParam().told), std::string::npos)
      << learned.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Weights, FaultyWeights,
    testing::Values(Faulty{"bias -1000\nmuch we\n", "binding.weights:3: expected a number"},
                    Faulty{"bias -1000\n12\n", "binding.weights:3: expected a number"},
                    Faulty{"bias\n", "binding.weights:2: expected a number"},
                    Faulty{"99999999999999999999 we\n", "binding.weights:2: expected a number"},
                    Faulty{"2000000 we\n", "binding.weights:2: expected a number"},
                    Faulty{"1 we\n2 we\n", "binding.weights:3: 'we' stands twice"}));

TEST(Learned, IsReadOnlyAsItWasWritten) {
  auto text = signed_weights("bias 0\nthreshold 500\n400 put us down\n");
  text[text.size() - 5] = 'g';
  for (const std::string& changed : {text, std::string(), std::string("bias 0\n")}) {
    const auto learned = Learned::read(changed, "binding.weights");
    ASSERT_FALSE(learned);
    EXPECT_NE(learned.error().detail.find("run policies/learned/train"), std::string::npos);
  }
}

TEST(Learned, IsBounded) {
  EXPECT_FALSE(Learned::read(std::string((1 << 20) + 1, 'a'), "binding.weights"));
}

TEST(Learned, IsMissingWithItsFile) {
  const auto learned = Learned::load("/nowhere/binding.weights");
  ASSERT_FALSE(learned);
  EXPECT_EQ(learned.error().fault, base::Fault::unavailable);
}

struct Unknown {
  std::string_view rule;
  std::string mail;
  std::string known_by;  // one of the words it is known by
};
class WhatWasLearned : public testing::TestWithParam<Unknown> {};

// No pattern fits these; where one comes to, take others.
TEST_P(WhatWasLearned, BacksTheGrammarUpAndSaysByWhichWords) {
  const support::Letter letter(GetParam().mail);
  const auto found = letter.judged_by(GetParam().rule).findings;
  ASSERT_EQ(found.size(), 1U);
  const auto& told = found.front().explanation;
  const auto words = told.find("and here by the words");
  ASSERT_NE(words, told.npos) << told;
  EXPECT_NE(told.find(GetParam().known_by, words), told.npos) << told;
}

const std::string in_a_councillors_name =
    "From: Aisha Khan <aisha.khan@eastmere-tc.gov.uk>\nTo: Pat Lowe <pat.lowe@webmail.example>\n"
    "Subject: Saturday\n\n";
const std::string to_a_councillor =
    "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: Aisha Khan <aisha.khan@eastmere-tc.gov.uk>\n"
    "Subject: Saturday\n\n";
const std::string to_the_press =
    "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: Gazette <news@eastmere-gazette.example>\n"
    "Subject: Saturday\n\n";

INSTANTIATE_TEST_SUITE_P(
    Rules, WhatWasLearned,
    testing::Values(
        Unknown{"obligation-in-councillor-name",
                in_a_councillors_name +
                    "For every tonne you don't send to landfill the council will "
                    "knock a tenner off your pitch fee.\n",
                "council"},
        Unknown{"official-in-councillor-name",
                in_a_councillors_name + "The council is above party and regards both your leaflets "
                                        "as misleading.\n",
                "council"},
        Unknown{"conduct-remark",
                to_a_councillor + "I had it all ready on Tuesday. The Mayor lost it, as he loses "
                                  "everything.\n",
                "he"},
        Unknown{"political-opinion",
                to_the_press + "A Labour win would be the making of this town. Helen Ward, Town "
                               "Clerk\n",
                "Labour"}));

TEST(WhatWasLearnedElsewhere, IsNotAskedWhereNobodySpeaksOfACouncil) {
  const support::Letter letter(in_a_councillors_name +
                               "Sign up now and we'll knock a tenner off your order.\n");
  EXPECT_TRUE(letter.judged_by("obligation-in-councillor-name").findings.empty());
}

TEST(WhatWasLearnedElsewhere, IsTakenBackByWhatTheGrammarKnows) {
  const support::Letter letter(
      in_a_councillors_name +
      "If the council agrees, it will knock a tenner off your pitch fee for every tonne.\n");
  EXPECT_TRUE(letter.judged_by("obligation-in-councillor-name").findings.empty());
}

}  // namespace
}  // namespace candour::rules
