// SPDX-License-Identifier: MPL-2.0

#include "base/month.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

using namespace std::chrono;

TEST(Month, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_month("2026-10"), 2026y / October);
  EXPECT_EQ(to_string(2026y / October), "2026-10");
  EXPECT_EQ(month_words(2026y / October), "October 2026");
  for (const char* text : {"", "2026-13", "2026-00", "2026-1", "26-10", "2026/10", "2026-10 ",
                           "+026-10", "2026-1x", "October 2026"})
    EXPECT_FALSE(parse_month(text)) << text;
}

}  // namespace
}  // namespace candour::base
