// SPDX-License-Identifier: MPL-2.0

#include "base/replaced_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::base {
namespace {

namespace fs = std::filesystem;

class ReplacedFile : public testing::Test {
 protected:
  ReplacedFile() { std::ofstream(file_) << "one"; }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }
  std::string now() const { return read_seen_file(file_)->bytes; }

  support::TemporaryFolder folder_;
  const fs::path file_ = folder_.path() / "roster.csv";
};

TEST_F(ReplacedFile, KeepsItsModeAndLeavesNothingBeside) {
  fs::permissions(file_, fs::perms(0640));
  const auto seen = read_seen_file(file_)->digest();
  ASSERT_TRUE(replace_seen_file(file_, seen, "two"));
  EXPECT_EQ(now(), "two");
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms(0640));
  EXPECT_EQ(files(), 1u);
}

TEST_F(ReplacedFile, StaysWhereSomebodyElseHasChangedIt) {
  const auto seen = read_seen_file(file_)->digest();
  std::ofstream(file_) << "theirs";
  EXPECT_EQ(replace_seen_file(file_, seen, "two").error().fault, Fault::refused);
  EXPECT_EQ(now(), "theirs");
  EXPECT_EQ(files(), 1u);
}

TEST_F(ReplacedFile, IsFoundBehindALink) {
  const auto link = folder_.path() / "link.csv";
  fs::create_symlink(file_, link);
  ASSERT_TRUE(replace_seen_file(link, read_seen_file(link)->digest(), "two"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(now(), "two");
}

TEST_F(ReplacedFile, IsNotReadBeyondItsLimit) {
  EXPECT_EQ(read_seen_file(file_, 2).error().fault, Fault::over_limit);
  EXPECT_EQ(read_seen_file(folder_.path() / "none").error().fault, Fault::unavailable);
}

}  // namespace
}  // namespace candour::base
