// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_gate.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

const std::string token(64, 'a');

HouseRules rules() {
  return {{"candour.eastmere-tc.gov.uk"},
          {"moz-extension://0b1c"},
          std::make_shared<AccessToken>(token),
          990,
          991};
}

Knock by_token(std::string_view host = "127.0.0.1:8425", std::string_view authorization = "") {
  static const std::string right = "Bearer " + token;
  Knock request;
  request.hosts = {host};
  request.authorization = authorization.empty() ? std::string_view(right) : authorization;
  return request;
}

Knock by_peer(Peer peer) {
  Knock request;
  request.hosts = {"localhost"};
  request.peer = std::move(peer);
  return request;
}

/// 200, or the status of the answer at the door.
unsigned status(const Knock& request, const HouseRules& by = rules()) {
  const auto known = knock(by, request);
  if (const auto* away = std::get_if<TurnedAway>(&known)) return away->answer.status;
  return 200;
}

std::string caller(const Knock& request) {
  return std::get<LetIn>(knock(rules(), request)).caller;
}

TEST(Gate, LetsInWhoHasTheToken) {
  EXPECT_EQ(caller(by_token()), "token");
  EXPECT_EQ(status(by_token("localhost", "bearer " + token)), 200u);
}

TEST(Gate, AsksForTheToken) {
  for (const std::string_view authorization : {"Basic Zm9v", "Bearer", "Bearer ", "Token abc"}) {
    const auto known = knock(rules(), by_token("localhost", authorization));
    const auto& away = std::get<TurnedAway>(known);
    EXPECT_EQ(away.answer.status, 401u) << authorization;
    EXPECT_FALSE(away.guessed) << authorization;
    EXPECT_EQ(away.answer.headers.front().first, "WWW-Authenticate");
  }
}

TEST(Gate, KnowsAGuess) {
  for (const std::string& guess : {std::string("b"), std::string(64, 'b'), token + "a"}) {
    const auto known = knock(rules(), by_token("localhost", "Bearer " + guess));
    EXPECT_TRUE(std::get<TurnedAway>(known).guessed) << guess;
  }
}

TEST(Gate, LetsNobodyInWhereThereIsNoToken) {
  auto closed = rules();
  closed.token = nullptr;
  EXPECT_EQ(status(by_token(), closed), 401u);
}

TEST(Gate, LetsTheGroupTheDaemonAndRootInOverTheSocket) {
  EXPECT_EQ(caller(by_peer({1000, {1000, 27, 991}})), "uid 1000");
  EXPECT_EQ(caller(by_peer({990, {990}})), "uid 990");
  EXPECT_EQ(caller(by_peer({0, {0}})), "uid 0");
  EXPECT_EQ(status(by_peer({1001, {1001}})), 403u);
}

TEST(Gate, LetsNoGroupInWhereTheMachineHasNone) {
  auto without = rules();
  without.group.reset();
  EXPECT_EQ(status(by_peer({1000, {991}}), without), 403u);
}

TEST(Gate, AnswersUnderItsOwnNamesAlone) {
  for (const auto* host : {"localhost", "localhost:8425", "LOCALHOST", "127.0.0.1", "[::1]:8425",
                           "candour.eastmere-tc.gov.uk:8425"})
    EXPECT_EQ(status(by_token(host)), 200u) << host;
  for (const auto* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                           "127.0.0.2", "eastmere-tc.gov.uk", "", "localhost:x", "[::1"})
    EXPECT_EQ(status(by_token(host)), 403u) << host;
}

TEST(Gate, WantsOneHost) {
  auto request = by_token();
  request.hosts = {};
  EXPECT_EQ(status(request), 400u);
  request.hosts = {"localhost", "evil.example"};
  EXPECT_EQ(status(request), 400u);
}

TEST(Gate, AnswersNoPageAndTheConfiguredPluginAlone) {
  auto request = by_token();
  request.origin = "moz-extension://0b1c";
  EXPECT_EQ(status(request), 200u);
  for (const auto* origin : {"null", "", "http://localhost:8425", "https://evil.example",
                             "moz-extension://0b1d", "moz-extension://0b1c.evil.example"}) {
    request.origin = origin;
    EXPECT_EQ(status(request), 403u) << origin;
  }
}

TEST(Gate, AnswersAnyAddOnWhereTheAdminSaysSo) {
  auto all = rules();
  all.origins = {"moz-extension://*"};
  auto request = by_token();
  request.origin = "moz-extension://any-id";
  EXPECT_EQ(status(request, all), 200u);
  for (const auto* origin : {"https://evil.example", "null", "*", "http://moz-extension//x"}) {
    request.origin = origin;
    EXPECT_EQ(status(request, all), 403u) << origin;
  }
}

TEST(Gate, AnswersNoPageOverTheSocketEither) {
  auto request = by_peer({0, {0}});
  request.origin = "https://evil.example";
  EXPECT_EQ(status(request), 403u);
}

TEST(Gate, LetsAnybodySeeTheFiguresWhereTheAdminSaysSo) {
  auto open = rules();
  open.figures_for_all = true;
  auto request = by_token();
  request.authorization = {};
  EXPECT_EQ(status(request, open), 401u);
  request.for_figures = true;
  EXPECT_EQ(status(request), 401u);
  EXPECT_EQ(status(request, open), 200u);
  request.origin = "https://a-page.example";
  EXPECT_EQ(status(request, open), 403u);
  request.origin.reset();
  request.hosts = {"rebound.example"};
  EXPECT_EQ(status(request, open), 403u);
}

}  // namespace
}  // namespace candour::listeners
