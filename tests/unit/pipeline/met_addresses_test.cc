// SPDX-License-Identifier: MPL-2.0

#include "pipeline/met_addresses.h"

#include <gtest/gtest.h>

namespace candour::pipeline {
namespace {

using std::chrono::minutes;

class MetAddressesTest : public testing::Test {
 protected:
  static people::Roster roster(std::string_view more_of_jane = "") {
    const auto file = people::read_roster(
                          "name,role,emails\nJane Smith,chair,jane.smith@"
                          "council.example" +
                              std::string(more_of_jane) + "\n",
                          "roster.csv")
                          .value();
    return people::Roster(file.people, file.lists, {"council.example"});
  }
  static base::Instant at(int minute) { return base::Instant{minutes{29'000'000 + minute}}; }

  void meet(std::vector<mail::Address> from, int minute = 0) {
    mail::Headers headers;
    headers.from = std::move(from);
    met_.note(headers, roster_, at(minute));
  }
  std::vector<MetAddress> list(const people::Roster& by) const {
    return met_.list(by, std::chrono::floor<std::chrono::days>(at(0)));
  }

  const people::Roster roster_ = roster();
  MetAddresses met_;
};

TEST_F(MetAddressesTest, ProposesWhoBearsACouncillorsNameInAnyField) {
  mail::Headers headers;
  headers.to = {{"Cllr Jane Smith", "js77@home.example"}};
  headers.cc = {{"", "jane.smith@other.example"}, {"Tom Baker", "tom@resident.example"}};
  met_.note(headers, roster_, at(0));
  const auto met = list(roster_);
  ASSERT_EQ(met.size(), 2u);
  for (const auto& each : met) EXPECT_EQ(each.proposal.councillor, "Jane Smith");
}

TEST_F(MetAddressesTest, KnowsAnAddressOnceAndWhenItCameLast) {
  meet({{"Jane Smith", "js77@home.example"}}, 5);
  meet({{"Jane Smith", "JS77@Home.example"}}, 9);
  meet({{"Jane Smith", "js77@home.example"}}, 7);
  ASSERT_EQ(list(roster_).size(), 1u);
  EXPECT_EQ(list(roster_)[0].last, at(9));
  EXPECT_EQ(list(roster_)[0].proposal.address, "JS77@Home.example");
}

TEST_F(MetAddressesTest, ProposesNoMoreWhatTheRosterHasMeanwhile) {
  meet({{"Jane Smith", "js77@home.example"}});
  EXPECT_TRUE(list(roster("; js77@home.example")).empty());
  EXPECT_EQ(list(roster_).size(), 1u);
}

TEST_F(MetAddressesTest, ForgetsTheOldestOfTooMany) {
  for (int i = 0; i < 230; ++i)
    meet({{"Jane Smith", "j" + std::to_string(i) + "@home.example"}}, i);
  const auto met = list(roster_);
  ASSERT_EQ(met.size(), 200u);
  EXPECT_EQ(met.front().proposal.address, "j229@home.example");
  EXPECT_EQ(met.back().proposal.address, "j30@home.example");
}

TEST_F(MetAddressesTest, LooksAtSoManyAddressesOfAMailAndAtNoEndlessName) {
  std::vector<mail::Address> many(50, {"Tom Baker", "tom@resident.example"});
  many.push_back({"Jane Smith", "late@home.example"});
  meet(many);
  meet({{"Jane Smith" + std::string(400, ' '), "long@home.example"}});
  EXPECT_TRUE(list(roster_).empty());
}

}  // namespace
}  // namespace candour::pipeline
