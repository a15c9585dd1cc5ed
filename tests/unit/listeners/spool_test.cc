// SPDX-License-Identifier: MPL-2.0

#include "listeners/spool.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

TEST(Spool, GivesBackWhatWasPutIn) {
  for (const std::size_t memory : {0u, 10u, 1'000'000u}) {
    Spool spool(testing::TempDir(), memory);
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
      const std::string piece = "line " + std::to_string(i) + "\r\n";
      ASSERT_TRUE(spool.append(piece));
      expected += piece;
    }
    const auto contents = spool.contents();
    ASSERT_TRUE(contents);
    EXPECT_TRUE(*contents == expected);
    EXPECT_EQ(spool.size(), expected.size());
  }
}

TEST(Spool, IsEmptyWhereNothingWasPutIn) {
  Spool spool(testing::TempDir(), 0);
  EXPECT_EQ(spool.contents().value(), "");
}

TEST(Spool, SaysThatItCannotMakeAFile) {
  Spool spool("/nowhere/at/all", 3);
  EXPECT_TRUE(spool.append("abc"));
  const auto appended = spool.append("d");
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().fault, base::Fault::unavailable);
}

}  // namespace
}  // namespace candour::listeners
