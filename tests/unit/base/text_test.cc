// SPDX-License-Identifier: MPL-2.0

#include "base/text.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

TEST(Trim, TakesBlanksAndLineEndsFromBothEnds) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim("  "), "");
}

TEST(Split, GivesOneEmptyFieldForEmptyText) {
  EXPECT_EQ(split("", ';').size(), 1u);
}

TEST(Split, KeepsEmptyFields) {
  const std::vector<std::string_view> fields{"a", "", "b"};
  EXPECT_EQ(split("a;;b", ';'), fields);
}

TEST(JoinAsProse, PutsAndBeforeTheLast) {
  EXPECT_EQ(join_as_prose({"A"}), "A");
  EXPECT_EQ(join_as_prose({"A", "B"}), "A and B");
  EXPECT_EQ(join_as_prose({"A", "B", "C"}), "A, B and C");
}

TEST(Quoted, EscapesWhatWouldBreakALogLine) {
  EXPECT_EQ(quoted("a\"b\r\n"), "\"a\\\"b\\x0d\\x0a\"");
  EXPECT_EQ(quoted("abcdef", 3), "\"abc...\"");
}

TEST(Closest, FindsTheMisspeltWordAndNothingFarOff) {
  EXPECT_EQ(closest("counciler", {"clerk", "councillor"}), "councillor");
  EXPECT_EQ(closest("banana", {"clerk", "councillor"}), "");
}

}  // namespace
}  // namespace candour::base
