// SPDX-License-Identifier: MPL-2.0

#include "app/text_table.h"

#include <gtest/gtest.h>

namespace candour::app {
namespace {

using Lines = std::vector<std::string>;

TEST(Wrapped, BreaksBetweenWords) {
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two", 7), Lines{"one two"});
  EXPECT_EQ(wrapped("", 7), Lines{""});
}

TEST(Wrapped, KeepsLineEndsAndLongWords) {
  EXPECT_EQ(wrapped("a\nb c", 7), (Lines{"a", "b c"}));
  EXPECT_EQ(wrapped("a correspondence b", 7), (Lines{"a", "correspondence", "b"}));
}

TEST(Wrapped, CountsCharactersNotBytes) {
  EXPECT_EQ(wrapped("§§§ ééé", 7), Lines{"§§§ ééé"});
}

TEST(TextTable, SetsCellsSideBySide) {
  TextTable table({{"Who", 4}, {"What", 9}});
  table.add_row({"§1", "one two three"});
  table.add_row({"abc", "four"});
  EXPECT_EQ(table.to_string(),
            "Who   What\n"
            "----  ---------\n"
            "§1    one two\n"
            "      three\n"
            "abc   four\n");
}

}  // namespace
}  // namespace candour::app
