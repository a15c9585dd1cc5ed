// SPDX-License-Identifier: MPL-2.0

#include "app/findings_command.h"

#include <gtest/gtest.h>

#include <sstream>

#include "stores/sqlite.h"
#include "support/temporary_folder.h"

namespace candour::app {
namespace {

class ListFindings : public testing::Test {
 protected:
  void record(const std::string& id, base::Instant time) const {
    stores::DecisionRow row;
    row.id = id;
    row.time = time;
    row.sender_name = "Helen Ward";
    row.verdict = "confirm";
    row.visible_keys = {"key"};
    row.findings = {{"confidential-disclosure", "outgoing", "confirm", {std::string(64, 'a')}, {}}};
    const auto ledger = stores::open_sqlite(folder_.path() / "ledger.sqlite");
    ASSERT_TRUE((*ledger)->record_decision(row));
  }
  std::string listed(FindingsOptions options = {}) {
    options.ledger = folder_.path();
    std::ostringstream out;
    status_ = list_findings(options, out, complaints_);
    return out.str();
  }
  const support::TemporaryFolder folder_;
  std::ostringstream complaints_;
  int status_ = 0;
};

TEST_F(ListFindings, ShowsAnOutsiderByTheBeginningOfHisDigest) {
  record("one", base::now());
  const auto list = listed();
  EXPECT_NE(list.find("pending  Helen Ward, 1 recipient, confirm"), std::string::npos) << list;
  EXPECT_NE(list.find("an outsider (aaaaaaaa)"), std::string::npos) << list;
}

TEST_F(ListFindings, CallsAnOutcomeThatNeverCameUnknown) {
  record("one", base::now() - std::chrono::hours{1});
  EXPECT_NE(listed().find("unknown  Helen Ward"), std::string::npos);
}

TEST_F(ListFindings, ShowsMailThatNobodyLookedAt) {
  record("one", base::now());
  const auto ledger = stores::open_sqlite(folder_.path() / "ledger.sqlite");
  ASSERT_TRUE((*ledger)->record_unchecked({base::now(), "Helen Ward", "s", "m", "away", "uid 1"}));
  const auto list = listed();
  EXPECT_NE(list.find("sent unchecked  Helen Ward: candourd was not there"), std::string::npos);
  FindingsOptions options;
  options.json = true;
  EXPECT_NE(listed(options).find(R"("unchecked_because":"away")"), std::string::npos);
  options.rule = "confidential-disclosure";
  EXPECT_EQ(listed(options).find("unchecked_because"), std::string::npos)
      << "it belongs to no rule";
}

TEST_F(ListFindings, TakesWholeDays) {
  record("one", base::Instant{*base::parse_day("2026-07-20") + std::chrono::hours{23}});
  FindingsOptions options;
  options.since = "20/07/2026";
  options.until = "2026-07-20";
  EXPECT_NE(listed(options).find("[one]"), std::string::npos);
  options.since = "2026-07-21";
  options.until = "";
  EXPECT_EQ(listed(options), "Nothing to list.\n");
}

TEST_F(ListFindings, SaysHowADayIsWritten) {
  record("one", base::now());
  FindingsOptions options;
  options.since = "yesterday";
  listed(options);
  EXPECT_EQ(status_, 2);
  EXPECT_NE(complaints_.str().find("write 2026-07-20 or 20/07/2026"), std::string::npos);
}

TEST_F(ListFindings, SaysThatThereIsNoLedgerYet) {
  listed();
  EXPECT_EQ(status_, 2);
  EXPECT_NE(complaints_.str().find("there is no ledger yet"), std::string::npos);
}

}  // namespace
}  // namespace candour::app
