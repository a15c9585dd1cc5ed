// SPDX-License-Identifier: MPL-2.0

#include "mail/flowed.h"

#include <gtest/gtest.h>

namespace candour::mail {
namespace {

TEST(Unflowed, JoinsSoftBrokenLines) {
  EXPECT_EQ(unflowed("The works \nbegin on \nMonday.\nAll well.\n", DelSp::no),
            "The works begin on Monday.\nAll well.\n");
}

TEST(Unflowed, TakesTheBlankOffWithDelSp) {
  EXPECT_EQ(unflowed("Llanfair \npwll\n", DelSp::yes), "Llanfairpwll\n");
}

TEST(Unflowed, TakesOffSpaceStuffing) {
  EXPECT_EQ(unflowed(" From here\n >no quote\n", DelSp::no), "From here\n>no quote\n");
}

TEST(Unflowed, JoinsWithinOneDepthOfQuoting) {
  EXPECT_EQ(unflowed("> The works \n> begin.\n>> Do \n>> they?\n", DelSp::no),
            "> The works begin.\n>> Do they?\n");
}

TEST(Unflowed, EndsAParagraphWhereTheDepthChanges) {
  EXPECT_EQ(unflowed("> Do they? \nYes.\n", DelSp::no), "> Do they?\nYes.\n");
}

TEST(Unflowed, KeepsTheSignatureDashesOnTheirLine) {
  EXPECT_EQ(unflowed("Regards \n-- \nHelen\n", DelSp::no), "Regards\n-- \nHelen\n");
}

TEST(Unflowed, KeepsAnEmptyLineAfterAStrayBlank) {
  EXPECT_EQ(unflowed("One. \n\nTwo.", DelSp::no), "One.\n\nTwo.");
}

TEST(Unflowed, ReadsCrlfAndAnUnendedLastLine) {
  EXPECT_EQ(unflowed("The works \r\nbegin.\r\nAll", DelSp::no), "The works begin.\nAll");
}

}  // namespace
}  // namespace candour::mail
