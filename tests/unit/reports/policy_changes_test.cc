// SPDX-License-Identifier: MPL-2.0

#include <gtest/gtest.h>

#include <sstream>

#include "reports/formats.h"
#include "reports/standing_out.h"

namespace candour::reports {
namespace {

const Period october = period_of("2026-10", "2026-10").value();
const base::Instant in_november = october.end() + std::chrono::hours(8);

stores::PolicyVersion version(std::int64_t number, base::Instant time, stores::PolicyOrigin how) {
  stores::PolicyVersion row;
  row.number = number;
  row.time = time;
  row.how = how;
  row.author = "helen";
  row.note = "after Mr Nettle's letter";
  return row;
}

Summary of(Reading reading) {
  using enum stores::PolicyOrigin;
  Figures figures;
  figures.trend.resize(13);
  figures.policies = {version(5, october.end(), applied),
                      version(4, october.end() - std::chrono::milliseconds(1), packs),
                      version(3, october.begin() + std::chrono::hours(5), reverted),
                      version(2, october.begin(), applied),
                      version(1, october.begin() - std::chrono::milliseconds(1), edited)};
  policy::Policy policy;
  policy.council = "Eastmere Town Council";
  return summarise(october, reading, policy, figures, in_november);
}

TEST(PolicyChanges, AreThoseOfThePeriodOldestFirst) {
  const auto changes = of(Reading::internal).policy_changes;
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].number, 2);
  EXPECT_EQ(changes[1].what, "an earlier one brought back");
  EXPECT_EQ(changes[2].number, 4);
  EXPECT_EQ(standing_out(of(Reading::open)).back(),
            "The policy by which messages are checked changed 3 times.");
}

TEST(PolicyChanges, NameTheirAuthorsInTheInternalReadingAlone) {
  for (auto* const form : {as_text, as_csv, as_json}) {
    EXPECT_NE(form(of(Reading::internal)).find("helen"), std::string::npos);
    EXPECT_NE(form(of(Reading::internal)).find("Nettle"), std::string::npos);
    EXPECT_EQ(form(of(Reading::open)).find("helen"), std::string::npos);
    EXPECT_EQ(form(of(Reading::open)).find("Nettle"), std::string::npos);
    EXPECT_NE(form(of(Reading::open)).find("an officer"), std::string::npos);
  }
  EXPECT_NE(as_html(of(Reading::internal)).find("Nettle"), std::string::npos);
  EXPECT_EQ(as_html(of(Reading::open)).find("Nettle"), std::string::npos);
  EXPECT_EQ(as_html(of(Reading::open)).find("helen"), std::string::npos);
}

TEST(PolicyChanges, OfWhichThereWereNoneAreSaidToBeNone) {
  Figures figures;
  figures.trend.resize(13);
  figures.policies = {version(1, october.begin(), stores::PolicyOrigin::edited)};
  const auto first = summarise(october, Reading::open, {}, figures, in_november);
  EXPECT_EQ(first.policy_changes.at(0).what, "the first on record");
  EXPECT_EQ(as_text(first).find("The policy by which"), std::string::npos);
}

TEST(InternalCases, TellWhatBecameOfOneInWordsWhateverTheTotals) {
  Figures figures;
  figures.trend.resize(13);
  stores::ReviewEntry entry;
  entry.decision.time = october.begin();
  entry.decision.entrance = "smtp";
  entry.decision.findings = {{"silent-copy", "", "confirm", {}, {}}};
  entry.outcome.kind = stores::OutcomeKind::refused;
  figures.cases = {entry};
  const auto summary = summarise(october, Reading::internal, {}, figures, in_november);
  std::istringstream wrapped(as_text(summary));
  std::string text, word;
  while (wrapped >> word) text += word + ' ';
  EXPECT_NE(text.find("stopped, and not sent as it was"), std::string::npos);
  EXPECT_NE(as_html(summary).find("stopped, and not sent as it was"), std::string::npos);
}

}  // namespace
}  // namespace candour::reports
