// SPDX-License-Identifier: MPL-2.0

#include "policy/differences.h"

#include "council_folder.h"
#include "policy/faults.h"

namespace candour::policy {
namespace {

constexpr std::string_view plain =
    "council: {name: Eastmere Town Council, domains: [eastmere-tc.gov.uk]}\n"
    "extends: model-2026\nroster: roster.csv\n";

class Differences : public CouncilFolder {
 protected:
  std::vector<Difference> between(std::string_view before, std::string_view after) {
    const auto first = loaded(std::string(plain) + std::string(before));
    return differences(*first, *loaded(std::string(plain) + std::string(after)));
  }
};

TEST_F(Differences, AreNoneWhereOnlyCommentsAndOrderChanged) {
  EXPECT_TRUE(between("rules: {silent-copy: warn, over-familiar: note}\n",
                      "# why\nrules:\n  over-familiar: note # so\n  silent-copy: warn\n")
                  .empty());
}

TEST_F(Differences, TellALooserRuleInWords) {
  const auto found = between("rules: {silent-copy: confirm}\n", "rules: {silent-copy: warn}\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].about, "silent-copy");
  EXPECT_EQ(found[0].turn, Turn::looser);
  EXPECT_EQ(found[0].words,
            "silent-copy: mail that it finds: goes, with a warning; until now: asks first.");
}

TEST_F(Differences, TellOfEachGradeByItself) {
  const auto found =
      between("rules: {confidential-disclosure: {correspondence: confirm, outgoing: warn}}\n",
              "rules: {confidential-disclosure: {correspondence: confirm, outgoing: block}}\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].grade, "outgoing");
  EXPECT_EQ(found[0].turn, Turn::stricter);
}

TEST_F(Differences, TellOfOneActionInThePlaceOfTwo) {
  const auto found =
      between("rules: {confidential-disclosure: {correspondence: confirm, outgoing: warn}}\n",
              "rules: {confidential-disclosure: confirm}\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].grade, "outgoing");
}

TEST_F(Differences, TellOfSettingsAndPeople) {
  const auto before = loaded(plain);
  write("roster.csv",
        "name,role,emails\nJane Smith,chair,jane.smith@eastmere-tc.gov.uk\n"
        "Aisha Khan,councillor,aisha@eastmere-tc.gov.uk\n");
  const auto found = differences(
      *before, *loaded(std::string(plain) + "response-days: 5\nwhen-unchecked: deliver\n"));
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0].words, "A letter is late after 5 working days; it was after 10.");
  EXPECT_EQ(found[0].turn, Turn::stricter);
  EXPECT_EQ(found[1].turn, Turn::looser);
  EXPECT_EQ(found[2].words, "New in the roster: Aisha Khan.");
  EXPECT_EQ(found[3].words, "Other addresses, roles or terms in the roster: Jane Smith.");
}

TEST_F(Differences, RestOnSettingsThatKnowTheirLine) {
  const auto policy = loaded(std::string(plain) + "rules:\n  # why\n  silent-copy: warn\n");
  EXPECT_EQ(policy->setting("silent-copy").origin, Origin::council);
  EXPECT_EQ(policy->setting("silent-copy").line, 6u);
  EXPECT_EQ(policy->setting("copied-correspondence").origin, Origin::pack);
  EXPECT_GT(policy->setting("copied-correspondence").line, 1u);
}

TEST_F(Differences, FaultsAreToldApartWithTheirPlaces) {
  const auto told = faults_of(faults(std::string(plain) + "rules:\n  silent-coppy: warn\n"));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].file, "policy.yaml");
  EXPECT_EQ(told[0].line, 5u);
  EXPECT_EQ(told[0].column, 3u);
  EXPECT_EQ(told[0].words, "unknown rule 'silent-coppy'; did you mean 'silent-copy'?");
}

}  // namespace
}  // namespace candour::policy
