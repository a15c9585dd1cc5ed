// SPDX-License-Identifier: MPL-2.0

#include "rules/fingerprint.h"

#include <gtest/gtest.h>

#include "support/council.h"
#include "support/fake_history.h"

namespace candour::rules {

namespace {

std::vector<std::string> of(std::string_view text) {
  static const support::FakeHistory history;
  return passage_fingerprints(text, support::phrases(), history);
}

bool known_again(std::string_view earlier, std::string_view present) {
  return carries_on(of(present), of(earlier));
}

const std::string passage =
    "The caretaker has been absent from work since the beginning of March with a back injury, and "
    "his doctor does not expect him to return before the autumn.";

TEST(Fingerprint, KnowsAPassageInsideAnotherText) {
  EXPECT_TRUE(known_again(passage, "Dear Editor,\n\nYou asked about the hall. " + passage +
                                       " The hall will open again in May.\n\nYours\nHelen"));
}

TEST(Fingerprint, KnowsAPassageWrappedAndRecased) {
  EXPECT_TRUE(known_again(passage,
                          "> THE CARETAKER has been absent\n> from work since the beginning of\n> "
                          "March with a back injury – and his doctor does not expect\n> him to "
                          "return before the autumn"));
}

TEST(Fingerprint, KnowsAPassageWithSmallEdits) {
  EXPECT_TRUE(known_again(passage,
                          "Our caretaker has been absent from work since the beginning of March "
                          "with a back injury and his GP does not expect him to return before the "
                          "autumn."));
}

TEST(Fingerprint, KnowsPartOfALongReport) {
  std::string report;
  for (int i = 0; i < 400; ++i)
    report += "Paragraph " + std::to_string(i) + " deals with matter " + std::to_string(i * 7) +
              " at some length and in its own words. ";
  EXPECT_TRUE(known_again(report + passage, passage));
}

TEST(Fingerprint, DoesNotKnowTheSameSubjectInOtherWords) {
  EXPECT_FALSE(known_again(passage, "Our caretaker is away ill and will not be back this summer."));
}

TEST(Fingerprint, IgnoresWhatEveryMailSays) {
  const std::string manners =
      "Thank you for your email of last week. Please do not hesitate to contact me if you have any "
      "further questions about this. I look forward to hearing from you soon.";
  EXPECT_TRUE(of(manners).empty());
  EXPECT_FALSE(known_again(passage + " " + manners, "The hall is open. " + manners));
}

TEST(Fingerprint, NeedsEightWords) {
  EXPECT_TRUE(of("The salary offered is now higher.").empty());
  EXPECT_FALSE(of("The salary offered to the new clerk is 32,000 pounds.").empty());
}

TEST(Fingerprint, KnowsAShortMessageAgain) {
  EXPECT_TRUE(known_again("The salary offered to the new clerk is 32,000 pounds.",
                          "You asked. The salary offered to the new clerk is 32,000 pounds. Bye."));
}

TEST(Fingerprint, IsBoundedForALongText) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "word" + std::to_string(i) + ' ';
  EXPECT_LE(of(text).size(), 2'000u);
}

TEST(Fingerprint, KnowsAFileByItsContent) {
  const support::FakeHistory history;
  const std::vector<std::string> earlier{file_fingerprint("the content", history)};
  EXPECT_TRUE(carries_on({file_fingerprint("the content", history)}, earlier));
  EXPECT_FALSE(carries_on({file_fingerprint("other content", history)}, earlier));
}

TEST(Fingerprint, HidesTheWordsBehindTheHistorysKey) {
  for (const auto& fingerprint : of(passage)) EXPECT_EQ(fingerprint.substr(0, 2), "p:");
}

}  // namespace

}  // namespace candour::rules
