// SPDX-License-Identifier: MPL-2.0

#include "app/metrics.h"

#include <gtest/gtest.h>

#include "app/exposition.h"

namespace candour::app {
namespace {

pipeline::Submission from_proxy() {
  pipeline::Submission submission;
  submission.entrance = "smtp";
  return submission;
}

pipeline::Decision decision_with(std::string_view rule) {
  pipeline::Decision decision;
  rules::Finding finding;
  finding.rule = rule;
  decision.assessment.findings.push_back({finding, policy::Action::confirm, {}});
  decision.assessment.verdict = policy::Action::confirm;
  return decision;
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

const auto* const well = R"({"policy": {"faulty": false},
  "ledger": {"waiting": 0, "dropped": 0}, "reads_documents": true, "accounts": [
  {"account": "clerk@eastmere-tc.gov.uk", "folders": [{"role": "sent", "state": "following"}]}]})";
const auto* const ill = R"({"policy": {"faulty": true},
  "ledger": {"waiting": 1, "dropped": 0}, "reads_documents": true, "accounts": [
  {"account": "clerk@eastmere-tc.gov.uk", "folders": [{"role": "sent", "state": "away"}]}]})";

TEST(Exposition, EscapesWhatWouldEndALabel) {
  Exposition out;
  out.family("a", "gauge", "back\\slash\nnext");
  out.sample(0.25, {{"x", "q\"b\\n\n"}});
  EXPECT_EQ(out.text(),
            "# HELP a back\\\\slash\\nnext\n# TYPE a gauge\na{x=\"q\\\"b\\\\n\\n\"} 0.25\n");
}

TEST(Metrics, CountMessagesFindingsAndOutcomes) {
  Metrics metrics;
  const auto decision = decision_with("silent-copy");
  metrics.judged(from_proxy(), decision, std::chrono::milliseconds(3));
  metrics.finished(from_proxy(), decision, stores::OutcomeKind::refused);
  const auto text = exposition_of(metrics.counts(), {});
  EXPECT_TRUE(has_line(text, R"(candour_messages_total{entrance="smtp",verdict="confirm"} 1)"));
  EXPECT_TRUE(has_line(text, R"(candour_outcomes_total{entrance="smtp",outcome="refused"} 1)"));
  EXPECT_TRUE(has_line(text, R"(candour_findings_total{rule="silent-copy",outcome="refused"} 1)"));
}

TEST(Metrics, AddUpTheHistogram) {
  Metrics metrics;
  for (const int milliseconds : {5, 6, 20'000})
    metrics.judged(from_proxy(), decision_with("silent-copy"),
                   std::chrono::milliseconds(milliseconds));
  const auto text = exposition_of(metrics.counts(), {});
  EXPECT_TRUE(has_line(text, R"(candour_judging_seconds_bucket{le="0.005"} 1)"));
  EXPECT_TRUE(has_line(text, R"(candour_judging_seconds_bucket{le="0.01"} 2)"));
  EXPECT_TRUE(has_line(text, R"(candour_judging_seconds_bucket{le="10"} 2)"));
  EXPECT_TRUE(has_line(text, R"(candour_judging_seconds_bucket{le="+Inf"} 3)"));
  EXPECT_TRUE(has_line(text, "candour_judging_seconds_count 3"));
}

TEST(Metrics, CountUnwatchedMailApart) {
  Metrics metrics;
  pipeline::Decision decision;
  decision.kind = pipeline::Decision::Kind::unwatched;
  metrics.judged(from_proxy(), decision, std::chrono::milliseconds(1));
  metrics.finished(from_proxy(), decision, stores::OutcomeKind::delivered);
  const auto counts = metrics.counts();
  EXPECT_EQ(counts.messages.at({"smtp", "unwatched"}), 1u);
  EXPECT_TRUE(counts.outcomes.empty());
  EXPECT_EQ(counts.judging_seconds, 0);
}

TEST(Metrics, CountWhatStandsInAMailboxAsDelivered) {
  Metrics metrics;
  pipeline::FoundMail mail;
  mail.assessment = decision_with("silent-copy").assessment;
  metrics.found(mail);
  EXPECT_EQ(metrics.counts().findings.at({"silent-copy", "delivered"}), 1u);
  EXPECT_EQ(metrics.counts().messages.at({"mailbox", "confirm"}), 1u);
}

TEST(Metrics, SayNothingOfWhatCannotBeRead) {
  EXPECT_EQ(exposition_of({}, {}).find("candour_held_messages"), std::string::npos);
  Gauges gauges;
  gauges.held.emplace()["unknown"] = 2;
  EXPECT_TRUE(has_line(exposition_of({}, gauges), R"(candour_held_messages{stage="unknown"} 2)"));
}

TEST(Health, IsWellWithNothingAmiss) {
  EXPECT_EQ(what_is_amiss(boost::json::parse(well).as_object()), "");
}

TEST(Health, SaysAllThatIsAmissAndNamesNobody) {
  EXPECT_EQ(what_is_amiss(boost::json::parse(ill).as_object()),
            "the policy or roster, as saved, has a fault; the last good one is used; 1 record "
            "waits for the ledger; 1 followed folder is not there or cannot be reached");
}

}  // namespace
}  // namespace candour::app
