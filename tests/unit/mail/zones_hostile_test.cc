// SPDX-License-Identifier: MPL-2.0
//
// Texts made to exhaust whoever divides them. Each must take time linear in its size: a quadratic
// step would make these tests take minutes.

#include <gtest/gtest.h>

#include <chrono>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// Generous: sanitizers and a busy machine slow things down twentyfold.
class HostileText : public testing::Test {
 protected:
  void TearDown() override {
    EXPECT_LT(std::chrono::steady_clock::now() - begin_, std::chrono::seconds(20));
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

std::size_t covered(const Body& body) {
  return body.stretches.empty() ? 0 : body.stretches.back().end;
}

TEST_F(HostileText, MayHaveManyMarkedLines) {
  const auto body = divided(repeated("> words\n", 100'000));
  EXPECT_EQ(body.stretches.size(), 1u);
  EXPECT_EQ(body.quotes.size(), 1u);
}

TEST_F(HostileText, MayHaveALineOfMarks) {
  const auto body = divided(std::string(1 << 20, '>') + " words\n");
  EXPECT_EQ(covered(body), body.text.size());
}

TEST_F(HostileText, MayHaveAMillionShortLines) {
  const auto body = divided(repeated("a\n", 1'000'000));
  EXPECT_EQ(covered(body), body.text.size());
}

TEST_F(HostileText, MayAnswerBetweenEachLine) {
  const auto body = divided(repeated("> a\nb\n", 50'000));
  EXPECT_EQ(covered(body), body.text.size());
  EXPECT_EQ(body.quotes.size(), 1'000u);
  EXPECT_EQ(body.stretches.size(), 100'000u);
}

TEST_F(HostileText, MayNestTenThousandBlockquotes) {
  const auto body =
      divided_html(repeated("<blockquote>a", 10'000) + repeated("</blockquote>", 10'000));
  EXPECT_EQ(covered(body), body.text.size());
}

TEST_F(HostileText, MayNestTenThousandMailContainers) {
  const auto body = divided_html(repeated("<div class=gmail_quote>a", 10'000));
  EXPECT_EQ(covered(body), body.text.size());
}

class RepeatedLine : public HostileText, public testing::WithParamInterface<std::string> {};

TEST_P(RepeatedLine, IsReadInLinearTime) {
  const auto body = divided(repeated(GetParam() + "\n", 100'000));
  EXPECT_EQ(covered(body), body.text.size());
}

INSTANTIATE_TEST_SUITE_P(
    Labels, RepeatedLine,
    testing::Values("From: a", "To: a;", "Subject: a", "CC:\n", "Sent: To: Cc: From: To: Cc:",
                    "From: a@b.example Sent: 3/3/2026 10:12 To: b Subject: c",
                    "On 3 Mar 2026 at 10:12", "On 3 Mar 2026 at 10:12, a@b.example",
                    ">>> Jane <a@b.example> 3/3/2026 10:12 >>>", "Jane Smith\n3/3/2026 10:12",
                    "-----Original Message-----", "________________", "Thanks,\nHelen", "-- ",
                    "confidential and intended solely", "P.S. a",
                    "1 2 3 4 5 6 7 8 9 wrote:", "From: a\nDate: Tue, 3 Mar 2026 10:12:13 +0000",
                    "On 3 Mar 2026 Jane\n\n<\n> wrote:", "> (http://a\nb)", ">\n\n>>", ": a",
                    ": a\n: a\n: a\n: a\n wrote:",
                    "> " + std::string(90, 'a') + "\n" + std::string(90, 'b')));

}  // namespace
}  // namespace candour::mail
