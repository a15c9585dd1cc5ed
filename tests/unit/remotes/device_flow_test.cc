// SPDX-License-Identifier: MPL-2.0

#include "remotes/device_flow.h"

#include <gtest/gtest.h>

#include "support/fake_provider.h"

namespace candour::remotes {
namespace {

using namespace std::chrono_literals;

constexpr auto tokens =
    R"({"access_token":"a","refresh_token":"r","token_type":"Bearer","expires_in":3600})";

class DeviceFlow : public testing::Test {
 protected:
  base::Result<Tokens> wait() {
    return wait_for_consent(provider.exchange(), client, code,
                            {[this] { return now; },
                             [this](std::chrono::seconds time) {
                               slept.push_back(time);
                               now += time;
                             }});
  }
  void will_refuse(const std::string& error) {
    provider.will_answer(400, R"({"error":")" + error + R"("})");
  }

  support::FakeProvider provider;
  OAuthClient client{"https://login.example/token", "client", "", "imap offline_access"};
  DeviceCode code{"device-secret", "ABCD-EFGH", "https://login.example/device", 5s, 900s};
  base::Instant now{};
  std::vector<std::chrono::seconds> slept;
};

TEST_F(DeviceFlow, ShowsTheCodeAndTheAddress) {
  provider.will_answer(200, R"({"device_code":"d","user_code":"ABCD-EFGH","expires_in":600,
    "verification_uri":"https://login.example/device","interval":7})");
  const auto got = ask_for_device_code(provider.exchange(), "https://login.example/code", client);
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(got->user_code, "ABCD-EFGH");
  EXPECT_EQ(got->verification_uri, "https://login.example/device");
  EXPECT_EQ(got->interval, 7s);
  EXPECT_EQ(got->expires_in, 600s);
  EXPECT_EQ(provider.asked_for(0, "scope"), "imap offline_access");
}

TEST_F(DeviceFlow, TellsThatTheClientIdIsUnknown) {
  provider.will_answer(400, R"({"error":"invalid_client"})");
  const auto got = ask_for_device_code(provider.exchange(), "https://login.example/code", client);
  ASSERT_FALSE(got);
  EXPECT_NE(got.error().detail.find("does not know this client id"), std::string::npos);
}

TEST_F(DeviceFlow, ShowsNothingThatATerminalWouldObey) {
  for (const auto* bad : {R"("user_code":"\u001b[2J","verification_uri":"https://login.example/")",
                          R"("user_code":"A","verification_uri":"http://login.example/")",
                          R"("user_code":"A","verification_uri":"https://login.example/\u001b[2J")",
                          R"("user_code":"A","verification_uri":"https://bank@login.example/")"}) {
    provider.will_answer(200, R"({"device_code":"d",)" + std::string(bad) + "}");
    EXPECT_FALSE(ask_for_device_code(provider.exchange(), "https://login.example/code", client))
        << bad;
  }
}

TEST_F(DeviceFlow, AsksAtTheGivenIntervalUntilSomebodyHasSignedIn) {
  will_refuse("authorization_pending");
  will_refuse("authorization_pending");
  provider.will_answer(200, tokens);
  const auto got = wait();
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(got->refresh, "r");
  EXPECT_EQ(got->expires, now + 3600s);
  EXPECT_EQ(slept, (std::vector<std::chrono::seconds>{5s, 5s, 5s}));
  EXPECT_EQ(provider.asked_for(0, "grant_type"), "urn:ietf:params:oauth:grant-type:device_code");
  EXPECT_EQ(provider.asked_for(0, "device_code"), "device-secret");
}

TEST_F(DeviceFlow, SlowsDownForGoodWhenToldTo) {
  will_refuse("slow_down");
  will_refuse("authorization_pending");
  provider.will_answer(200, tokens);
  ASSERT_TRUE(wait());
  EXPECT_EQ(slept, (std::vector<std::chrono::seconds>{5s, 10s, 10s}));
}

TEST_F(DeviceFlow, TriesAgainMoreSlowlyWhereNobodyAnswers) {
  provider.will_be_away();
  provider.will_be_away();
  provider.will_answer(200, tokens);
  ASSERT_TRUE(wait());
  EXPECT_EQ(slept, (std::vector<std::chrono::seconds>{5s, 10s, 20s}));
}

TEST_F(DeviceFlow, EndsWhenTheCodeHasRunOut) {
  for (int i = 0; i < 1'000; ++i) will_refuse("authorization_pending");
  const auto got = wait();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().fault, base::Fault::refused);
  EXPECT_EQ(provider.asked.size(), 180u);
}

TEST_F(DeviceFlow, SaysWhySomebodyWasNotLetIn) {
  will_refuse("access_denied");
  EXPECT_NE(wait().error().detail.find("said no"), std::string::npos);
  will_refuse("expired_token");
  EXPECT_NE(wait().error().detail.find("the code ran out"), std::string::npos);
}

}  // namespace
}  // namespace candour::remotes
