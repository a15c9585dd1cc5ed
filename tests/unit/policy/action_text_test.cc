// SPDX-License-Identifier: MPL-2.0

#include "policy/action_text.h"

#include <gtest/gtest.h>

namespace candour::policy {
namespace {

std::string changed(std::string_view text, std::string_view rule, Action action,
                    std::string_view grade = {}) {
  const auto result = with_action(text, rule, grade, action);
  return result ? *result : "refused: " + result.error().detail;
}

TEST(ActionText, ChangesOneWordAndKeepsCommentsAndOrder) {
  EXPECT_EQ(
      changed("# ours\nrules:\n  over-familiar: note # mild\n\n  silent-copy:  confirm   # see "
              "minute 12\nroster: roster.csv\n",
              "silent-copy", Action::warn),
      "# ours\nrules:\n  over-familiar: note # mild\n\n  silent-copy:  warn   # see minute "
      "12\nroster: roster.csv\n");
}

TEST(ActionText, KeepsTheSameTextWhereItSaysSoAlready) {
  const std::string text = "rules: {silent-copy: 'warn'}";
  EXPECT_EQ(changed(text, "silent-copy", Action::warn), text);
}

TEST(ActionText, TakesQuotesOffAndKeepsCrlfAndByteOrderMark) {
  EXPECT_EQ(
      changed("\xEF\xBB\xBFrules:\r\n  silent-copy: \"confirm\"\r\n", "silent-copy", Action::off),
      "\xEF\xBB\xBFrules:\r\n  silent-copy: off\r\n");
}

TEST(ActionText, FindsItsPlaceBehindLettersOfSeveralBytes) {
  EXPECT_EQ(changed("council: {name: Cyngor Tŷ-croes}\nrules: {over-familiar: note, silent-copy: "
                    "warn}\n",
                    "silent-copy", Action::hold),
            "council: {name: Cyngor Tŷ-croes}\nrules: {over-familiar: note, silent-copy: hold}\n");
  EXPECT_EQ(changed("rules: {ŷ: x, silent-copy: warn}\n", "silent-copy", Action::hold).substr(0, 7),
            "refused");
}

TEST(ActionText, ChangesOneGradeAndSplitsOneActionInTwo) {
  EXPECT_EQ(
      changed("rules:\n  confidential-disclosure: {correspondence: confirm, outgoing: warn}\n",
              "confidential-disclosure", Action::block, "outgoing"),
      "rules:\n  confidential-disclosure: {correspondence: confirm, outgoing: block}\n");
  EXPECT_EQ(changed("rules:\n  confidential-disclosure: confirm # all\n", "confidential-disclosure",
                    Action::warn, "outgoing"),
            "rules:\n  confidential-disclosure: {correspondence: confirm, outgoing: warn} # all\n");
}

TEST(ActionText, ChangesTheActionOfTheLongForm) {
  EXPECT_EQ(
      changed("rules:\n  official-in-councillor-name:\n    # MPs\n    exceptions: ['*@p.uk']\n    "
              "action: warn\n",
              "official-in-councillor-name", Action::block),
      "rules:\n  official-in-councillor-name:\n    # MPs\n    exceptions: ['*@p.uk']\n    action: "
      "block\n");
  EXPECT_EQ(changed("rules:\n  official-in-councillor-name:\n    exceptions: ['*@p.uk']\n",
                    "official-in-councillor-name", Action::block),
            "rules:\n  official-in-councillor-name:\n    action: block\n    exceptions: "
            "['*@p.uk']\n");
}

TEST(ActionText, AddsARuleThatIsNotNamedYet) {
  EXPECT_EQ(changed("rules:\n  over-familiar: note\n# end\n", "silent-copy", Action::warn),
            "rules:\n  over-familiar: note\n  silent-copy: warn\n# end\n");
  EXPECT_EQ(changed("rules:\n  over-familiar: note", "silent-copy", Action::warn),
            "rules:\n  over-familiar: note\n  silent-copy: warn\n");
  EXPECT_EQ(changed("rules: {}\n", "silent-copy", Action::warn), "rules: {silent-copy: warn}\n");
  EXPECT_EQ(changed("rules:\n  # none yet\nroster: a.csv\n", "silent-copy", Action::warn),
            "rules:\n  silent-copy: warn\n  # none yet\nroster: a.csv\n");
  EXPECT_EQ(changed("roster: a.csv", "silent-copy", Action::warn),
            "roster: a.csv\nrules:\n  silent-copy: warn\n");
}

TEST(ActionText, RefusesWhatOneWordCannotChange) {
  EXPECT_EQ(
      changed("rules:\n  over-familiar: &a note\n  silent-copy: *a\n", "silent-copy", Action::warn)
          .substr(0, 7),
      "refused");
  EXPECT_EQ(changed("rules: [silent-copy]\n", "silent-copy", Action::warn).substr(0, 7), "refused");
  EXPECT_EQ(changed("rules: {silent-copy: \n", "silent-copy", Action::warn).substr(0, 7),
            "refused");
}

std::string extending(std::string_view text, std::string_view pack) {
  const auto result = with_pack(text, pack);
  return result ? *result : "refused: " + result.error().detail;
}

TEST(PackText, ChangesOneWordAndKeepsCommentsAndOrder) {
  EXPECT_EQ(extending("# ours\nroster: r.csv\nextends:   hexham # adopted in May\nrules: {}\n",
                      "model-2026"),
            "# ours\nroster: r.csv\nextends:   model-2026 # adopted in May\nrules: {}\n");
  EXPECT_EQ(extending("{roster: r.csv, extends: 'hexham'}", "model-2026"),
            "{roster: r.csv, extends: model-2026}");
  EXPECT_EQ(extending("extends: \"hexham\"\r\n", "hexham"), "extends: \"hexham\"\r\n");
}

TEST(PackText, NamesOneWhereThereIsNone) {
  EXPECT_EQ(extending("# ours\ncouncil: {}\nroster: r.csv\n", "hexham"),
            "# ours\nextends: hexham\ncouncil: {}\nroster: r.csv\n");
}

TEST(PackText, LeavesToAPersonWhatItCannotChange) {
  EXPECT_EQ(extending("{roster: r.csv}", "hexham").substr(0, 7), "refused");
  EXPECT_EQ(extending("extends: [hexham]\n", "model-2026").substr(0, 7), "refused");
  EXPECT_EQ(extending("extends: \"hex\\x68am\"\n", "model-2026").substr(0, 7), "refused");
  EXPECT_EQ(extending("a: &p hexham\nextends: *p\n", "model-2026").substr(0, 7), "refused");
  EXPECT_EQ(extending("no yaml: [", "hexham").substr(0, 7), "refused");
}

}  // namespace
}  // namespace candour::policy
