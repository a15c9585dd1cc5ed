// SPDX-License-Identifier: MPL-2.0

#include "app/mail_files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

class ReadMessages : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    const auto file = folder_.path() / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  support::TemporaryFolder folder_;
};

TEST_F(ReadMessages, FindsTheEmlFilesOfAFolderByName) {
  write("b.eml", "Subject: b");
  write("a.EML", "Subject: a");
  write("notes.txt", "no mail");
  const auto messages = read_messages(folder_.path());
  ASSERT_TRUE(messages);
  EXPECT_EQ(*messages, (std::vector<std::string>{"Subject: a", "Subject: b"}));
}

TEST_F(ReadMessages, FindsNewAndReadMailOfAMaildir) {
  write("cur/1:2,S", "Subject: read");
  write("new/2", "Subject: new");
  write("tmp/3", "Subject: half written");
  EXPECT_EQ(read_messages(folder_.path())->size(), 2u);
}

TEST_F(ReadMessages, SaysWhichFileIsMissing) {
  const auto messages = read_messages(folder_.path() / "gone.eml");
  ASSERT_FALSE(messages);
  EXPECT_NE(messages.error().detail.find("gone.eml"), std::string::npos);
}

}  // namespace
}  // namespace candour::app
