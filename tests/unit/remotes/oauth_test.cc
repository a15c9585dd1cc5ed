// SPDX-License-Identifier: MPL-2.0

#include "remotes/oauth.h"

#include <gtest/gtest.h>

namespace candour::remotes {
namespace {

using namespace std::chrono_literals;

const base::Instant noon = base::Day(2026y / 7 / 20) + 12h;
const Form refresh{{"grant_type", "refresh_token"}, {"refresh_token", "refresh-secret"}};

base::Result<TokenAnswer> read(long status, std::string body) {
  return read_token_answer({status, std::move(body)}, refresh, noon);
}

TEST(TokenAnswer, HoldsTheTokensAndWhenTheyEnd) {
  const auto answer = read(
      200, R"({"access_token":"a","refresh_token":"r","token_type":"Bearer","expires_in":3599})");
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(answer->tokens.access, "a");
  EXPECT_EQ(answer->tokens.refresh, "r");
  EXPECT_EQ(answer->tokens.expires, noon + 3599s);
  EXPECT_EQ(answer->refusal.code, "");
}

TEST(TokenAnswer, TakesALifetimeWrittenAsTextAndBoundsAbsurdOnes) {
  const auto lifetime = [](const std::string& seconds) {
    const auto answer =
        read(200, R"({"access_token":"a","token_type":"bearer","expires_in":)" + seconds + "}");
    return answer->tokens.expires - noon;
  };
  EXPECT_EQ(lifetime("\"3600\""), 3600s);
  EXPECT_EQ(lifetime("-5"), 0s);
  EXPECT_EQ(lifetime("9223372036854775807"), 24h * 90);
  EXPECT_EQ(lifetime("null"), 300s);
}

TEST(TokenAnswer, SaysInPlainWordsThatConsentHasEnded) {
  const auto answer = read(400, R"({"error":"invalid_grant","error_description":"AADSTS50173"})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->refusal.code, "invalid_grant");
  EXPECT_NE(answer->refusal.in_words.find("consent for this account has ended"), std::string::npos);
  EXPECT_NE(answer->refusal.in_words.find("AADSTS50173"), std::string::npos);
}

TEST(TokenAnswer, NeverRepeatsASecretThatTheProviderRepeats) {
  const auto answer =
      read(400, R"({"error":"invalid_grant","error_description":"no such token: refresh-secret"})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->refusal.in_words.find("refresh-secret"), std::string::npos);
}

TEST(TokenAnswer, ShowsNoControlCharactersOfAProvider) {
  const auto answer = read(400, R"({"error":"\u001b[2J","error_description":"\u001b[31mred"})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->refusal.in_words.find('\x1b'), std::string::npos);
}

TEST(TokenAnswer, IsTriedAgainLaterWhereTheProviderIsBusy) {
  for (const auto* body : {"<html>busy</html>", R"({"error":"temporarily_unavailable"})"}) {
    const auto answer = read(503, body);
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(answer.error().fault, base::Fault::unavailable);
  }
}

class UnreadableTokenAnswer : public testing::TestWithParam<const char*> {};

TEST_P(UnreadableTokenAnswer, IsAnErrorThatDoesNotQuoteIt) {
  const auto answer = read(200, GetParam());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().fault, base::Fault::malformed);
  EXPECT_EQ(answer.error().detail.find("secret"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    All, UnreadableTokenAnswer,
    testing::Values("", "[]", "secret", "{\"access_token\":", R"({"token_type":"Bearer"})",
                    R"({"access_token":"a secret","token_type":"Bearer"})",
                    R"({"access_token":"secret\r\nA1 LOGOUT","token_type":"Bearer"})",
                    R"({"access_token":"secret","token_type":"mac"})",
                    R"({"access_token":7,"token_type":"Bearer"})",
                    R"({"access_token":"secret","refresh_token":"a b","token_type":"Bearer"})"));

}  // namespace
}  // namespace candour::remotes
