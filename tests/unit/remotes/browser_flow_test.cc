// SPDX-License-Identifier: MPL-2.0

#include "remotes/browser_flow.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "remotes/loopback_listener.h"
#include "remotes/pkce.h"
#include "support/fake_provider.h"

namespace candour::remotes {
namespace {

using namespace std::chrono_literals;

const BrowserAttempt attempt{"the-state", "the-verifier", "http://127.0.0.1:4711/"};
const OAuthClient client{"https://login.example/token", "client", "not-so-secret", "mail"};

TEST(CodeChallenge, IsThatOfRfc7636AppendixB) {
  EXPECT_EQ(code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(CodeVerifier, IsNewEachTimeAndOfTheLengthThatRfc7636Asks) {
  const auto verifier = new_code_verifier();
  EXPECT_GE(verifier.size(), 43u);
  EXPECT_LE(verifier.size(), 128u);
  EXPECT_NE(verifier, new_code_verifier());
}

TEST(AuthorizationUrl, AsksWithStateAndChallengeAndKeepsTheVerifier) {
  const auto url =
      authorization_url("https://login.example/auth", client, attempt, "a+b@c.example");
  const auto query = parse_form(url.substr(url.find('?') + 1));
  EXPECT_EQ(value_of(query, "state"), "the-state");
  EXPECT_EQ(value_of(query, "code_challenge"), code_challenge("the-verifier"));
  EXPECT_EQ(value_of(query, "code_challenge_method"), "S256");
  EXPECT_EQ(value_of(query, "redirect_uri"), "http://127.0.0.1:4711/");
  EXPECT_EQ(value_of(query, "login_hint"), "a+b@c.example");
  EXPECT_EQ(url.find("the-verifier"), std::string::npos);
  EXPECT_EQ(url.find("not-so-secret"), std::string::npos);
}

TEST(Redirect, BringsTheCode) {
  const auto got = read_redirect("GET /?state=the-state&code=4%2F0Ab HTTP/1.1\r\n\r\n", attempt);
  EXPECT_EQ(got.kind, Redirected::Kind::code);
  EXPECT_EQ(got.code, "4/0Ab");
}

TEST(Redirect, BringsARefusal) {
  const auto got = read_redirect("GET /?error=access_denied&state=the-state HTTP/1.1\r\n", attempt);
  EXPECT_EQ(got.kind, Redirected::Kind::refusal);
  EXPECT_EQ(got.refusal.code, "access_denied");
}

TEST(Redirect, WithAnotherStateIsForged) {
  for (const auto* request :
       {"GET /?code=x&state=the-statf HTTP/1.1\r\n", "GET /?code=x&state= HTTP/1.1\r\n",
        "GET /?code=x HTTP/1.1\r\n", "GET /?error=access_denied&state=other HTTP/1.1\r\n"})
    EXPECT_EQ(read_redirect(request, attempt).kind, Redirected::Kind::forged) << request;
}

TEST(Redirect, IsNothingElse) {
  for (const auto* request :
       {"", "GET", "GET / HTTP/1.1\r\n", "GET /favicon.ico HTTP/1.1\r\n",
        "POST /?code=x&state=the-state HTTP/1.1\r\n", "GET /?code=&state=the-state HTTP/1.1\r\n",
        "GET /?code=a%0Ab&state=the-state HTTP/1.1\r\n"})
    EXPECT_EQ(read_redirect(request, attempt).kind, Redirected::Kind::unrelated) << request;
}

TEST(Redirect, IsRedeemedWithTheVerifier) {
  support::FakeProvider provider;
  provider.will_answer(200, R"({"access_token":"a","refresh_token":"r","token_type":"Bearer"})");
  const auto tokens = redeem_code(provider.exchange(), client, attempt, "the-code", {});
  ASSERT_TRUE(tokens) << tokens.error().detail;
  EXPECT_EQ(tokens->refresh, "r");
  EXPECT_EQ(provider.asked_for(0, "code_verifier"), "the-verifier");
  EXPECT_EQ(provider.asked_for(0, "redirect_uri"), "http://127.0.0.1:4711/");
  EXPECT_EQ(provider.asked_for(0, "client_secret"), "not-so-secret");
}

// Sends a request to the listener's port and returns the answer.
std::string visit(const std::string& redirect_uri, const std::string& target) {
  const auto port = std::stoi(redirect_uri.substr(redirect_uri.rfind(':') + 1));
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer(4'096, '\0');
  ssize_t size = 0;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0) {
    const auto request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0)
      size = ::recv(socket, answer.data(), answer.size(), MSG_WAITALL);
  }
  ::close(socket);
  answer.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return answer;
}

TEST(LoopbackListener, TakesTheCodeAndTurnsAwayWhatComesBefore) {
  auto listener = LoopbackListener::open();
  ASSERT_TRUE(listener) << listener.error().detail;
  const auto uri = listener->redirect_uri();
  std::string favicon, forged, right;
  std::thread browser([&] {
    favicon = visit(uri, "/favicon.ico");
    forged = visit(uri, "/?code=stolen&state=other");
    right = visit(uri, "/?code=mine&state=the-state");
  });
  const auto code = listener->wait_for_code(attempt, 20s);
  browser.join();
  ASSERT_TRUE(code) << code.error().detail;
  EXPECT_EQ(*code, "mine");
  EXPECT_TRUE(favicon.starts_with("HTTP/1.1 404")) << favicon;
  EXPECT_TRUE(forged.starts_with("HTTP/1.1 400")) << forged;
  EXPECT_TRUE(right.starts_with("HTTP/1.1 200")) << right;
}

TEST(LoopbackListener, SaysThatAStateWasWrongWhereNoRightOneCame) {
  auto listener = LoopbackListener::open();
  ASSERT_TRUE(listener);
  std::thread browser([&] { visit(listener->redirect_uri(), "/?code=stolen&state=other"); });
  const auto code = listener->wait_for_code(attempt, 1s);
  browser.join();
  ASSERT_FALSE(code);
  EXPECT_NE(code.error().detail.find("its state was wrong"), std::string::npos);
}

}  // namespace
}  // namespace candour::remotes
