// SPDX-License-Identifier: MPL-2.0

#include "base/recent.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

using namespace std::chrono_literals;

class RecentTest : public testing::Test {
 protected:
  void put(const std::string& key, std::size_t weight = 1) {
    recent_.put(key, std::make_shared<const std::string>("value of " + key), weight);
  }
  bool has(const std::string& key) { return recent_.find(key) != nullptr; }

  Instant now_{std::chrono::hours{495'000}};
  Recent<std::string> recent_{15min, 10, [this] { return now_; }};
};

TEST_F(RecentTest, FindsWhatWasPut) {
  put("a");
  ASSERT_TRUE(has("a"));
  EXPECT_EQ(*recent_.find("a"), "value of a");
  EXPECT_FALSE(has("b"));
}

TEST_F(RecentTest, ForgetsWhatNobodyAskedForInItsTime) {
  put("a");
  put("b");
  now_ += 10min;
  EXPECT_TRUE(has("a"));
  now_ += 10min;
  EXPECT_TRUE(has("a")) << "asked for ten minutes ago";
  EXPECT_FALSE(has("b"));
}

TEST_F(RecentTest, ForgetsTheLongestUnaskedWhereItGetsTooHeavy) {
  put("a", 4);
  put("b", 4);
  EXPECT_TRUE(has("a"));
  put("c", 4);
  EXPECT_TRUE(has("a"));
  EXPECT_FALSE(has("b"));
  EXPECT_TRUE(has("c"));
}

TEST_F(RecentTest, KeepsNothingThatAloneIsTooHeavy) {
  put("a", 4);
  put("b", 11);
  EXPECT_FALSE(has("b"));
  EXPECT_TRUE(has("a"));
}

TEST_F(RecentTest, WeighsAValuePutAgainOnce) {
  for (int i = 0; i < 5; ++i) put("a", 6);
  put("b", 4);
  EXPECT_TRUE(has("a"));
  EXPECT_TRUE(has("b"));
}

TEST_F(RecentTest, LetsAValueLiveWhileSomebodyHoldsIt) {
  put("a");
  const auto held = recent_.find("a");
  now_ += 20min;
  recent_.sweep();
  EXPECT_EQ(*held, "value of a");
}

}  // namespace
}  // namespace candour::base
