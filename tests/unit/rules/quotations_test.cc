// SPDX-License-Identifier: MPL-2.0

#include "rules/language/quotations.h"

#include <gtest/gtest.h>

#include <string>

namespace candour::rules {
namespace {

std::vector<std::string> quoted(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& quotation : quotations_in(text))
    words.emplace_back(text.substr(quotation.begin, quotation.end - quotation.begin));
  return words;
}

using Words = std::vector<std::string>;

TEST(Quotations, StandBetweenDoubleMarks) {
  EXPECT_EQ(quoted("she wrote \"he was rude. twice.\" and left"), Words{"\"he was rude. twice.\""});
  EXPECT_EQ(quoted("a 6\" pipe and a 4\" bend"), Words{});
}

TEST(Quotations, OpenEachOfTheirParagraphsAnew) {
  EXPECT_EQ(quoted("\"one.\n\n\"two.\" end"), Words{"\"one.\n\n\"two.\""});
}

TEST(Quotations, EndWithTheirParagraphWhereNobodyClosedThem) {
  EXPECT_EQ(quoted("\"one two\n\nthree"), Words{"\"one two"});
}

TEST(Quotations, OfSingleMarksEndBehindAStop) {
  EXPECT_EQ(quoted("he said 'go away.' twice"), Words{"'go away.'"});
  EXPECT_EQ(quoted("the boys' club and 'tis done"), Words{});
}

TEST(Quotations, AreLedToAndFollowedUp) {
  const std::string_view text = "it rained. cllr khan said: \"no.\" she added\nthe end";
  const auto quotation = quotations_in(text).front();
  EXPECT_EQ(lead_in(text, quotation), "cllr khan said:");
  EXPECT_EQ(follow_up(text, quotation), " she added");
}

}  // namespace
}  // namespace candour::rules
