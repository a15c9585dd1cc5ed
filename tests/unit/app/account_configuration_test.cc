// SPDX-License-Identifier: MPL-2.0

#include "app/account_configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

namespace fs = std::filesystem;

class Accounts : public testing::Test {
 protected:
  std::vector<watchers::Account> read(const std::string& yaml) {
    faults_ = base::YamlFaults("candourd.yaml");
    return read_accounts(YAML::Load(yaml), folder_.path(), faults_);
  }
  std::string fault(const std::string& yaml) {
    read(yaml);
    return faults_.empty() ? "none" : faults_.error("test").detail;
  }
  support::TemporaryFolder folder_;
  base::YamlFaults faults_{""};
};

const std::string sound =
    "- server: imaps://mail.example\n  user: clerk@eastmere-tc.gov.uk\n  password-file: clerk\n";

TEST_F(Accounts, FollowAllFoldersForThirtyDaysBackUnlessToldOtherwise) {
  const auto accounts = read(sound);
  ASSERT_TRUE(faults_.empty());
  ASSERT_EQ(accounts.size(), 1u);
  EXPECT_EQ(accounts[0].server.host, "mail.example");
  EXPECT_TRUE(accounts[0].sent.followed);
  EXPECT_EQ(accounts[0].sent.name, "");
  EXPECT_EQ(accounts[0].look_back, std::chrono::days{30});
  const auto told = read(sound + "  folders: {sent: Gesendet, drafts: off}\n  look-back-days: 0\n");
  EXPECT_EQ(told[0].sent.name, "Gesendet");
  EXPECT_FALSE(told[0].drafts.followed);
  EXPECT_EQ(told[0].look_back, std::chrono::days{0});
}

TEST_F(Accounts, TellTheirOwnersByMailAndKeywordUnlessToldOtherwise) {
  const auto form = [&](const std::string& name) {
    const auto notices =
        read(sound + (name.empty() ? "" : "  notices: " + name + "\n")).front().notices;
    return std::string(notices.mail ? "mail " : "") + (notices.keyword ? "keyword" : "");
  };
  EXPECT_EQ(form(""), "mail keyword");
  EXPECT_EQ(form("both"), "mail keyword");
  EXPECT_EQ(form("mail"), "mail ");
  EXPECT_EQ(form("keyword"), "keyword");
  EXPECT_EQ(form("none"), "");
  EXPECT_EQ(fault(sound + "  notices: yes\n"),
            "candourd.yaml:4:12: mail, keyword, both or none is expected");
}

TEST_F(Accounts, ReadThePasswordAtEachLogin) {
  const auto accounts = read(sound);
  EXPECT_FALSE(accounts[0].login.secret());
  const auto file = folder_.path() / "clerk";
  std::ofstream(file) << "first\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(accounts[0].login.secret().value(), "first");
  std::ofstream(file) << "second word \nmore\n";
  EXPECT_EQ(accounts[0].login.secret().value(), "second word ");
}

TEST_F(Accounts, TakeNoPasswordThatOthersMayRead) {
  const auto accounts = read(sound);
  const auto file = folder_.path() / "clerk";
  std::ofstream(file) << "word\n";
  fs::permissions(file, fs::perms::owner_all | fs::perms::group_read);
  const auto secret = accounts[0].login.secret();
  ASSERT_FALSE(secret);
  EXPECT_NE(secret.error().detail.find("chmod 600"), std::string::npos);
}

TEST_F(Accounts, AreTheListThatIsExpected) {
  EXPECT_NE(fault("{a: b}").find("a list is expected"), std::string::npos);
  EXPECT_NE(fault("- clerk").find("`server:` and `user:`"), std::string::npos);
  EXPECT_NE(fault("- user: a\n  password-file: b").find("`server:` is missing"), std::string::npos);
  EXPECT_NE(fault("- server: imaps://a\n  password-file: b").find("`user:` is missing"),
            std::string::npos);
  EXPECT_NE(fault("- server: imaps://a\n  user: b").find("a password does not stand in this file"),
            std::string::npos);
  EXPECT_NE(fault(sound + sound).find("followed already"), std::string::npos);
}

TEST_F(Accounts, NameWhatIsWrongWithLineAndColumn) {
  EXPECT_EQ(fault("- server: imap://mail.example?tls=none\n  user: a\n  password-file: b\n"),
            "candourd.yaml:1:11: tls=none is for this machine alone");
  EXPECT_EQ(fault(sound + "  servr: x\n"),
            "candourd.yaml:4:3: unknown key 'servr'; did you mean 'server'?");
  EXPECT_EQ(fault(sound + "  renew-seconds: 1800\n"),
            "candourd.yaml:4:18: a number from 1 to 1740 is expected");
  EXPECT_EQ(fault(sound + "  folders: {inbox: off, sent: off, drafts: off}\n"),
            "candourd.yaml:4:12: all folders are off: leave the account out");
}

}  // namespace
}  // namespace candour::app
