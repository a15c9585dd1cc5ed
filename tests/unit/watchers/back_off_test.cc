// SPDX-License-Identifier: MPL-2.0

#include "watchers/back_off.h"

#include <gtest/gtest.h>

namespace candour::watchers {
namespace {

using namespace std::chrono_literals;
using base::Fault;

constexpr Moment start{1h};

TEST(BackOff, WaitsTwiceAsLongEachTimeUpToFiveMinutes) {
  BackOff back_off;
  EXPECT_EQ(back_off.failed(Fault::unavailable, start), 500ms);
  EXPECT_EQ(back_off.failed(Fault::unavailable, start), 1s);
  for (int i = 0; i < 20; ++i) back_off.failed(Fault::unavailable, start);
  EXPECT_EQ(back_off.failed(Fault::unavailable, start), 5min);
}

TEST(BackOff, BeginsAgainOnlyAfterItWentWellForAWhile) {
  BackOff back_off;
  for (int i = 0; i < 4; ++i) back_off.failed(Fault::unavailable, start);
  back_off.connected(start);
  EXPECT_EQ(back_off.failed(Fault::unavailable, start + 1s), 8s) << "let in, and thrown out";
  back_off.connected(start);
  EXPECT_EQ(back_off.failed(Fault::unavailable, start + 1h), 500ms);
}

TEST(BackOff, LeavesAServerAloneThatSaysNo) {
  BackOff back_off;
  EXPECT_EQ(back_off.failed(Fault::refused, start), 1min);
  EXPECT_EQ(back_off.failed(Fault::refused, start), 2min);
}

}  // namespace
}  // namespace candour::watchers
