// SPDX-License-Identifier: MPL-2.0

#include "stores/key_filter.h"

#include <gtest/gtest.h>

#include <random>

namespace candour::stores {

namespace {

std::int64_t random_key(std::mt19937_64& chance) {
  return static_cast<std::int64_t>(chance());
}

TEST(KeyFilter, HasNothingAtFirst) {
  const KeyFilter filter;
  EXPECT_EQ(filter.room(), 0u);
  EXPECT_FALSE(filter.may_have(0));
  EXPECT_FALSE(filter.may_have(-1));
}

TEST(KeyFilter, NeverDeniesWhatWasAdded) {
  constexpr std::size_t count = 10'000;
  KeyFilter filter(count / 2);  // filled past its room as well
  std::mt19937_64 chance(1);
  for (std::size_t i = 0; i < count; ++i) filter.add(random_key(chance));
  EXPECT_EQ(filter.room(), 0u);
  chance.seed(1);
  for (std::size_t i = 0; i < count; ++i) EXPECT_TRUE(filter.may_have(random_key(chance)));
}

TEST(KeyFilter, LetsFewOthersPassWhenItIsFull) {
  constexpr int count = 50'000;
  KeyFilter filter(count);
  std::mt19937_64 chance(2);
  for (int i = 0; i < count; ++i) filter.add(random_key(chance));
  int passed = 0;
  for (int i = 0; i < count; ++i) passed += filter.may_have(random_key(chance)) ? 1 : 0;
  EXPECT_LT(passed, count / 100);
}

}  // namespace

}  // namespace candour::stores
