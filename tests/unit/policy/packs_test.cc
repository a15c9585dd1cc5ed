// SPDX-License-Identifier: MPL-2.0
//
// The shipped packs give each rule the action and the clause that the table here says.

#include <array>
#include <map>

#include "policy/rule_ids.h"
#include "policy/rule_settings.h"
#include "policy/yaml_text.h"
#include "unit/policy/council_folder.h"

namespace candour::policy {
namespace {

constexpr std::array<std::string_view, 5> packs{"model-2026", "leigh-on-sea-2023", "broseley-2018",
                                                "relations-2024", "hexham"};

// What a pack alone makes of a policy.
const Policy& shipped_pack(std::string_view name) {
  static std::map<std::string, Policy, std::less<>> read;
  if (const auto found = read.find(name); found != read.end()) return found->second;
  auto& policy = read[std::string(name)];
  const auto file = shipped.path / "packs" / (std::string(name) + ".yaml");
  base::YamlFaults faults(file.filename().string());
  const auto root = parse_yaml(read_file(file, 1u << 20).value(), faults);
  if (root) {
    policy.protocol = text_of((*root)["document"], faults);
    read_rules((*root)["rules"], Origin::pack, policy.protocol, faults, policy);
  }
  if (!faults.empty()) throw std::invalid_argument(faults.error("test").detail);
  return policy;
}

// "confirm, Correspondence"; a graded rule as "warn/note, Expectations".
std::string setting_of(const Policy& pack, std::string_view rule) {
  const auto& setting = pack.setting(rule);
  std::string text(name_of(setting.action));
  if (!setting.by_grade.empty())
    text = std::string(name_of(setting.action_for("correspondence"))) + "/" +
           std::string(name_of(setting.action_for("outgoing")));
  return setting.clause ? text + ", " + setting.clause->section : text;
}

// A rule, then its setting in each pack, in the order above.
using Line = std::array<std::string_view, 6>;
class ShippedPacks : public testing::TestWithParam<Line> {};

TEST_P(ShippedPacks, HoldTheActionsAndClausesOfTheContract) {
  for (std::size_t i = 0; i < packs.size(); ++i)
    EXPECT_EQ(setting_of(shipped_pack(packs[i]), GetParam()[0]), GetParam()[i + 1])
        << GetParam()[0] << " in " << packs[i];
}

INSTANTIATE_TEST_SUITE_P(
    Contract, ShippedPacks,
    testing::Values(
        Line{"silent-copy", "confirm, Correspondence", "confirm, §6", "off", "off", "off"},
        Line{"copied-correspondence", "confirm, Correspondence", "confirm, §6", "off", "off",
             "off"},
        Line{"confidential-disclosure", "confirm/warn, Correspondence", "confirm/warn, §6",
             "warn/note, Expectations", "warn/note, Expectations", "warn/note, 3.1(h)"},
        Line{"confidential-without-reason", "note, Correspondence", "note, §6", "off", "off",
             "off"},
        Line{"obligation-in-councillor-name", "hold, Correspondence", "hold, §6", "off", "off",
             "off"},
        Line{"official-in-councillor-name", "warn, Correspondence", "warn, §6", "off", "off",
             "off"},
        Line{"unequal-circulation", "warn, Councillors", "warn, 2.2", "warn, Councillors",
             "warn, Councillors", "warn, 2.2"},
        Line{"one-group-advice", "warn, Expectations", "warn, 4.4", "note, General Principles",
             "note, General Principles", "note, 3.1(a)"},
        Line{"need-to-know", "note, Access to information", "note, §5", "off", "off", "off"},
        Line{"conduct-remark", "warn, The Relationship", "warn, 2.5", "note, Expectations",
             "note, Expectations", "note, 3.1(j)"},
        Line{"over-familiar", "note, Background", "note, §1", "note, Aim", "note, Aim", "off"},
        Line{"political-opinion", "warn, Press and Media", "off", "off", "off", "off"},
        Line{"press-release-unapproved", "confirm, Press and Media", "off", "off", "off", "off"},
        Line{"late-reply", "note, Expectations", "note, 3.1", "note, Expectations",
             "note, Expectations", "note, 3.1(d)"}));

TEST(ShippedPack, GivesEachClauseItsDocumentAndASummary) {
  for (const auto name : packs) {
    const auto& pack = shipped_pack(name);
    EXPECT_EQ(pack.rules.size(), rule_ids().size()) << name;
    for (const auto& [rule, setting] : pack.rules) {
      EXPECT_LT(setting.action, Action::block) << name;
      EXPECT_EQ(setting.clause.has_value(), setting.action != Action::off) << name << " " << rule;
      if (!setting.clause) continue;
      EXPECT_EQ(setting.clause->document, pack.protocol);
      EXPECT_FALSE(setting.clause->summary.empty()) << name << " " << rule;
    }
  }
}

TEST(ShippedPack, ExceptsMinistersAndDepartmentsButNoCouncilsAndNoPolice) {
  for (const auto name : packs) {
    const auto& exceptions = shipped_pack(name).parameters.official_exceptions;
    const auto excepted = [&](std::string_view address) {
      return std::any_of(exceptions.begin(), exceptions.end(), [&](const auto& pattern) {
        return rules::matches_pattern(pattern, address);
      });
    };
    for (const auto* address :
         {"a.member@parliament.uk", "x@office.parliament.uk", "x@senedd.wales", "x@gov.wales",
          "correspondence@levellingup.gov.uk", "x@environment-agency.gov.uk", "x@dft.gov.uk"})
      EXPECT_TRUE(excepted(address)) << address;
    for (const auto* address : {"clerk@westmere-tc.gov.uk", "x@dorset.police.uk", "x@gov.uk"})
      EXPECT_FALSE(excepted(address)) << address;
  }
}

}  // namespace
}  // namespace candour::policy
