// SPDX-License-Identifier: MPL-2.0
//
// The tables of clauses beside the packs: what they must hold, and what they say of each pack.

#include "policy/clauses.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "support/temporary_folder.h"

namespace candour::policy {
namespace {

const DataFolder shipped{source_folder() + "/policies"};

/// Loaded once: each load compiles all phrases.
std::shared_ptr<const Policy> council_with(const std::string& pack) {
  static std::map<std::string, std::shared_ptr<const Policy>> loaded;
  auto& policy = loaded[pack];
  if (policy) return policy;
  const support::TemporaryFolder folder;
  std::ofstream(folder.path() / "roster.csv") << "name,role,emails\n";
  std::ofstream(folder.path() / "policy.yaml")
      << "council: {name: Eastmere Town Council, domains: [eastmere-tc.gov.uk]}\n"
      << "extends: " << pack << "\nroster: roster.csv\n";
  return policy = load(folder.path() / "policy.yaml", shipped).value();
}

class ShippedTable : public testing::TestWithParam<std::string> {};

TEST_P(ShippedTable, StandsBesideItsPackUnderItsTitle) {
  const auto table = load_clauses(GetParam(), shipped);
  ASSERT_TRUE(table) << table.error().detail;
  EXPECT_EQ(table->document, council_with(GetParam())->protocol);
}

TEST_P(ShippedTable, NamesOnlyRulesThatAreOnInThePack) {
  const auto pack = council_with(GetParam());
  for (const auto& clause : load_clauses(GetParam(), shipped).value().clauses)
    for (const auto& rule : clause.kept_by)
      EXPECT_NE(pack->setting(rule).action, Action::off) << clause.section << ": " << rule;
}

TEST_P(ShippedTable, HasEverySectionThatARuleOfThePackStandsOn) {
  const auto clauses = load_clauses(GetParam(), shipped).value().clauses;
  for (const auto& [rule, setting] : council_with(GetParam())->rules) {
    if (!setting.clause) continue;
    const bool found = std::any_of(clauses.begin(), clauses.end(), [&](const auto& clause) {
      return clause.section == setting.clause->section &&
             std::find(clause.kept_by.begin(), clause.kept_by.end(), rule) != clause.kept_by.end();
    });
    EXPECT_TRUE(found) << rule << " stands on " << setting.clause->section;
  }
}

TEST_P(ShippedTable, SaysEachThingOnce) {
  const auto clauses = load_clauses(GetParam(), shipped).value().clauses;
  for (std::size_t i = 0; i < clauses.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(clauses[i].section == clauses[j].section && clauses[i].asks == clauses[j].asks)
          << clauses[i].asks;
}

INSTANTIATE_TEST_SUITE_P(Of, ShippedTable, testing::ValuesIn(pack_names(shipped)),
                         [](const auto& row) {
                           std::string name = row.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

bool leaves_to_people(const std::string& pack, std::string_view section, std::string_view words) {
  const auto clauses = load_clauses(pack, shipped).value().clauses;
  return std::any_of(clauses.begin(), clauses.end(), [&](const ProtocolClause& clause) {
    return clause.section == section && clause.asks.find(words) != std::string::npos &&
           clause.kept_by.empty() && !clause.why_not.empty();
  });
}

TEST(ShippedTable, SaysWhatNoProgramCanKeep) {
  EXPECT_TRUE(leaves_to_people("leigh-on-sea-2023", "4.3", "no recommendations"));
  EXPECT_TRUE(leaves_to_people("model-2026", "Press and Media", "code of practice on publicity"));
  EXPECT_TRUE(leaves_to_people("model-2026", "Press and Media", "pre-election period"));
}

class OwnPack : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(folder_.path() / "packs");
    write("own.yaml", "document: Own\nrules: {}\n");
  }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_.path() / "packs" / name) << text;
  }

  base::Error fault(const std::string& pack = "own") const {
    const auto table = load_clauses(pack, {folder_.path()});
    return table ? base::Error{} : table.error();
  }

  std::string fault_in(std::string_view yaml) const {
    write("own.clauses.yaml", yaml);
    return fault().detail;
  }

  support::TemporaryFolder folder_;
};

TEST_F(OwnPack, FailsWithoutATable) {
  EXPECT_EQ(fault().fault, base::Fault::unavailable);
  EXPECT_NE(fault().detail.find("own.clauses.yaml"), std::string::npos) << fault().detail;
}

TEST_F(OwnPack, IsNotItsTable) {
  write("own.clauses.yaml", "document: Own\n");
  EXPECT_EQ(pack_names({folder_.path()}), std::vector<std::string>{"own"});
}

TEST_F(OwnPack, ThatIsMisspeltIsGuessed) {
  EXPECT_EQ(fault("owns").detail, "unknown pack 'owns'; did you mean 'own'?");
  EXPECT_EQ(fault("something-else").detail, "unknown pack 'something-else'; there are own");
}

TEST_F(OwnPack, NeedsARuleOrAReasonForEachClause) {
  EXPECT_EQ(fault_in("document: Own\nclauses:\n  - section: '1'\n    asks: something\n"),
            "packs/own.clauses.yaml:3:5: `kept-by:` with rules or `why-not:` with the reason is "
            "expected");
}

TEST_F(OwnPack, HasFaultsToldWithTheirPlace) {
  EXPECT_EQ(fault_in("document: Own\nclauses:\n"
                     "  - {section: '1', asks: x, kept-by: [silent-coppy]}\n"
                     "  - {section: '2', ask: y, why-not: z}\n"),
            "packs/own.clauses.yaml:3:39: unknown rule 'silent-coppy'; did you mean "
            "'silent-copy'?\n"
            "packs/own.clauses.yaml:4:20: unknown key 'ask'; did you mean 'asks'?\n"
            "packs/own.clauses.yaml:4:5: `asks:` is missing");
  EXPECT_EQ(fault_in("document: Own\n"),
            "packs/own.clauses.yaml:1:1: `clauses:` is missing: a list of what the protocol asks");
}

}  // namespace
}  // namespace candour::policy
