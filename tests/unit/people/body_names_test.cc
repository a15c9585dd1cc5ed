// SPDX-License-Identifier: MPL-2.0

#include "people/body_names.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace candour::people {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Name {
  std::string_view roster, text;
};
std::ostream& operator<<(std::ostream& out, const Name& name) {
  return out << name.text << " for " << name.roster;
}

class BodyNames : public testing::TestWithParam<Name> {};

TEST_P(BodyNames, HaveWhatPeopleCallACommittee) {
  EXPECT_TRUE(has(names_of_body(GetParam().roster), GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Committees, BodyNames,
    testing::Values(Name{"Planning", "planning"}, Name{"Planning Committee", "planning"},
                    Name{"Events Working Group", "events"}, Name{"Cynllunio", "planning"},
                    Name{"Planning", "cynllunio"}, Name{"Pwyllgor Cyllid", "finance"},
                    Name{"Staffing", "personnel"}, Name{"Open Spaces", "mannau agored"},
                    Name{"Finance & General Purposes", "finance and general purposes"},
                    Name{"Finance and General Purposes", "finance & general purposes"},
                    Name{"Finance and General Purposes Committee", "f&gp"}));

TEST(BodyNames, BeginWithWhatTheRosterCallsIt) {
  EXPECT_EQ(names_of_body("Personnel Committee").front(), "personnel");
}

TEST(BodyNames, TellWhetherANameSaysWhatItIs) {
  EXPECT_TRUE(says_its_kind("Planning Committee"));
  EXPECT_TRUE(says_its_kind("Pwyllgor Cynllunio"));
  EXPECT_FALSE(says_its_kind("Planning"));
}

TEST(GroupNames, HaveShortAndWelshForms) {
  EXPECT_TRUE(has(names_of_group("Liberal Democrat"), "lib dems"));
  EXPECT_TRUE(has(names_of_group("Conservative Group"), "conservatives"));
  EXPECT_TRUE(has(names_of_group("Labour Party"), "llafur"));
  EXPECT_TRUE(has(names_of_group("Eastmere First"), "eastmere first"));
}

TEST(PoliticalGroup, IsWhatCouncillorsStandTogetherAs) {
  for (const auto* group : {"Labour", "Conservative Group", "Plaid Cymru", "Ashfield Independents",
                            "Residents' Association"})
    EXPECT_TRUE(is_political_group(group)) << group;
  for (const auto* none : {"", "Independent", "IND", "Ind.", "Independent Group", "Annibynnol",
                           "Non-aligned", "No group", "Ungrouped", "None", "N/A", "-"})
    EXPECT_FALSE(is_political_group(none)) << none;
}

}  // namespace
}  // namespace candour::people
