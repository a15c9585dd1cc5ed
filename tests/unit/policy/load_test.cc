// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include "policy/load_unjudging.h"
#include "policy/rule_ids.h"
#include "unit/policy/council_folder.h"

namespace candour::policy {
namespace {

const std::string good_policy =
    "council: {name: Eastmere Town Council, domains: [eastmere-tc.gov.uk]}\n"
    "extends: model-2026\n"
    "roster: roster.csv\n";

class Load : public CouncilFolder {};

TEST_F(Load, ReadsTheExampleCouncilWithoutANote) {
  const auto policy = policy::load(shipped.path / "examples" / "eastmere.yaml", shipped);
  ASSERT_TRUE(policy) << policy.error().detail;
  const auto& eastmere = **policy;
  EXPECT_EQ(eastmere.council, "Eastmere Town Council");
  EXPECT_EQ(eastmere.protocol, "Councillor-Officer Protocol (2026 model)");
  EXPECT_EQ(eastmere.version.size(), 12u);
  EXPECT_TRUE(eastmere.notes.empty()) << eastmere.notes.front();
  EXPECT_EQ(eastmere.roster.people().size(), 15u);
  EXPECT_EQ(eastmere.setting("silent-copy").action, Action::confirm);
  EXPECT_EQ(eastmere.setting("silent-copy").clause->section, "Correspondence");
  EXPECT_EQ(eastmere.automatic, (std::vector<std::string>{"scanner@eastmere-tc.gov.uk"}));
}

TEST_F(Load, IsTheSamePolicyWithoutPhrasesForWhoJudgesNothing) {
  const auto file = shipped.path / "examples" / "eastmere.yaml";
  const auto judging = policy::load(file, shipped), telling = load_unjudging(file, shipped);
  ASSERT_TRUE(judging && telling);
  EXPECT_EQ((*telling)->version, (*judging)->version);
  EXPECT_EQ((*telling)->phrases_digest, (*judging)->phrases_digest);
  EXPECT_EQ((*telling)->phrases, nullptr);
  EXPECT_NE((*judging)->phrases, nullptr);
  EXPECT_EQ((*telling)->setting("silent-copy").clause->section, "Correspondence");
}

TEST_F(Load, TakesFromThePackWhatTheCouncilLeavesOpen) {
  const auto policy = loaded(good_policy);
  EXPECT_EQ(policy->response_days, 10);
  EXPECT_EQ(policy->when_unchecked, WhenUnchecked::confirm);
  EXPECT_EQ(policy->rules.size(), rule_ids().size());
  EXPECT_EQ(policy->setting("obligation-in-councillor-name").action, Action::hold);
  EXPECT_EQ(policy->setting("confidential-disclosure").action_for("correspondence"),
            Action::confirm);
  EXPECT_EQ(policy->setting("confidential-disclosure").action_for("outgoing"), Action::warn);
  EXPECT_EQ(policy->parameters.official_exceptions.size(), 18u);
  EXPECT_EQ(policy->setting("no-such-rule").action, Action::off);
}

TEST_F(Load, PutsTheCouncilsWordBeforeThePacks) {
  const auto policy = loaded(good_policy +
                             "response-days: 5\n"
                             "nation: scotland\n"
                             "holidays: [2026-12-24, 29/12/2026]\n"
                             "when-unchecked: hold\n"
                             "watch: [Clerk@Eastmere-TC.gov.uk]\n"
                             "automatic: scanner@eastmere-tc.gov.uk\n"
                             "rules:\n"
                             "  over-familiar: off\n"
                             "  confidential-disclosure: {outgoing: off}\n"
                             "  official-in-councillor-name: {exceptions: [\"*@x.example\"]}\n");
  EXPECT_EQ(policy->response_days, 5);
  EXPECT_EQ(policy->nation, rules::Region::scotland);
  EXPECT_EQ(policy->closed_days.size(), 2u);
  EXPECT_EQ(policy->when_unchecked, WhenUnchecked::hold);
  EXPECT_EQ(policy->watch, (std::vector<std::string>{"clerk@eastmere-tc.gov.uk"}));
  EXPECT_EQ(policy->automatic, (std::vector<std::string>{"scanner@eastmere-tc.gov.uk"}));
  EXPECT_EQ(policy->setting("over-familiar").action, Action::off);
  const auto& disclosure = policy->setting("confidential-disclosure");
  EXPECT_EQ(disclosure.action_for("correspondence"), Action::confirm);
  EXPECT_EQ(disclosure.action_for("outgoing"), Action::off);
  EXPECT_EQ(disclosure.action, Action::confirm);
  EXPECT_EQ(policy->setting("official-in-councillor-name").action, Action::warn);
  EXPECT_EQ(policy->parameters.official_exceptions, (std::vector<std::string>{"*@x.example"}));
}

TEST_F(Load, LetsOneActionStandForAllGrades) {
  const auto policy = loaded(good_policy + "rules: {confidential-disclosure: note}\n");
  const auto& disclosure = policy->setting("confidential-disclosure");
  EXPECT_EQ(disclosure.action_for("correspondence"), Action::note);
  EXPECT_EQ(disclosure.action_for("outgoing"), Action::note);
}

TEST_F(Load, GivesNoClauseToARuleThatTheCouncilAddedItself) {
  const auto policy = loaded(
      "council: {name: Eastmere, domains: []}\n"
      "extends: hexham\n"
      "roster: roster.csv\n"
      "rules: {silent-copy: warn}\n");
  EXPECT_EQ(policy->setting("silent-copy").action, Action::warn);
  EXPECT_FALSE(policy->setting("silent-copy").clause);
}

TEST_F(Load, TellsTheFaultsOfPolicyAndRosterInOneGo) {
  write("roster.csv", "name,role,emails\nJane Smith,chait,\n");
  EXPECT_EQ(faults("council: {name: Eastmere, domain: [x.example]}\n"
                   "extends: model-2025\n"
                   "roster: roster.csv\n"
                   "rules:\n"
                   "  silent-coppy: confirm\n"
                   "  over-familiar: of\n"
                   "  need-to-know: warn\n"
                   "  need-to-know: note\n"),
            "policy.yaml:1:27: unknown key 'domain'; did you mean 'domains'?\n"
            "policy.yaml:1:10: `domains:` is missing: the council's mail domains, as "
            "[eastmere-tc.gov.uk]; [] where it has none of its own\n"
            "policy.yaml:2:10: unknown pack 'model-2025'; did you mean 'model-2026'?\n"
            "policy.yaml:5:3: unknown rule 'silent-coppy'; did you mean 'silent-copy'?\n"
            "policy.yaml:6:18: unknown action 'of'; did you mean 'off'?\n"
            "policy.yaml:8:3: the rule 'need-to-know' stands twice; keep one of them\n"
            "roster.csv:2:12: unknown role 'chait'; did you mean 'chair'?");
}

TEST_F(Load, GivesAnotherVersionWhenAnyFileChanges) {
  const auto before = loaded(good_policy)->version;
  EXPECT_EQ(loaded(good_policy)->version, before);
  EXPECT_NE(loaded(good_policy + "# changed\n")->version, before);
  write("roster.csv", "name,role,emails\nJane Smith,councillor,jane@eastmere-tc.gov.uk\n");
  EXPECT_NE(loaded(good_policy)->version, before);
}

TEST_F(Load, CarriesTheRostersNotes) {
  write("roster.csv", "name,role,emails\nSi\xe2n Rees,chair,\n");
  EXPECT_EQ(loaded(good_policy)->notes,
            (std::vector<std::string>{"roster.csv: not UTF-8, read as Windows-1252"}));
}

TEST_F(Load, NamesThePackFileWhereAPackIsFaulty) {
  write("data/packs/own.yaml",
        "document: Our protocol\n"
        "rules:\n"
        "  silent-copy: {action: confrim, section: 1, summary: x}\n"
        "  late-reply: note\n"
        "  need-to-know: {action: note, section: 1}\n");
  EXPECT_EQ(faults("council: {name: Eastmere, domains: []}\nextends: own\nroster: roster.csv\n"),
            "packs/own.yaml:3:25: unknown action 'confrim'; did you mean 'confirm'?\n"
            "packs/own.yaml:5:17: `section:` and `summary:` are expected: the clause that "
            "'need-to-know' stands on");
}

TEST_F(Load, SaysWhichFileCannotBeRead) {
  const auto none = policy::load(folder_ / "none.yaml", shipped);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, base::Fault::unavailable);
  EXPECT_NE(none.error().detail.find("none.yaml: cannot be read"), std::string::npos);

  std::filesystem::remove_all(folder_ / "data" / "packs");
  const auto no_packs = faults(good_policy);
  EXPECT_NE(no_packs.find("packs: no packs here; say with --packs"), no_packs.npos) << no_packs;

  std::filesystem::remove(folder_ / "roster.csv");
  const auto no_roster = faults(good_policy);
  EXPECT_NE(no_roster.find("policy.yaml:3:9: "), no_roster.npos) << no_roster;
  EXPECT_NE(no_roster.find("roster.csv: cannot be read"), no_roster.npos) << no_roster;
}

TEST_F(Load, RefusesAPolicyTooLargeToBeOne) {
  const auto policy = load(std::string((1u << 20) + 1, '#'));
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().fault, base::Fault::over_limit);
}

}  // namespace
}  // namespace candour::policy
