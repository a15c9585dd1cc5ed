// SPDX-License-Identifier: MPL-2.0

#include "base/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::base {
namespace {

namespace fs = std::filesystem;

class PrivateFile : public testing::Test {
 protected:
  unsigned mode_of(const fs::path& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
  }

  support::TemporaryFolder folder;
  const fs::path file = folder.path() / "secret";
};

TEST_F(PrivateFile, IsReadAsItWasWrittenAndItsOwnersAlone) {
  ASSERT_TRUE(write_private_file(file, "one"));
  ASSERT_TRUE(write_private_file(file, "two"));
  EXPECT_EQ(read_private_file(file).value(), "two");
  EXPECT_EQ(mode_of(file), 0600u);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "nothing is left over";
}

TEST_F(PrivateFile, TakesAwayTheRightsThatAnOldOneGave) {
  std::ofstream(file) << "old";
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  ASSERT_TRUE(write_private_file(file, "new"));
  EXPECT_EQ(mode_of(file), 0600u);
}

TEST_F(PrivateFile, ReplacesALinkAndNotWhatItPointsTo) {
  const auto other = folder.path() / "other";
  std::ofstream(other) << "untouched";
  fs::create_symlink(other, file);
  ASSERT_TRUE(write_private_file(file, "secret"));
  EXPECT_FALSE(fs::is_symlink(file));
  EXPECT_EQ(fs::file_size(other), 9u);
}

TEST_F(PrivateFile, IsRefusedWhereOthersCanReadIt) {
  for (const mode_t mode : {0640u, 0604u, 0620u, 0601u}) {
    ASSERT_TRUE(write_private_file(file, "secret"));
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    const auto read = read_private_file(file);
    ASSERT_FALSE(read) << mode;
    EXPECT_EQ(read.error().fault, Fault::malformed);
    EXPECT_EQ(read.error().detail.find(": secret"), std::string::npos);
  }
}

TEST_F(PrivateFile, IsNoPipeNoFolderAndNoHugeFile) {
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_EQ(read_private_file(file).error().fault, Fault::malformed);
  EXPECT_EQ(read_private_file(folder.path()).error().fault, Fault::malformed);
  ASSERT_TRUE(write_private_file(file, std::string(65'537, 'x')));
  EXPECT_EQ(read_private_file(file).error().fault, Fault::malformed);
}

TEST_F(PrivateFile, ThatCannotBeWrittenLeavesTheOldOne) {
  EXPECT_EQ(write_private_file(folder.path() / "gone" / "secret", "x").error().fault,
            Fault::unavailable);
  EXPECT_EQ(read_private_file(file).error().fault, Fault::unavailable);
}

TEST_F(PrivateFile, LiesInAFolderThatOthersMayNotEnter) {
  ASSERT_TRUE(make_private_folder(folder.path() / "data" / "accounts"));
  ASSERT_TRUE(make_private_folder(folder.path() / "data" / "accounts"));
  EXPECT_EQ(mode_of(folder.path() / "data" / "accounts"), 0700u);
}

}  // namespace
}  // namespace candour::base
