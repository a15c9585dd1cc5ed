// SPDX-License-Identifier: MPL-2.0

#include "console/back_off.h"

#include <gtest/gtest.h>

namespace candour::console {
namespace {

using namespace std::chrono_literals;

class BackOffTest : public testing::Test {
 protected:
  std::chrono::seconds try_in_vain(const std::string& name, const std::string& address,
                                   int times = 1) {
    std::chrono::seconds wait{};
    for (int i = 0; i < times; ++i) {
      wait = back_off_.begin(name, address);
      if (wait > 0s) return wait;
    }
    return wait;
  }

  base::Instant now_ = base::now();
  BackOff back_off_{[this] { return now_; }};
};

TEST_F(BackOffTest, LetsSomebodyMistypeAFewTimes) {
  EXPECT_EQ(try_in_vain("helen", "192.0.2.1", 5), 0s);
  EXPECT_EQ(try_in_vain("helen", "192.0.2.1"), 1s);
}

TEST_F(BackOffTest, WaitsTwiceAsLongEachTimeAndNeverForEver) {
  try_in_vain("helen", "192.0.2.1", 5);
  for (const auto wait : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 512s, 900s, 900s}) {
    EXPECT_EQ(back_off_.begin("tom", "192.0.2.1"), wait);
    now_ += wait - 1ms;
    EXPECT_EQ(back_off_.begin("tom", "192.0.2.1"), 1s);
    now_ += 1ms;
    EXPECT_EQ(back_off_.begin("x" + std::to_string(wait.count()), "192.0.2.1"), 0s);
  }
}

TEST_F(BackOffTest, CountsNoTryThatHasToWait) {
  try_in_vain("helen", "192.0.2.1", 5);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(back_off_.begin("helen", "192.0.2.1"), 1s);
  now_ += 1s;
  EXPECT_EQ(back_off_.begin("helen", "192.0.2.1"), 0s);
}

TEST_F(BackOffTest, IsOverForWhoSignedIn) {
  try_in_vain("helen", "192.0.2.1", 5);
  now_ += 1s;
  EXPECT_EQ(back_off_.begin("helen", "192.0.2.1"), 0s);
  back_off_.succeeded("helen", "192.0.2.1");
  EXPECT_EQ(try_in_vain("helen", "192.0.2.1", 5), 0s);
}

TEST_F(BackOffTest, SlowsANameDownThatIsTriedFromEverywhere) {
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(back_off_.begin(i % 2 ? "helen" : " Helen ", "192.0.2." + std::to_string(i)), 0s);
  EXPECT_EQ(back_off_.begin("helen", "192.0.2.99"), 1s);
  EXPECT_EQ(back_off_.begin("tom", "192.0.2.99"), 0s);
}

TEST_F(BackOffTest, NeverMakesANameWaitLongerThanAMinute) {
  for (int i = 0; i < 200; ++i) {
    now_ += back_off_.begin("helen", "192.0.2." + std::to_string(i));
    back_off_.begin("helen", "192.0.2." + std::to_string(i));
  }
  EXPECT_EQ(back_off_.begin("helen", "198.51.100.1"), 60s);
}

TEST_F(BackOffTest, LetsNoStrangerShutSomebodyOutOfWhereHeWorks) {
  ASSERT_EQ(back_off_.begin("helen", "192.0.2.1"), 0s);
  back_off_.succeeded("helen", "192.0.2.1");
  for (int i = 0; i < 50; ++i) back_off_.begin("helen", "198.51.100." + std::to_string(i));
  EXPECT_GT(back_off_.begin("helen", "203.0.113.1"), 0s);
  EXPECT_EQ(back_off_.begin("helen", "192.0.2.1"), 0s);
}

TEST_F(BackOffTest, TakesBackWhatWasNoTry) {
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(back_off_.begin("helen", "192.0.2.1"), 0s);
    back_off_.take_back("helen", "192.0.2.1");
  }
}

TEST_F(BackOffTest, ForgetsAfterAnHour) {
  try_in_vain("helen", "192.0.2.1", 5);
  now_ += 1h;
  back_off_.sweep();
  EXPECT_EQ(try_in_vain("helen", "192.0.2.1", 5), 0s);
}

TEST_F(BackOffTest, IsNotFloodedOut) {
  for (int i = 0; i < 10; ++i) back_off_.begin("helen", "192.0.2." + std::to_string(i));
  for (int i = 0; i < 12'000; ++i)
    back_off_.begin("user" + std::to_string(i), "flood" + std::to_string(i));
  EXPECT_EQ(back_off_.begin("helen", "203.0.113.1"), 1s);
}

}  // namespace
}  // namespace candour::console
