// SPDX-License-Identifier: MPL-2.0

#include "app/account_progress.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace candour::app {
namespace {

boost::json::object status_with(std::string_view folders) {
  return boost::json::parse(R"({"accounts":[{"account":"clerk@a.example","folders":[)" +
                            std::string(folders) + "]}]}")
      .as_object();
}

TEST(AccountProgress, ShowsAFolderThatIsLookedThroughAsABar) {
  const auto status = status_with(R"({"role":"inbox","state":"following","done":9,"of":9},)"
                                  R"({"role":"sent","state":"looking","done":12500,"of":50000})");
  EXPECT_EQ(progress_text(status),
            "clerk@a.example\n"
            "  inbox  followed\n"
            "  sent   looking back [######..................] 25 %, 12,500 of 50,000\n");
  EXPECT_TRUE(is_under_way(status));
}

TEST(AccountProgress, ShowsABarWhereNothingIsKnownYet) {
  const auto status = status_with(R"({"role":"sent","state":"looking","done":0,"of":0})");
  EXPECT_NE(progress_text(status).find("0 %, 0 of 0"), std::string::npos);
}

TEST(AccountProgress, EndsWhereAServerIsAwayOrAFolderMissing) {
  const auto status = status_with(R"({"role":"sent","state":"away","done":0,"of":0},)"
                                  R"({"role":"drafts","state":"missing","done":0,"of":0})");
  EXPECT_FALSE(is_under_way(status));
  EXPECT_NE(progress_text(status).find("the server is away"), std::string::npos);
  EXPECT_NE(progress_text(status).find("no such folder"), std::string::npos);
}

TEST(AccountProgress, SaysWhereNoMailboxIsFollowed) {
  EXPECT_EQ(progress_text(boost::json::parse(R"({"accounts":[]})").as_object()),
            "candourd follows no mailbox.\n");
}

}  // namespace
}  // namespace candour::app
