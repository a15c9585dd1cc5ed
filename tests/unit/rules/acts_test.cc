// SPDX-License-Identifier: MPL-2.0
//
// Sentences as councillors write them, formal and hurried, and what each does.

#include "rules/language/acts.h"

#include <gtest/gtest.h>

#include "support/council.h"
#include "unit/rules/broader_idle_sentences.h"
#include "unit/rules/broader_sentences.h"
#include "unit/rules/finer_sentences.h"
#include "unit/rules/freer_idle_sentences.h"
#include "unit/rules/freer_sentences.h"
#include "unit/rules/plainer_sentences.h"
#include "unit/rules/sentences.h"

namespace candour::rules {
namespace {

// Sent by a councillor of Eastmere Town Council to somebody outside it.
Situation situation(std::string_view text) {
  static const CouncilName council("Eastmere Town Council");
  Situation situation{council};
  // Elsewhere the whole mail tells for whom "I" stands.
  if (text.find("n behalf of") != text.npos || text.find("Council's behalf") != text.npos)
    situation.writer = Writer::the_council;
  return situation;
}

std::string deed_of(std::string_view text, const Situation& situation) {
  const auto read = read_text(text, "text");
  const auto sentences = sentences_of(read);
  const auto binding = binding_acts(read, sentences, situation, support::phrases());
  if (!binding.empty())
    return binding.front().deed == Deed::obligation ? "obligation" : "instruction";
  const auto official = official_acts(read, sentences, situation, support::phrases());
  return official.empty() ? "none" : "official";
}

std::string deed_of(std::string_view text) {
  return deed_of(text, situation(text));
}

class Sentence : public testing::TestWithParam<const char*> {};
class Binds : public Sentence {};
class Instructs : public Sentence {};
class Acts : public Sentence {};
class Speaks : public Sentence {};
class DoesNothing : public Sentence {};

TEST_P(Binds, TheCouncil) {
  EXPECT_EQ(deed_of(GetParam()), "obligation") << GetParam();
}

TEST_P(Instructs, InTheCouncilsName) {
  EXPECT_EQ(deed_of(GetParam()), "instruction") << GetParam();
}

TEST_P(Acts, InTheCouncilsName) {
  const auto deed = deed_of(GetParam());
  EXPECT_TRUE(deed == "obligation" || deed == "instruction") << GetParam() << ": " << deed;
}

TEST_P(Speaks, ForTheCouncilAndBindsItToNothing) {
  EXPECT_EQ(deed_of(GetParam()), "official") << GetParam();
}

TEST_P(DoesNothing, InTheCouncilsName) {
  EXPECT_EQ(deed_of(GetParam()), "none") << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Sentences, Binds, testing::ValuesIn(binding_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, Instructs, testing::ValuesIn(instructing_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, Speaks, testing::ValuesIn(official_sentences));
INSTANTIATE_TEST_SUITE_P(Sentences, DoesNothing, testing::ValuesIn(idle_sentences));

INSTANTIATE_TEST_SUITE_P(FinerSentences, Binds, testing::ValuesIn(finer_binding_sentences));
INSTANTIATE_TEST_SUITE_P(FinerSentences, Instructs, testing::ValuesIn(finer_instructing_sentences));
INSTANTIATE_TEST_SUITE_P(FinerSentences, Speaks, testing::ValuesIn(finer_official_sentences));
INSTANTIATE_TEST_SUITE_P(FinerSentences, DoesNothing, testing::ValuesIn(finer_idle_sentences));

INSTANTIATE_TEST_SUITE_P(PlainerSentences, Binds, testing::ValuesIn(plainer_binding_sentences));
INSTANTIATE_TEST_SUITE_P(PlainerSentences, Instructs,
                         testing::ValuesIn(plainer_instructing_sentences));
INSTANTIATE_TEST_SUITE_P(PlainerSentences, Speaks, testing::ValuesIn(plainer_official_sentences));
INSTANTIATE_TEST_SUITE_P(PlainerSentences, DoesNothing, testing::ValuesIn(plainer_idle_sentences));

INSTANTIATE_TEST_SUITE_P(FreerSentences, Binds, testing::ValuesIn(freer_binding_sentences));
INSTANTIATE_TEST_SUITE_P(FreerSentences, Instructs, testing::ValuesIn(freer_instructing_sentences));
INSTANTIATE_TEST_SUITE_P(FreerSentences, Speaks, testing::ValuesIn(freer_official_sentences));
INSTANTIATE_TEST_SUITE_P(FreerSentences, DoesNothing, testing::ValuesIn(freer_idle_sentences));

INSTANTIATE_TEST_SUITE_P(BroaderSentences, Acts, testing::ValuesIn(broader_acting_sentences));
INSTANTIATE_TEST_SUITE_P(BroaderSentences, Speaks, testing::ValuesIn(broader_official_sentences));
INSTANTIATE_TEST_SUITE_P(BroaderSentences, DoesNothing, testing::ValuesIn(broader_idle_sentences));

std::vector<std::string> words_of(std::string_view text) {
  const auto read = read_text(text, "text");
  std::vector<std::string> words;
  for (const auto& act :
       binding_acts(read, sentences_of(read), situation(text), support::phrases()))
    words.push_back(read.evidence(act.words.begin, act.words.end).text);
  return words;
}

TEST(Act, QuotesTheVeryWordsInOneLine) {
  EXPECT_EQ(words_of("Dear Bob,\n\nThanks. We’ll hereby accept\nyour quotation."),
            std::vector<std::string>{"We’ll hereby accept your quotation"});
}

TEST(Act, IsFoundInEachSentence) {
  EXPECT_EQ(words_of("You must not park here. Thanks. Please stop work.").size(), 2u);
}

TEST(Act, MayHaveItsCostInTheSentenceBefore) {
  EXPECT_EQ(deed_of("Forget the hire charge. We will deal with it."), "obligation");
  EXPECT_EQ(deed_of("Thank you for your letter. We will deal with it."), "none");
}

TEST(Act, IsFoundAfterAFullStopWithoutACapital) {
  EXPECT_EQ(deed_of("thats all fine with me. please go ahead"), "instruction");
}

TEST(Act, AmongTheCouncilsOwnPeopleIsOnlyAnOrder) {
  auto inside = situation("");
  inside.audience = Audience::council;
  EXPECT_EQ(deed_of("Please make sure this is done by Friday.", inside), "none");
  EXPECT_EQ(deed_of("Please arrange for the gate to be mended.", inside), "none");
  EXPECT_EQ(deed_of("I instruct you to cancel the contract.", inside), "instruction");
}

TEST(Act, AmongPublicBodiesIsNoMereRequest) {
  auto authorities = situation("");
  authorities.audience = Audience::authorities;
  EXPECT_EQ(deed_of("Please repair the pothole in West Street.", authorities), "none");
  EXPECT_EQ(deed_of("The Council will pay half the cost.", authorities), "obligation");
}

TEST(Act, InAPrivateMatterNeedsTheCouncilByName) {
  auto personal = situation("");
  personal.affairs = Affairs::perhaps_private;
  EXPECT_EQ(deed_of("We accept your quote for the kitchen, please go ahead.", personal), "none");
  EXPECT_EQ(deed_of("The Council accepts your quote for the kitchen.", personal), "obligation");
}

TEST(Act, IsTheCouncilsWhereTheWriterSpeaksForIt) {
  auto spokesman = situation("");
  EXPECT_EQ(deed_of("I will pay the bill.", spokesman), "none");
  spokesman.writer = Writer::the_council;
  EXPECT_EQ(deed_of("I will pay the bill.", spokesman), "obligation");
}

TEST(Act, OfACouncilKnowsItByPlaceKindAndInitials) {
  const CouncilName broad("Broad Chalke Parish Council");
  const Situation situation{broad};
  for (const auto* text :
       {"Broad Chalke Parish Council will pay the bill.", "Broad Chalke PC will pay the bill.",
        "BCPC will pay the bill.", "The Parish Council will pay the bill.",
        "Our council will pay the bill.", "council will pay the bill"})
    EXPECT_EQ(deed_of(text, situation), "obligation") << text;
  for (const auto* text :
       {"Wiltshire Council will pay the bill.", "The county council will pay the bill.",
        "Salisbury City Council will pay the bill.", "Another council will pay the bill."})
    EXPECT_EQ(deed_of(text, situation), "none") << text;
}

}  // namespace
}  // namespace candour::rules
