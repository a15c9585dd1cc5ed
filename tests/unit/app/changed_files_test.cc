// SPDX-License-Identifier: MPL-2.0

#include "app/changed_files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

class ChangedFilesTest : public testing::Test {
 protected:
  ChangedFilesTest() { write("one\n"); }
  void write(std::string_view text) const { std::ofstream(file_) << text; }

  support::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "policy.yaml";
};

TEST_F(ChangedFilesTest, TellsOfAFileOnceItIsLeftAlone) {
  ChangedFiles files({file_});
  EXPECT_FALSE(files.settled());
  write("longer\n");
  EXPECT_FALSE(files.settled());
  EXPECT_TRUE(files.settled());
  EXPECT_FALSE(files.settled());
}

TEST_F(ChangedFilesTest, WaitsWhileItIsStillBeingWritten) {
  ChangedFiles files({file_});
  for (const auto* text : {"a long\n", "a longer\n", "a longer one\n"}) {
    write(text);
    EXPECT_FALSE(files.settled());
  }
  EXPECT_TRUE(files.settled());
}

TEST_F(ChangedFilesTest, SeesAFileThatAnEditorPutInItsPlace) {
  ChangedFiles files({file_});
  std::ofstream(folder_.path() / "new") << "one\n";
  std::filesystem::rename(folder_.path() / "new", file_);
  EXPECT_FALSE(files.settled());
  EXPECT_TRUE(files.settled());
}

TEST_F(ChangedFilesTest, SeesAFileThatGoesAndComesBack) {
  ChangedFiles files({file_});
  std::filesystem::remove(file_);
  EXPECT_FALSE(files.settled());
  EXPECT_TRUE(files.settled());
  write("back\n");
  EXPECT_FALSE(files.settled());
  EXPECT_TRUE(files.settled());
}

TEST_F(ChangedFilesTest, SaysNothingOfAChangeThatWasTakenBack) {
  ChangedFiles files({file_});
  const auto kept = folder_.path() / "kept";
  std::filesystem::rename(file_, kept);
  EXPECT_FALSE(files.settled());
  std::filesystem::rename(kept, file_);
  EXPECT_FALSE(files.settled());
  EXPECT_FALSE(files.settled());
}

}  // namespace
}  // namespace candour::app
