// SPDX-License-Identifier: MPL-2.0

#include "reports/comparison.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace candour::reports {
namespace {

namespace json = boost::json;

// What candour summary --format json writes, as far as it is compared.
json::object summary_of(std::string_view council, int checked, int with_findings) {
  return {{"version", 1},
          {"council", council},
          {"protocol", "Model protocol 2026"},
          {"from", "2026-10"},
          {"to", "2026-10"},
          {"complete", true},
          {"reading", "public"},
          {"checked", checked},
          {"with_findings", with_findings},
          {"unchecked", 0},
          {"reasons", 1},
          {"findings", with_findings},
          {"false_alarms", 0},
          {"outcomes", json::array{json::object{{"name", "after-sending"}, {"messages", 1}}}},
          {"rules", json::array{json::object{{"rule", "silent-copy"},
                                             {"title", "Blind copy to a councillor"},
                                             {"messages", with_findings}}}},
          {"replies", nullptr}};
}

CouncilFigures figures_of(const json::object& summary) {
  auto figures = read_council_figures(json::serialize(summary));
  EXPECT_TRUE(figures) << (figures ? "" : figures.error().detail);
  return figures ? *figures : CouncilFigures{};
}

std::string fault_of(const json::object& summary) {
  const auto figures = read_council_figures(json::serialize(summary));
  return figures ? "" : figures.error().detail;
}

Comparison compared(std::initializer_list<json::object> summaries) {
  std::vector<CouncilFigures> councils;
  for (const auto& summary : summaries) councils.push_back(figures_of(summary));
  return compare(std::move(councils));
}

bool notes(const Comparison& comparison, std::string_view words) {
  for (const auto& note : comparison.notes)
    if (note.find(words) != note.npos) return true;
  return false;
}

TEST(CouncilFigures, AreReadFromAPublicSummary) {
  auto summary = summary_of("Eastmere Town Council", 200, 12);
  summary["replies"] = json::array{json::object{{"from", "residents"},
                                                {"letters", 9},
                                                {"answered", 8},
                                                {"late", 2},
                                                {"waiting", 1},
                                                {"median_days", 3},
                                                {"ninetieth_days", nullptr}}};
  const auto figures = figures_of(summary);
  EXPECT_EQ(figures.council, "Eastmere Town Council");
  EXPECT_EQ(figures.period, "October 2026");
  EXPECT_EQ(figures.checked, 200u);
  EXPECT_EQ(figures.after_sending, 1u);
  ASSERT_TRUE(figures.residents);
  EXPECT_EQ(figures.residents->median_days, 3u);
  EXPECT_FALSE(figures.residents->ninetieth_days);
  EXPECT_FALSE(figures.councillors);
}

TEST(CouncilFigures, AreRefusedFromTheInternalReadingWhateverElseItSays) {
  auto summary = summary_of("Eastmere Town Council", 200, 12);
  summary["reading"] = "internal";
  EXPECT_NE(fault_of(summary).find("internal reading"), std::string::npos);
  summary["reading"] = "all";
  EXPECT_NE(fault_of(summary).find("neither public nor internal"), std::string::npos);
  summary.erase("reading");
  EXPECT_NE(fault_of(summary), "");
}

TEST(CouncilFigures, AreRefusedFromAnotherVersionWithBothNumbers) {
  auto summary = summary_of("Eastmere Town Council", 200, 12);
  summary["version"] = 2;
  const auto fault = fault_of(summary);
  EXPECT_NE(fault.find("version 2"), std::string::npos) << fault;
  EXPECT_NE(fault.find("version 1"), std::string::npos) << fault;
}

TEST(CouncilFigures, AreRefusedFromWhatIsNoSummary) {
  EXPECT_FALSE(read_council_figures(""));
  EXPECT_FALSE(read_council_figures("council,checked"));
  EXPECT_FALSE(read_council_figures("[]"));
  EXPECT_NE(fault_of({}).find("no summary"), std::string::npos);
  const auto large = read_council_figures(std::string(most_summary_bytes + 1, ' '));
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().fault, base::Fault::over_limit);
}

TEST(CouncilFigures, AreRefusedWithTheFieldThatIsWrong) {
  const auto fault_with = [](std::string_view key, json::value value) {
    auto summary = summary_of("Eastmere Town Council", 200, 12);
    summary[key] = std::move(value);
    return fault_of(summary);
  };
  EXPECT_NE(fault_with("checked", -1).find("\"checked\""), std::string::npos);
  EXPECT_NE(fault_with("checked", 2.5).find("\"checked\""), std::string::npos);
  EXPECT_NE(fault_with("checked", nullptr).find("\"checked\""), std::string::npos);
  EXPECT_NE(fault_with("council", "").find("\"council\""), std::string::npos);
  EXPECT_NE(fault_with("council", json::string(301, 'x')).find("\"council\""), std::string::npos);
  EXPECT_NE(fault_with("complete", "yes").find("\"complete\""), std::string::npos);
  EXPECT_NE(fault_with("rules", json::array(201, json::object{})).find("\"rules\""),
            std::string::npos);
  EXPECT_NE(fault_with("rules", json::array{1}).find("\"rules\""), std::string::npos);
  EXPECT_NE(fault_with("from", "2026-13").find("not a month"), std::string::npos);
  EXPECT_NE(fault_with("with_findings", 201).find("contradict"), std::string::npos);
}

