// SPDX-License-Identifier: MPL-2.0

#include "mail/stored_mail.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::mail {
namespace {

class StoredMails : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const auto file = folder_.path() / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  std::vector<std::string> all(const std::filesystem::path& path) const {
    StoredMail mail;
    const auto added = mail.add(path);
    if (!added) return {"error: " + added.error().detail};
    return all(mail);
  }

  static std::vector<std::string> all(const StoredMail& mail) {
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < mail.size(); ++i) messages.push_back(mail.read(i).value());
    return messages;
  }

  support::TemporaryFolder folder_;
};

using Messages = std::vector<std::string>;

TEST_F(StoredMails, OfAFileThatIsNoMboxAreOne) {
  EXPECT_EQ(all(write("a.eml", "Subject: one\n\nFrom here on\n")).size(), 1u);
}

TEST_F(StoredMails, BeginAtFromLinesAfterABlankLine) {
  const Messages expected{"Subject: one\n\ntext\nFrom the text itself\n\n",
                          "Subject: two\n\nFrom quoted\n>From twice\n> From not\n"};
  const std::string mbox =
      "From clerk Mon Jul 20 2026\nSubject: one\n\ntext\nFrom the text itself\n\n"
      "From clerk Tue Jul 21 2026\nSubject: two\n\n>From quoted\n>>From twice\n> From not\n";
  EXPECT_EQ(all(write("sent", mbox)), expected);
  StoredMail uploaded;
  ASSERT_TRUE(uploaded.add_text(mbox));
  EXPECT_EQ(all(uploaded), expected);
}

TEST_F(StoredMails, MayEndWithoutALineEnd) {
  EXPECT_EQ(all(write("sent", "From clerk\nSubject: x")), (Messages{"Subject: x"}));
}

TEST_F(StoredMails, AreFoundAcrossTheBlocksThatAreReadAtOnce) {
  std::string mbox;
  for (int i = 0; i < 3; ++i)
    mbox += "From clerk\r\nSubject: x\r\n\r\n" + std::string((1u << 20) - 30 + i, 'x') + "\r\n\r\n";
  const auto messages = all(write("sent", mbox));
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(messages[2].substr(0, 10), "Subject: x");
  EXPECT_EQ(messages[1].size(), (1u << 20) - 30 + 1 + 18);
}

TEST_F(StoredMails, OfAMaildirAreNewAndReadOnes) {
  write("cur/1:2,S", "Subject: read");
  write("new/2", "Subject: new");
  write("tmp/3", "Subject: half written");
  EXPECT_EQ(all(folder_.path()), (Messages{"Subject: read", "Subject: new"}));
}

TEST_F(StoredMails, OfAFolderAreTheEmlFiles) {
  write("b.eml", "Subject: b");
  write("a.EML", "Subject: a");
  write("notes.txt", "no mail");
  EXPECT_EQ(all(folder_.path()), (Messages{"Subject: a", "Subject: b"}));
}

TEST_F(StoredMails, ThatWereFetchedLieInAFileWithoutAName) {
  StoredMail mail;
  ASSERT_TRUE(mail.add_message("Subject: one\r\n\r\n>From kept as it came\r\n", folder_.path()));
  ASSERT_TRUE(mail.add_message("Subject: two", folder_.path()));
  EXPECT_EQ(all(mail), (Messages{"Subject: one\r\n\r\n>From kept as it came\r\n", "Subject: two"}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(StoredMails, SayWhichFileIsMissing) {
  EXPECT_NE(all(folder_.path() / "gone.eml").at(0).find("gone.eml: cannot be read"),
            std::string::npos);
}

}  // namespace
}  // namespace candour::mail
