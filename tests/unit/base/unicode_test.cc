// SPDX-License-Identifier: MPL-2.0

#include "base/unicode.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

std::vector<std::string> sentence_texts(std::string_view text) {
  std::vector<std::string> result;
  for (const auto& [begin, end] : sentences(text))
    result.emplace_back(text.substr(begin, end - begin));
  return result;
}

TEST(Fold, LowersAndPlainsWhatPeopleTypeInSeveralWays) {
  EXPECT_EQ(folded("Cllr\u00a0O\u2019Malley \u2013 \u201cYes\u201d"), "cllr o'malley - \"yes\"");
}

TEST(Fold, LeavesOutWhatNobodySees) {
  EXPECT_EQ(folded("con\u00adfid\u200bential"), "confidential");
}

TEST(Fold, FindsTheWayBackToTheWordsAsWritten) {
  const std::string text = "A\u00a0\u201cStra\u00dfe\u201d end";
  const auto fold_of_text = fold(text);
  const auto at = fold_of_text.text.find("strasse");
  ASSERT_NE(at, std::string::npos);
  const auto [begin, length] = fold_of_text.original(at, 7);
  EXPECT_EQ(text.substr(begin, length), "Stra\u00dfe");
}

TEST(Fold, JoinsALetterAndItsCombiningAccent) {
  EXPECT_EQ(folded("e\u0301"), "\u00e9");
}

TEST(Fold, ReplacesMalformedBytes) {
  EXPECT_EQ(folded("a\xff"
                   "b"),
            "a\ufffd"
            "b");
}

TEST(FoldedName, IgnoresAccents) {
  EXPECT_EQ(folded_name("Si\u00e2n O\u2019Malley"), "sian o'malley");
}

TEST(Sentences, EndAtFullStopsAndBlankLinesButNotAtLineEnds) {
  const auto found = sentence_texts("Please proceed\nwith the works. Thank you.\n\nRegards");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], "Please proceed\nwith the works.");
  EXPECT_EQ(found[2], "Regards");
}

TEST(Sentences, EndWhereTheNextItemOfAListBegins) {
  const auto dashes = sentence_texts("Brilliant:\n- we'll keep it\n- send us the bill\nby Friday");
  ASSERT_EQ(dashes.size(), 3u);
  EXPECT_EQ(dashes[1], "- we'll keep it");
  EXPECT_EQ(dashes[2], "- send us the bill\nby Friday");
  EXPECT_EQ(sentence_texts("1) yes\n2) no, not before\nEaster").size(), 2u);
}

TEST(Sentences, DoNotEndAtADashThatAWrappedLineBeginsWith) {
  EXPECT_EQ(sentence_texts("the hall\n- which is ours - and\nthe green").size(), 1u);
}

TEST(Sentences, DoNotEndAfterATitle) {
  EXPECT_EQ(sentence_texts("I copied Cllr. Smith into this. Bye.").size(), 2u);
  EXPECT_EQ(sentence_texts("Mae Cyng. Bevan yma. Da iawn.").size(), 2u);
  EXPECT_EQ(sentence_texts("Told cllrs. Lee and Day of it. Bye.").size(), 2u);
}

TEST(Sentences, AreOneWhereNothingBeforeTheParagraphsEndCouldEndOne) {
  EXPECT_EQ(sentence_texts("Dear Mr Baker,\n\nTo: the clerk\n\n(Thanks...)\n").size(), 3u);
  EXPECT_EQ(sentence_texts("She said \"yes!\"  ").size(), 1u);
  EXPECT_EQ(sentence_texts("It is done. (Signed)").size(), 2u);
}

TEST(ValidUtf8, KeepsValidTextAndMendsTheRest) {
  EXPECT_EQ(valid_utf8("\xc3\xa9"), "\xc3\xa9");
  EXPECT_FALSE(is_valid_utf8("\xe9"));
}

TEST(ToAscii, DropsAccentsAndPlainsTypography) {
  EXPECT_EQ(to_ascii("Si\u00e2n O\u2019Malley \u2013 \u201cno\u201d\u2026"),
            "Sian O'Malley - \"no\"...");
}

TEST(ToAscii, ShowsAQuestionMarkForWhatHasNoLikeness) {
  EXPECT_EQ(to_ascii("\u4e2d!"), "?!");
}

}  // namespace
}  // namespace candour::base