TEST(CouncilFigures, MayHaveMoreThanThisCandourKnows) {
  auto summary = summary_of("Eastmere Town Council", 200, 12);
  summary["weather"] = "fine";
  EXPECT_EQ(fault_of(summary), "");
}

TEST(Comparison, KeepsTheOrderInWhichCouncilsWereNamed) {
  const auto comparison = compared({summary_of("Westmere", 10, 9), summary_of("Ashmere", 10, 1)});
  ASSERT_EQ(comparison.tables.front().rows.size(), 2u);
  EXPECT_EQ(comparison.tables.front().rows[0][0], "Westmere");
  EXPECT_EQ(comparison.title, "2 councils side by side, October 2026");
}

TEST(Comparison, GivesSharesOfWhatWasCheckedAndNoneOfNothing) {
  const auto comparison = compared({summary_of("A", 200, 12), summary_of("B", 40'000, 1)});
  const auto& rows = comparison.tables.front().rows;
  EXPECT_EQ(rows[0][3], "12 (6.0 %)");
  EXPECT_EQ(rows[1][3], "1 (under 0.1 %)");
  EXPECT_EQ(rows[0][2], "0");
}

TEST(Comparison, SaysWhatStandsInTheWayOfComparing) {
  auto other = summary_of("Westmere", 10, 2);
  other["to"] = "2026-11";
  other["complete"] = false;
  other["protocol"] = "Another protocol";
  other["unchecked"] = 1;
  const auto comparison = compared({summary_of("Ashmere", 10, 2), other});
  EXPECT_TRUE(notes(comparison, "no ranking"));
  EXPECT_TRUE(notes(comparison, "Ashmere, October 2026; Westmere, October to November 2026"));
  EXPECT_TRUE(notes(comparison, "different protocols"));
  EXPECT_TRUE(notes(comparison, "Westmere: the time was not over"));
  EXPECT_TRUE(notes(comparison, "Westmere: 1 message is known to have gone out unchecked"));
  EXPECT_FALSE(notes(comparison, "more than once"));
  EXPECT_EQ(comparison.title, "2 councils side by side");
  const auto same = compared({summary_of("Ashmere", 10, 2), summary_of("Ashmere", 20, 2)});
  EXPECT_FALSE(notes(same, "not of the same time"));
  EXPECT_FALSE(notes(same, "different protocols"));
  EXPECT_TRUE(notes(same, "Ashmere stands here more than once"));
}

TEST(Comparison, ShowsARuleThatOneOfThemHasForAll) {
  auto other = summary_of("Westmere", 10, 2);
  other["rules"] =
      json::array{json::object{{"rule", "late-reply"}, {"title", "Late reply"}, {"messages", 2}}};
  const auto comparison = compared({summary_of("Ashmere", 10, 2), other});
  const auto& rules = comparison.tables.back();
  ASSERT_EQ(rules.rows.size(), 2u);
  EXPECT_EQ(rules.rows[0],
            (std::vector<std::string>{"Blind copy to a councillor", "2 (20.0 %)", "0"}));
  EXPECT_EQ(rules.rows[1], (std::vector<std::string>{"Late reply", "0", "2 (20.0 %)"}));
}

TEST(Comparison, PutsNoMoreThanFiveCouncilsBesideEachOther) {
  std::vector<CouncilFigures> councils(6, figures_of(summary_of("A", 10, 2)));
  const auto comparison = compare(std::move(councils));
  EXPECT_EQ(comparison.tables[1].heads.size(), 6u);
  EXPECT_EQ(comparison.tables[2].heads.size(), 2u);
  EXPECT_EQ(comparison.tables[2].title,
            "Messages in which a rule found something: councils 6 to 6");
}

TEST(ComparisonText, AlignsColumnsAndBreaksLongNames) {
  const auto text = comparison_text(
      compared({summary_of("Eastmere Town Council with Lower and Upper Fold", 1'234, 12),
                summary_of("Brê", 5, 2)}));
  EXPECT_NE(text.find("\nEastmere Town Council with     1,234"), std::string::npos) << text;
  EXPECT_NE(text.find("\nLower and Upper Fold\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nBrê                                5"), std::string::npos) << text;
}

TEST(ComparisonCsv, HasARowForEachCouncilAndNoFormulas) {
  const auto csv = comparison_csv(compared({summary_of("=Ashmere, \"North\"", 10, 2)}));
  EXPECT_NE(csv.find("\r\n\"'=Ashmere, \"\"North\"\"\",Model protocol 2026,October "
                     "2026,yes,10,0,2,1,1,2,0,,,,,,,,,,,2\r\n"),
            std::string::npos)
      << csv;
}

TEST(ComparisonHtml, EscapesWhatComesFromTheFiles) {
  const auto html = comparison_html(compared({summary_of("<script>alert(1)</script>", 10, 2)}));
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;script"), std::string::npos);
}

}  // namespace
}  // namespace candour::reports
