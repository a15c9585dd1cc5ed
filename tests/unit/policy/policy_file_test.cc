// SPDX-License-Identifier: MPL-2.0

//
// What a policy file may get wrong, and what the admin is told.

#include "unit/policy/council_folder.h"

namespace candour::policy {
namespace {

std::string with_good_head(std::string_view rest) {
  return "council: {name: Eastmere, domains: [eastmere-tc.gov.uk]}\nextends: hexham\n"
         "roster: roster.csv\n" +
         std::string(rest);
}

struct Faulty {
  std::string_view yaml, fault;
};
std::ostream& operator<<(std::ostream& out, const Faulty& faulty) {
  return out << faulty.fault;
}

class PolicyFault : public CouncilFolder, public testing::WithParamInterface<Faulty> {};
TEST_P(PolicyFault, IsToldWithItsPlaceAndHowToMendIt) {
  EXPECT_EQ(faults(with_good_head(GetParam().yaml)), GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(
    PolicyFile, PolicyFault,
    testing::Values(
        Faulty{"", ""}, Faulty{"rules:\nwatch:\n", ""},
        Faulty{"rules:\n  late-reply: \"off\"\n", ""},
        Faulty{"rules:\n  late-reply: off # bare\n", ""},
        Faulty{"respons-days: 10\n",
               "policy.yaml:4:1: unknown key 'respons-days'; did you mean 'response-days'?"},
        Faulty{"response-days: ten\n",
               "policy.yaml:4:16: a number of working days from 1 to 366 is expected"},
        Faulty{"response-days: 0\n",
               "policy.yaml:4:16: a number of working days from 1 to 366 is expected"},
        Faulty{"nation: walles\n",
               "policy.yaml:4:9: unknown part of the United Kingdom 'walles'; did you mean "
               "'wales'?"},
        Faulty{"holidays: [Christmas Eve]\n",
               "policy.yaml:4:12: 'Christmas Eve' is no day; write it as 2026-12-24 or "
               "24/12/2026"},
        Faulty{"when-unchecked: confrim\n",
               "policy.yaml:4:17: unknown way to treat what is unchecked 'confrim'; did you "
               "mean 'confirm'?"},
        Faulty{"watch: [clerk]\n",
               "policy.yaml:4:9: 'clerk' is no address; write it as clerk@eastmere-tc.gov.uk"},
        Faulty{"automatic:\n  - a: b\n", "policy.yaml:5:5: a single value is expected"},
        Faulty{"rules: strict\n",
               "policy.yaml:4:8: rules and their actions are expected, as `silent-copy: warn`"},
        Faulty{"rules:\n  silent-copy:\n",
               "policy.yaml:5:3: an action is missing here, one of off, note, warn, confirm, hold, "
               "block"},
        Faulty{"rules:\n  silent-copy: {acton: warn}\n",
               "policy.yaml:5:17: unknown key 'acton'; did you mean 'action'?"},
        Faulty{"rules:\n  silent-copy: {action: warn, action: note}\n",
               "policy.yaml:5:31: the key 'action' stands twice; keep one of them"},
        Faulty{"rules:\n  silent-copy: {action: {outgoing: warn}}\n",
               "policy.yaml:5:25: 'silent-copy' has no grades; write one action"},
        Faulty{"rules:\n  confidential-disclosure: {outgoing: warn, corespondence: warn}\n",
               "policy.yaml:5:45: unknown key 'corespondence'; did you mean 'correspondence'?"},
        Faulty{"rules:\n  official-in-councillor-name: {exceptions: [parliament.uk]}\n",
               "policy.yaml:5:46: 'parliament.uk' is no address; write name@domain, or "
               "\"*@domain\" for a whole domain"},
        Faulty{"roster: other.csv\n",
               "policy.yaml:4:1: the key 'roster' stands twice; keep one of them"}));

class PolicyFile : public CouncilFolder {};

TEST_F(PolicyFile, SaysWhatIsMissing) {
  const auto told = faults("response-days: 10\n");
  for (const auto* what : {"`council:` with", "`extends:` is missing", "`roster:` is missing"})
    EXPECT_NE(told.find(what), told.npos) << told;
}

TEST_F(PolicyFile, RefusesADomainThatEverybodyHasAnAddressIn) {
  const auto told = faults(
      "council: {name: E, domains: [gmail.com, \"*@x.example\"]}\n"
      "extends: hexham\nroster: r.csv\n");
  EXPECT_NE(told.find("policy.yaml:1:30: 'gmail.com' is not the council's own"), told.npos) << told;
  EXPECT_NE(told.find("policy.yaml:1:41: '*@x.example' is no mail domain"), told.npos) << told;
}

TEST_F(PolicyFile, IsRefusedWhereItIsNoYamlText) {
  EXPECT_EQ(faults(""), "policy.yaml: the file is empty");
  EXPECT_EQ(faults("# nothing\n"), "policy.yaml: the file is empty");
  EXPECT_EQ(faults(std::string_view("a\0b", 3)),
            "policy.yaml: not UTF-8 text; save it as UTF-8 in a text editor");
  EXPECT_EQ(faults("name: Caf\xe9\n"),
            "policy.yaml: not UTF-8 text; save it as UTF-8 in a text editor");
  EXPECT_NE(faults("council: [\n").find("policy.yaml:2:1: not YAML"), std::string::npos);
  EXPECT_NE(faults("- a\n").find("policy.yaml:1:1: keys and values are expected"),
            std::string::npos);
  EXPECT_NE(
      faults("a: b\n---\nc: d\n").find("policy.yaml:2:1: the document ends before this place"),
      std::string::npos);
}

// yaml-cpp 0.7 never comes back from LoadAll() here, and Load() drops what follows.
TEST_F(PolicyFile, IsRefusedWhereAStrayMarkCutsItShort) {
  for (const auto* yaml : {", a\nrules:\n", "] b\n", "}\n", "council: {name: E}\n, c\nrules: {}\n",
                           "council: {name: E}\n]\nrules: {}\n"})
    EXPECT_NE(faults(yaml).find("policy.yaml:"), std::string::npos) << yaml;
}

TEST_F(PolicyFile, CostsNothingWhereAliasesMultiply) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string previous = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + previous + ", " +
            previous + ", " + previous + "]\n";
  }
  EXPECT_NE(faults(bomb + "watch: *a39\n").find("too many aliases"), std::string::npos);
}

TEST_F(PolicyFile, SurvivesNestingOfAnyDepth) {
  EXPECT_NE(faults(std::string(500'000, '[')), "");
  EXPECT_NE(faults(std::string(200'000, '{')), "");
}

}  // namespace
}  // namespace candour::policy
