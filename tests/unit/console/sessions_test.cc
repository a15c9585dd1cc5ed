// SPDX-License-Identifier: MPL-2.0

#include "console/sessions.h"

#include <gtest/gtest.h>

namespace candour::console {
namespace {

using namespace std::chrono_literals;

class SessionsTest : public testing::Test {
 protected:
  std::string signed_in() { return sessions_.enter(sessions_.make_link({"helen"}), "").value(); }

  base::Instant now_ = base::now();
  Sessions sessions_{[this] { return now_; }};
};

TEST_F(SessionsTest, BeginWithALinkThatIsGoodOnce) {
  const auto link = sessions_.make_link({"helen"});
  const auto session = sessions_.enter(link, "");
  ASSERT_TRUE(session);
  EXPECT_EQ(sessions_.find(*session)->name, "helen");
  EXPECT_FALSE(sessions_.enter(link, ""));
  EXPECT_TRUE(sessions_.find(*session));
}

TEST_F(SessionsTest, BeginWithNoLinkThatNobodyMade) {
  EXPECT_FALSE(sessions_.enter("", ""));
  EXPECT_FALSE(sessions_.enter(std::string(32, '0'), ""));
  EXPECT_FALSE(sessions_.find(""));
}

TEST_F(SessionsTest, BeginWithinTwoMinutes) {
  const auto in_time = sessions_.make_link({"helen"}), late = sessions_.make_link({"helen"});
  now_ += 119s;
  EXPECT_TRUE(sessions_.enter(in_time, ""));
  now_ += 1s;
  EXPECT_FALSE(sessions_.enter(late, ""));
}

TEST_F(SessionsTest, BeginUnderANewIdAndEndTheFormer) {
  const auto former = signed_in();
  const auto session = sessions_.enter(sessions_.make_link({"tom"}), former);
  ASSERT_TRUE(session);
  EXPECT_NE(*session, former);
  EXPECT_FALSE(sessions_.find(former));
}

TEST_F(SessionsTest, NeverTakeAnIdThatTheBrowserBrought) {
  const std::string planted(64, 'a');
  const auto session = sessions_.enter(sessions_.make_link({"helen"}), planted);
  EXPECT_NE(session, planted);
  EXPECT_FALSE(sessions_.find(planted));
}

TEST_F(SessionsTest, EndAfterAnHourWithoutASign) {
  const auto session = signed_in();
  now_ += 59min;
  EXPECT_TRUE(sessions_.find(session));
  now_ += 59min;
  EXPECT_TRUE(sessions_.find(session));
  now_ += 60min;
  EXPECT_FALSE(sessions_.find(session));
}

TEST_F(SessionsTest, EndAfterTwelveHoursHoweverBusy) {
  const auto session = signed_in();
  for (int i = 0; i < 23; ++i) {
    now_ += 30min;
    EXPECT_TRUE(sessions_.find(session));
  }
  now_ += 30min;
  EXPECT_FALSE(sessions_.find(session));
}

TEST_F(SessionsTest, EndByLeaving) {
  const auto session = signed_in();
  sessions_.leave(session);
  EXPECT_FALSE(sessions_.find(session));
}

TEST_F(SessionsTest, HaveTokensOfTheirOwn) {
  const auto one = signed_in(), another = signed_in();
  EXPECT_EQ(sessions_.form_token(one), sessions_.form_token(one));
  EXPECT_NE(sessions_.form_token(one), sessions_.form_token(another));
  EXPECT_NE(sessions_.form_token(one), Sessions().form_token(one));
}

TEST_F(SessionsTest, KeepTheNewestLinksWhereManyAreAskedFor) {
  const auto first = sessions_.make_link({"helen"});
  now_ += 1ms;
  std::string last;
  for (int i = 0; i < 100; ++i) last = sessions_.make_link({"helen"});
  EXPECT_FALSE(sessions_.enter(first, ""));
  EXPECT_TRUE(sessions_.enter(last, ""));
}

}  // namespace
}  // namespace candour::console
