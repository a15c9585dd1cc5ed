// SPDX-License-Identifier: MPL-2.0

#include "app/http_access.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

namespace fs = std::filesystem;

class TokenFileTest : public testing::Test {
 protected:
  void write(std::string_view content, fs::perms mode = fs::perms::owner_read) {
    std::ofstream(file_) << content;
    fs::permissions(file_, mode);
  }

  support::TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "token";
};

TEST_F(TokenFileTest, IsMadeWhereItIsMissing) {
  const auto made = read_or_make_token(file_);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->size(), 64u);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(*read_or_make_token(file_), *made);
}

TEST_F(TokenFileTest, MayNotBeReadByOthers) {
  write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::group_read);
  const auto token = read_or_make_token(file_);
  ASSERT_FALSE(token);
  EXPECT_NE(token.error().detail.find("chmod 600"), std::string::npos);
}

TEST_F(TokenFileTest, HoldsATokenOfSomeLength) {
  for (const auto& content : {std::string(), std::string("short"), std::string(40, ' '),
                              std::string(20, 'a') + " " + std::string(20, 'b')}) {
    write(content, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(read_or_make_token(file_)) << content;
  }
}

TEST_F(TokenFileTest, IsNotMadeInAFolderThatIsNotThere) {
  EXPECT_FALSE(read_or_make_token(folder_.path() / "missing" / "token"));
}

TEST_F(TokenFileTest, ThatIsChangedGivesItsNewTokenOnce) {
  write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::owner_write);
  auto opened = TokenFile::open(file_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->token(), std::string(64, 'a'));
  EXPECT_FALSE(opened->changed());
  write(std::string(65, 'b'));
  EXPECT_EQ(opened->changed(), std::string(65, 'b'));
  EXPECT_FALSE(opened->changed());
}

TEST_F(TokenFileTest, ThatOthersMayReadChangesNothingUntilItIsMended) {
  write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::owner_write);
  auto opened = TokenFile::open(file_);
  ASSERT_TRUE(opened);
  write(std::string(65, 'b'), fs::perms::owner_all | fs::perms::others_read);
  EXPECT_FALSE(opened->changed());
  EXPECT_EQ(opened->token(), std::string(64, 'a'));
  fs::permissions(file_, fs::perms::owner_read);
  EXPECT_EQ(opened->changed(), std::string(65, 'b'));
}

TEST_F(TokenFileTest, ThatWasTakenAwayIsMadeAnewWithAnotherToken) {
  auto opened = TokenFile::open(file_);
  ASSERT_TRUE(opened);
  const auto first = opened->token();
  fs::remove(file_);
  const auto second = opened->changed();
  ASSERT_TRUE(second);
  EXPECT_NE(*second, first);
}

}  // namespace
}  // namespace candour::app
