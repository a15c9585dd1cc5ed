// SPDX-License-Identifier: MPL-2.0

#include "app/policy_source.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

namespace fs = std::filesystem;

/// The example council, copied where the test may spoil it.
class PolicySourceTest : public testing::Test {
 protected:
  PolicySourceTest() {
    const auto examples = policies_ / "examples";
    fs::copy_file(examples / "eastmere.yaml", policy_);
    fs::copy_file(examples / "eastmere.csv", folder_.path() / "eastmere.csv");
  }
  void spoil() const { std::ofstream(policy_) << "council: {nme: x}\n"; }

  const fs::path policies_ = fs::path(source_folder()) / "policies";
  support::TemporaryFolder folder_;
  const fs::path policy_ = folder_.path() / "eastmere.yaml";
  const PolicySource source_{policy_, {policies_}, folder_.path() / "kept"};
};

TEST_F(PolicySourceTest, StartsWithTheLastGoodPolicyAndTellsTheFault) {
  const auto good = source_.load();
  ASSERT_TRUE(good);
  spoil();
  EXPECT_FALSE(source_.load());
  std::string fault;
  const auto kept = source_.load_or_last_good(fault);
  ASSERT_TRUE(kept);
  EXPECT_EQ((*kept)->version, (*good)->version);
  EXPECT_NE(fault.find("eastmere.yaml:1:"), std::string::npos) << fault;
}

TEST_F(PolicySourceTest, FailsWithTheFaultWhereNoneWasEverGood) {
  spoil();
  std::string fault;
  const auto policy = source_.load_or_last_good(fault);
  ASSERT_FALSE(policy);
  EXPECT_NE(policy.error().detail.find("did you mean 'name'?"), std::string::npos);
}

TEST_F(PolicySourceTest, PrefersTheCouncilsOwnOnceItIsMended) {
  ASSERT_TRUE(source_.load());
  std::ofstream(policy_, std::ios::app) << "\n# mended\n";
  std::string fault;
  ASSERT_TRUE(source_.load_or_last_good(fault));
  EXPECT_TRUE(fault.empty());
}

TEST_F(PolicySourceTest, LoadsThePhrasesOnceAsLongAsTheyAreAsTheyWere) {
  const auto first = source_.load();
  ASSERT_TRUE(first);
  std::ofstream(policy_, std::ios::app) << "\n# another\n";
  const auto second = source_.load(first->get());
  ASSERT_TRUE(second);
  EXPECT_NE((*second)->version, (*first)->version);
  EXPECT_EQ((*second)->phrases, (*first)->phrases);
}

TEST_F(PolicySourceTest, KnowsWhatAnAdminMaySave) {
  const auto policy = source_.load();
  ASSERT_TRUE(policy);
  std::ofstream(folder_.path() / "another.csv") << "name\n";
  const auto files = source_.files(**policy);
  for (const auto* name : {"eastmere.yaml", "eastmere.csv", "another.csv"})
    EXPECT_NE(std::find(files.begin(), files.end(), folder_.path() / name), files.end()) << name;
}

}  // namespace
}  // namespace candour::app
