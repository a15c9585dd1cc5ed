// SPDX-License-Identifier: MPL-2.0

#include "app/sole_daemon.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "console/users.h"
#include "support/temporary_folder.h"

namespace candour::app {
namespace {

namespace fs = std::filesystem;

struct SoleDaemonTest : testing::Test {
  support::TemporaryFolder folder;
  const fs::path data = folder.path() / "data";
};

TEST_F(SoleDaemonTest, IsOneUntilItEnds) {
  std::optional first(SoleDaemon::of(data));
  ASSERT_TRUE(*first);
  const auto second = SoleDaemon::of(data);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, base::Fault::refused);
  EXPECT_TRUE(SoleDaemon::of(folder.path() / "other"));
  first.reset();
  EXPECT_TRUE(SoleDaemon::of(data));
}

TEST_F(SoleDaemonTest, MakesAFolderForItsOwnerAlone) {
  ASSERT_TRUE(SoleDaemon::of(data));
  const auto others = fs::perms::others_all | fs::perms::group_write | fs::perms::group_read;
  EXPECT_EQ(fs::status(data).permissions() & others, fs::perms::none);
}

// Users lock the folder while they write: `candour user add` once waited for the daemon's end.
TEST_F(SoleDaemonTest, KeepsNoOtherWriterWaiting) {
  const auto sole = SoleDaemon::of(data);
  ASSERT_TRUE(sole);
  console::Users users(data / "console-users", {8, 1, 1});
  EXPECT_TRUE(users.add("helen", console::Role::admin, "correct horse battery"));
}

TEST_F(SoleDaemonTest, SaysWhatItCannotOpen) {
  fs::create_directories(data / "candourd.lock");
  const auto sole = SoleDaemon::of(data);
  ASSERT_FALSE(sole);
  EXPECT_EQ(sole.error().fault, base::Fault::unavailable);
  EXPECT_NE(sole.error().detail.find("candourd.lock: Is a directory"), std::string::npos);
}

}  // namespace
}  // namespace candour::app
