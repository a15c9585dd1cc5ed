// SPDX-License-Identifier: MPL-2.0

#include "app/replies_command.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/configuration.h"
#include "stores/sqlite.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

namespace candour::app {
namespace {

using namespace std::chrono_literals;

class Replies : public testing::Test {
 protected:
  Replies() {
    const std::filesystem::path policies = source_folder() + "/policies";
    std::filesystem::create_directories(folder_.path() / "data");
    std::ofstream(config_) << "policy: " << (policies / "examples/eastmere.yaml").string()
                           << "\npacks: " << policies.string() << "\ndata: ./data\n";
  }
  void put(const std::string& key, const std::string& kind, base::Instant time,
           stores::Direction direction = stores::Direction::received) const {
    stores::LetterRow row;
    row.key = key + std::string(64 - key.size(), '0');
    row.time = time;
    row.direction = direction;
    row.kind = kind;
    row.asker = "resident";
    row.mailbox = "clerk@eastmere-tc.gov.uk";
    row.people_keys = {"tom"};
    row.thread_keys = {direction == stores::Direction::received ? row.key
                                                                : "a" + std::string(63, '0')};
    const auto ledger = stores::open_sqlite(folder_.path() / "data" / ledger_file_name);
    ASSERT_TRUE((*ledger)->put_letter(row));
  }
  std::string run(RepliesOptions options = {}) {
    options.config = config_;
    options.clock = [this] { return now_; };
    std::ostringstream out;
    complaints_.str("");
    status_ = options.how.empty() ? list_replies(options, out, complaints_)
                                  : close_reply(options, out, complaints_);
    return out.str();
  }

  const support::TemporaryFolder folder_;
  const std::filesystem::path config_ = folder_.path() / "candourd.yaml";
  const base::Instant monday_ = base::Instant{*base::parse_day("2026-07-06")} + 9h;
  base::Instant now_ = monday_ + 24h;
  std::ostringstream complaints_;
  int status_ = 0;
};

TEST_F(Replies, ShowWhatWaitsAndHowLongThereIs) {
  put("a", "enquiry", monday_);
  EXPECT_EQ(run(),
            "2026-07-06 10:00  enquiry from a resident to clerk@eastmere-tc.gov.uk  [a0000000]\n"
            "    9 working days left (by 2026-07-20)\n"
            "1 letter, 1 without an answer yet, 0 not answered in time\n")
      << complaints_.str();
}

TEST_F(Replies, ShowWhatIsLate) {
  put("a", "complaint", monday_);
  now_ = monday_ + 15 * 24h;
  const auto shown = run();
  EXPECT_NE(shown.find("LATE, 1 working day over (by 2026-07-20)"), std::string::npos) << shown;
}

TEST_F(Replies, CountARequestUnderTheActByItsOwnDays) {
  put("a", "information", monday_);
  RepliesOptions json;
  json.json = true;
  const auto shown = run(json);
  EXPECT_NE(shown.find(R"("kind":"information request","state":"open")"), std::string::npos);
  EXPECT_NE(shown.find(R"("last_day":"2026-08-05")"), std::string::npos) << shown;
}

TEST_F(Replies, OfAMonthAreThoseReceivedInIt) {
  put("a", "enquiry", monday_);
  put("b", "answer", monday_ + 2h, stores::Direction::sent);
  put("c", "enquiry", monday_ - 14 * 24h);
  RepliesOptions options;
  options.month = "2026-07";
  const auto july = run(options);
  EXPECT_NE(july.find("answered 2026-07-06 12:00"), std::string::npos) << july;
  EXPECT_EQ(july.find("c0000000"), std::string::npos) << july;
  options.month = "July";
  run(options);
  EXPECT_EQ(status_, 2);
  EXPECT_NE(complaints_.str().find("not a month; write 2026-07"), std::string::npos);
}

TEST_F(Replies, AreClosedByATelephoneCall) {
  put("a", "enquiry", monday_);
  RepliesOptions close;
  close.how = "phone";
  close.id = "b";
  run(close);
  EXPECT_EQ(status_, 2);
  close.id = "a000";
  close.on = "2026-07-06";
  EXPECT_EQ(run(close), "The enquiry of 2026-07-06 10:00 counts as answered (phone).\n")
      << complaints_.str();
  EXPECT_EQ(run(), "Nothing to list.\n");
}

}  // namespace
}  // namespace candour::app
