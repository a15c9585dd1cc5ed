// SPDX-License-Identifier: MPL-2.0

#include "reports/cell.h"
#include "reports/formats.h"

namespace candour::reports {

namespace {

class Rows {
 public:
  void add(std::string_view section, std::string_view name, std::string_view figure,
           std::string_view value) {
    text_ += csv_cell(section) + ',' + csv_cell(name) + ',' + csv_cell(figure) + ',' +
             csv_cell(value) + "\r\n";
  }
  void add(std::string_view section, std::string_view name, std::string_view figure,
           std::uint64_t value) {
    add(section, name, figure, std::to_string(value));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_ = "section,name,figure,value\r\n";
};

void add_lines(Rows& rows, std::string_view section, const std::vector<Line>& lines) {
  for (const auto& line : lines) rows.add(section, line.name, "messages", line.messages);
}

}  // namespace

std::string as_csv(const Summary& summary) {
  Rows rows;
  rows.add("summary", "council", "name", summary.council);
  rows.add("summary", "from", "month", base::to_string(summary.period.first));
  rows.add("summary", "to", "month", base::to_string(summary.period.last));
  rows.add("summary", "complete", "yes or no", summary.complete ? "yes" : "no");
  rows.add("summary", "reading", "name", name_of(summary.reading));
  rows.add("all", "checked", "messages", summary.checked);
  rows.add("all", "with-findings", "messages", summary.with_findings);
  rows.add("all", "partly-unread", "messages", summary.partly_unread);
  rows.add("all", "unchecked", "messages", summary.unchecked);
  rows.add("all", "reasons", "messages", summary.reasons);
  rows.add("all", "findings", "findings", summary.findings_judged);
  rows.add("all", "false-alarms", "findings", summary.false_alarms);
  add_lines(rows, "entrance", summary.entrances);
  add_lines(rows, "outcome", summary.outcomes);
  add_lines(rows, "why-unchecked", summary.why_unchecked);
  if (summary.away) {
    rows.add("away", "all", "known-from", base::to_string(summary.away->known_from));
    rows.add("away", "all", "minutes", minutes_of(summary.away->total));
    rows.add("away", "all", "stretches", summary.away->stretches);
    for (const auto& stretch : summary.away->longest)
      rows.add("away", base::to_string(stretch.from), "minutes",
               minutes_of(stretch.to - stretch.from));
  }
  for (const auto& line : summary.rules) {
    rows.add("rule", line.rule, "messages", line.messages);
    rows.add("rule", line.rule, "stopped", line.stopped);
    rows.add("rule", line.rule, "with-reason", line.with_reason);
    rows.add("rule", line.rule, "after-sending", line.after_sending);
    rows.add("rule", line.rule, "false-alarms", line.false_alarms);
  }
  if (summary.replies)
    for (const auto& line : *summary.replies) {
      rows.add("replies", line.words, "letters", line.letters);
      rows.add("replies", line.words, "answered", line.answered);
      rows.add("replies", line.words, "late", line.late);
      rows.add("replies", line.words, "waiting", line.waiting);
      if (line.median_days)
        rows.add("replies", line.words, "median-days", std::to_string(*line.median_days));
      if (line.ninetieth_days)
        rows.add("replies", line.words, "ninetieth-days", std::to_string(*line.ninetieth_days));
    }
  for (const auto& change : summary.policy_changes) {
    const auto number = std::to_string(change.number);
    rows.add("policy", number, "time", base::to_string(change.time));
    rows.add("policy", number, "what", change.what);
    rows.add("policy", number, "author", change.author);
    if (!change.note.empty()) rows.add("policy", number, "note", change.note);
  }
  for (const auto& line : summary.trend) {
    const auto month = base::to_string(line.month);
    rows.add("trend", month, "checked", line.checked);
    rows.add("trend", month, "with-findings", line.with_findings);
    rows.add("trend", month, "after-sending", line.after_sending);
    rows.add("trend", month, "unchecked", line.unchecked);
  }
  for (const auto& one : summary.cases) {
    const auto time = base::to_string(one.time);
    rows.add("case", time, "sender", one.sender);
    for (const auto& rule : one.rules) rows.add("case", time, "rule", rule);
    for (const auto& person : one.people) rows.add("case", time, "person", person);
    rows.add("case", time, "outcome", one.outcome);
    if (!one.reason.empty()) rows.add("case", time, "reason", one.reason);
  }
  if (!summary.chain_head.empty()) rows.add("ledger", "head", "digest", summary.chain_head);
  return rows.take();
}

}  // namespace candour::reports
