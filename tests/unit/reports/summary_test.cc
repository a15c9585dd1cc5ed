// SPDX-License-Identifier: MPL-2.0

#include "reports/summary.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "reports/formats.h"
#include "reports/standing_out.h"

namespace candour::reports {
namespace {

using stores::OutcomeKind;

const Period october = period_of("2026-10", "2026-10").value();
const base::Instant in_november = october.end() + std::chrono::hours(8);

policy::Policy example() {
  policy::Policy policy;
  policy.council = "Eastmere Town Council";
  policy.protocol = "Model protocol";
  policy.rules["silent-copy"].action = policy::Action::confirm;
  policy.rules["silent-copy"].clause = policy::Clause{"Model protocol", "Correspondence", ""};
  policy.rules["conduct-remark"].action = policy::Action::warn;
  return policy;
}

Figures busy() {
  Figures figures;
  figures.whole.mail = {{"mailbox", OutcomeKind::pending, 20, 2, 0, 0},
                        {"smtp", OutcomeKind::acknowledged, 3, 3, 0, 3},
                        {"smtp", OutcomeKind::delivered, 400, 4, 5, 0},
                        {"smtp", OutcomeKind::refused, 4, 4, 0, 0},
                        {"smtp", OutcomeKind::resent, 2, 2, 0, 0}};
  figures.whole.rules = {{"conduct-remark", "warn", "smtp", OutcomeKind::delivered, 4},
                         {"silent-copy", "confirm", "mailbox", OutcomeKind::pending, 2},
                         {"silent-copy", "confirm", "smtp", OutcomeKind::acknowledged, 3},
                         {"silent-copy", "confirm", "smtp", OutcomeKind::refused, 4},
                         {"silent-copy", "confirm", "smtp", OutcomeKind::resent, 2}};
  figures.whole.unchecked = {{"away", 7}};
  figures.whole.false_alarms = {{"conduct-remark", 1}, {"silent-copy", 1}};
  figures.whole.findings = 17;
  figures.trend.resize(13);
  figures.trend.back() = figures.whole;
  figures.letters = {
      {false, 4, false}, {false, 2, false}, {false, 15, true}, {true, std::nullopt, true}};
  stores::ReviewEntry entry;
  entry.decision.id = "one";
  entry.decision.time = october.begin();
  entry.decision.entrance = "smtp";
  entry.decision.sender_name = "Helen Ward";
  entry.decision.findings = {{"silent-copy",
                              "",
                              "confirm",
                              {"Jane Smith", std::string(64, 'f'), "bob@resident.example"},
                              {}}};
  entry.outcome.kind = OutcomeKind::acknowledged;
  entry.outcome.reason = "=She asked, \"please\"";
  figures.cases = {entry};
  figures.chain_head = "12-abc";
  return figures;
}

Summary of(Reading reading, const Figures& figures = busy(), base::Instant now = in_november) {
  return summarise(october, reading, example(), figures, now);
}

std::uint64_t number(const std::vector<Line>& lines, std::string_view name) {
  for (const auto& line : lines)
    if (line.name == name) return line.messages;
  return 0;
}

TEST(Summary, CountsMessagesByTheirEnd) {
  const auto summary = of(Reading::open);
  EXPECT_EQ(summary.checked, 429u);
  EXPECT_EQ(summary.with_findings, 15u);
  EXPECT_EQ(number(summary.outcomes, "stopped"), 4u);
  EXPECT_EQ(number(summary.outcomes, "sent-again"), 2u);
  EXPECT_EQ(number(summary.outcomes, "with-reason"), 3u);
  EXPECT_EQ(number(summary.outcomes, "warned"), 4u);
  EXPECT_EQ(number(summary.outcomes, "after-sending"), 2u);
  EXPECT_EQ(number(summary.entrances, "smtp"), 409u);
  EXPECT_EQ(number(summary.entrances, "mailbox"), 20u);
  EXPECT_EQ(summary.reasons, 3u);
  EXPECT_EQ(summary.partly_unread, 5u);
  EXPECT_EQ(summary.unchecked, 7u);
  ASSERT_EQ(summary.rules.size(), 1u);
  EXPECT_EQ(summary.rules[0].messages, 11u);
  EXPECT_EQ(summary.rules[0].stopped, 4u);
  EXPECT_EQ(summary.trend.back().checked, 429u);
}

TEST(Summary, ThePublicReadingNamesNobodyInAnyForm) {
  const auto summary = of(Reading::open);
  EXPECT_TRUE(summary.cases.empty());
  for (const auto& form : {as_text(summary), as_html(summary), as_json(summary), as_csv(summary)})
    for (const auto* name :
         {"Helen", "Jane", "She asked", "conduct-remark", "Conduct remark", "resident.example"})
      EXPECT_EQ(form.find(name), form.npos) << name << '\n' << form;
}

TEST(Summary, TheInternalReadingNamesCouncillorsAndNoOutsider) {
  const auto summary = of(Reading::internal);
  ASSERT_EQ(summary.cases.size(), 1u);
  EXPECT_EQ(summary.cases[0].people, std::vector<std::string>{"Jane Smith"});
  EXPECT_EQ(summary.rules.size(), 2u);
  for (const auto& form : {as_text(summary), as_html(summary), as_json(summary), as_csv(summary)}) {
    EXPECT_NE(form.find("Helen Ward"), form.npos);
    EXPECT_EQ(form.find("resident.example"), form.npos);
    EXPECT_EQ(form.find(std::string(64, 'f')), form.npos);
  }
  EXPECT_NE(as_csv(summary).find(",reason,\"'=She asked, \"\"please\"\"\"\r\n"), std::string::npos)
      << as_csv(summary);
}

TEST(Summary, TellsHowSoonLettersWereAnswered) {
  const auto summary = of(Reading::open);
  ASSERT_TRUE(summary.replies);
  const auto& councillors = (*summary.replies)[0];
  const auto& residents = (*summary.replies)[1];
  EXPECT_EQ(councillors.waiting, 1u);
  EXPECT_EQ(councillors.late, 1u);
  EXPECT_FALSE(councillors.median_days);
  EXPECT_EQ(residents.median_days, 4);
  EXPECT_EQ(residents.ninetieth_days, 15);
  EXPECT_EQ(residents.late, 1u);
}

TEST(Summary, OfAnEmptyMonthSaysSo) {
  const auto summary = of(Reading::open, Figures{});
  EXPECT_EQ(standing_out(summary),
            std::vector<std::string>{"Candour saw no message in October 2026."});
  EXPECT_NE(as_text(summary).find("There were none."), std::string::npos);
  EXPECT_FALSE(as_html(summary).empty());
}

TEST(Summary, SaysThatAMonthIsNotOver) {
  EXPECT_TRUE(of(Reading::open).complete);
  const auto early = of(Reading::open, busy(), october.end() - std::chrono::hours(1));
  EXPECT_FALSE(early.complete);
  EXPECT_EQ(standing_out(early).front(),
            "October 2026 was not over when this was made; the figures are those so far.");
}

TEST(StandingOut, SaysWhatTheFiguresSay) {
  EXPECT_EQ(standing_out(of(Reading::open)),
            (std::vector<std::string>{
                "Candour checked 429 of the 436 messages that it knows of; 7 were sent without "
                "being checked.",
                "Something was found in 15 of them (3 %).",
                "2 messages were found to be amiss only after they had gone.",
                "4 messages were stopped before they left, and did not go as they were.",
                "3 messages were sent all the same, with a reason that is on record.",
                "Most of it is one rule: Silent copy, in 11 messages.",
                "5 messages held something that could not be looked into, such as a file with a "
                "password.",
                "Of 4 letters that wanted an answer 2 are or were late.",
                "2 of the 17 findings were later judged to be false alarms (12 %)."}));
}

TEST(StandingOut, CountsOneAsOne) {
  Figures one;
  one.whole.mail = {{"smtp", OutcomeKind::refused, 1, 1, 0, 0}};
  EXPECT_EQ(
      standing_out(of(Reading::open, one)),
      (std::vector<std::string>{
          "Candour checked every message that it knows of: one.", "Something was found in it.",
          "1 message was stopped before it left, and did not go as it was."}));
}

TEST(StandingOut, RoundsNothingAway) {
  EXPECT_EQ(share_words(0, 10), "0 %");
  EXPECT_EQ(share_words(1, 1'000), "under 1 %");
  EXPECT_EQ(share_words(999, 1'000), "over 99 %");
  EXPECT_EQ(share_words(1, 3), "33 %");
  EXPECT_EQ(share_words(0, 0), "0 %");
}

TEST(SummaryText, IsNoWiderThanALetter) {
  for (const auto reading : {Reading::open, Reading::internal})
    for (const auto line : base::split(as_text(of(reading)), '\n'))
      EXPECT_LE(line.size(), 90u) << line;
}

TEST(SummaryHtml, HasSoManyCasesOnPaperAndSaysWhereTheRestIs) {
  auto figures = busy();
  figures.cases.resize(most_cases_on_paper + 1, figures.cases.front());
  const auto summary = of(Reading::internal, figures);
  const auto rows = [](const std::string& html) {
    std::size_t count = 0;
    for (auto at = html.find("Helen Ward"); at != html.npos; at = html.find("Helen Ward", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(rows(as_html(summary)), most_cases_on_paper + 1);
  const auto paper = as_html(summary, {}, Medium::paper);
  EXPECT_EQ(rows(paper), most_cases_on_paper);
  EXPECT_NE(paper.find("These are the first 100; the summary as a web page"), paper.npos);
  figures.cases.pop_back();
  EXPECT_EQ(as_html(of(Reading::internal, figures), {}, Medium::paper),
            as_html(of(Reading::internal, figures)));
}

TEST(SummaryHtml, HoldsNoStrangersTags) {
  auto figures = busy();
  figures.cases[0].decision.sender_name = "<script>alert(1)</script>";
  const auto html = as_html(of(Reading::internal, figures));
  EXPECT_EQ(html.find("<script"), html.npos);
  EXPECT_NE(html.find("&lt;script&gt;"), html.npos);
  EXPECT_EQ(html.find("http"), html.npos) << "nothing from outside";
}

TEST(StandingOut, SaysOfOneAlarmThatItWas) {
  auto figures = busy();
  figures.whole.false_alarms = {{"silent-copy", 1}};
  EXPECT_EQ(standing_out(of(Reading::open, figures)).back(),
            "1 of the 17 findings was later judged to be a false alarm (6 %).");
}

TEST(StandingOut, SpeaksOfThemRightAfterTheMessages) {
  auto figures = busy();
  figures.runs = {{1, october.begin(), october.begin() + std::chrono::hours(4), false},
                  {2, october.begin() + std::chrono::hours(18), in_november, false}};
  const auto sentences = standing_out(of(Reading::open, figures));
  EXPECT_NE(sentences.at(0).find("messages that it knows of"), std::string::npos);
  EXPECT_NE(sentences.at(1).find("of them"), std::string::npos);
}

}  // namespace
}  // namespace candour::reports
