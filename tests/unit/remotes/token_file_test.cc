// SPDX-License-Identifier: MPL-2.0

#include "remotes/token_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/private_file.h"
#include "support/fake_provider.h"
#include "support/temporary_folder.h"

namespace candour::remotes {
namespace {

using namespace std::chrono_literals;

constexpr auto rotated =
    R"({"access_token":"new-access","refresh_token":"new-refresh","token_type":"Bearer","expires_in":3600})";

class Token : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_grant(file, {"clerk@eastmere-tc.gov.uk",
                                   "microsoft-365",
                                   {"https://login.example/token", "client", "", "imap"},
                                   "",
                                   {"old-access", "old-refresh", noon + 1h}}));
  }
  base::Result<std::string> token_at(base::Instant time) {
    const TokenFile tokens(
        file, [time] { return time; }, [this](const auto&) { return provider.exchange(); });
    return tokens.access_token();
  }

  const base::Instant noon = base::Day(2026y / 7 / 20) + 12h;
  support::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "clerk.token";
  support::FakeProvider provider;
};

TEST_F(Token, IsGivenWithoutAskingWhileItIsGood) {
  EXPECT_EQ(token_at(noon).value(), "old-access");
  EXPECT_EQ(token_at(noon + 54min).value(), "old-access");
  EXPECT_TRUE(provider.asked.empty());
}

TEST_F(Token, IsRefreshedBeforeItEndsAndTheNewRefreshTokenIsKept) {
  provider.will_answer(200, rotated);
  EXPECT_EQ(token_at(noon + 56min).value(), "new-access");
  EXPECT_EQ(provider.asked_for(0, "grant_type"), "refresh_token");
  EXPECT_EQ(provider.asked_for(0, "refresh_token"), "old-refresh");
  EXPECT_EQ(provider.asked_for(0, "client_id"), "client");
  const auto grant = read_grant(file).value();
  EXPECT_EQ(grant.tokens.refresh, "new-refresh");
  EXPECT_EQ(grant.tokens.expires, noon + 56min + 1h);
  EXPECT_EQ(grant.account, "clerk@eastmere-tc.gov.uk");
}

TEST_F(Token, KeepsTheOldRefreshTokenWhereNoNewOneCame) {
  provider.will_answer(200, R"({"access_token":"new-access","token_type":"Bearer"})");
  EXPECT_EQ(token_at(noon + 2h).value(), "new-access");
  EXPECT_EQ(read_grant(file).value().tokens.refresh, "old-refresh");
}

TEST_F(Token, IsGivenToItsEndWhereTheProviderIsAway) {
  provider.will_be_away();
  EXPECT_EQ(token_at(noon + 58min).value(), "old-access");
  provider.will_be_away();
  EXPECT_EQ(token_at(noon + 61min).error().fault, base::Fault::unavailable);
}

TEST_F(Token, SaysWhatToDoWhenConsentWasWithdrawn) {
  provider.will_answer(400, R"({"error":"invalid_grant"})");
  const auto token = token_at(noon + 2h);
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().fault, base::Fault::refused);
  EXPECT_NE(token.error().detail.find("candour account add clerk@eastmere-tc.gov.uk"),
            std::string::npos);
  EXPECT_EQ(read_grant(file).value().tokens.refresh, "old-refresh");
}

TEST_F(Token, FileIsItsOwnersAlone) {
  struct stat found {};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST_F(Token, FileIsRefusedWhereOthersCanReadIt) {
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  const auto token = token_at(noon);
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().fault, base::Fault::malformed);
  EXPECT_NE(token.error().detail.find("chmod 600"), std::string::npos);
}

TEST_F(Token, FileThatIsNoneIsAnErrorWithoutItsContent) {
  for (const auto* content : {"", "old-refresh", "{}", R"({"refresh_token":"old-refresh"})"}) {
    ASSERT_TRUE(base::write_private_file(file, content));
    const auto token = token_at(noon);
    ASSERT_FALSE(token) << content;
    EXPECT_EQ(token.error().detail.find("old-refresh"), std::string::npos);
  }
}

}  // namespace
}  // namespace candour::remotes
