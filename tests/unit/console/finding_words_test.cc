// SPDX-License-Identifier: MPL-2.0
//
// The words of a finding in the console, shown once somebody asks.

#include <gtest/gtest.h>

#include "unit/console/console_fixture.h"

namespace candour::console {
namespace {

class FindingWords : public ConsoleTest {
 protected:
  FindingWords() {
    auto row = decision("00112233445566aa", now_);
    row.message_key = "key";
    row.findings = {{"over-familiar", "", "note", {"Jane Smith"}, {{"text", "1", 11, 8}}}};
    EXPECT_TRUE(ledger_->record_decision(row));
  }
  Answer ask() { return send("/finding-words", "finding=00112233445566aa.0"); }
};

TEST_F(FindingWords, AreShownOnceAskedFor) {
  std::string asked;
  find_ = [&](const std::string& key) {
    asked = key;
    return std::optional<std::string>("Subject: x\r\n\r\nDear Bob,\r\n\r\n<i>The plot\r\n");
  };
  EXPECT_TRUE(says(open("GET", "/findings/00112233445566aa.0"), "Show the words"));
  EXPECT_EQ(asked, "");
  EXPECT_TRUE(says(ask(), "<q><bdi>&lt;i&gt;The p</bdi></q>"));
  EXPECT_EQ(asked, "key");
}

TEST_F(FindingWords, AreMissedInWords) {
  EXPECT_TRUE(says(ask(), "not (or no longer) in the folders"));
  find_ = [](const std::string&) -> base::Result<std::optional<std::string>> {
    return base::Error{base::Fault::refused, "test", "no mailbox is followed."};
  };
  EXPECT_TRUE(says(ask(), "no mailbox is followed"));
  find_ = [](const std::string&) -> base::Result<std::optional<std::string>> {
    return base::Error{base::Fault::unavailable, "test", "secret detail"};
  };
  EXPECT_TRUE(says(ask(), "cannot be looked through now"));
  EXPECT_FALSE(says(ask(), "secret detail"));
}

TEST_F(FindingWords, CannotBeFoundOfAMailWithoutAMessageId) {
  auto row = decision("00112233445566bb", now_);
  ASSERT_TRUE(ledger_->record_decision(row));
  EXPECT_TRUE(says(send("/finding-words", "finding=00112233445566bb.0"), "had no Message-ID"));
}

}  // namespace
}  // namespace candour::console
