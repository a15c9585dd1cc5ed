// SPDX-License-Identifier: MPL-2.0

#include "reports/comparison.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "base/english.h"

namespace candour::reports {

namespace {

// So many councils stand beside each other in the table of rules.
constexpr std::size_t councils_in_a_row = 5;

// "12 (3.5 %)"; a share that is rounded away is not nothing, and nothing is not a share.
std::string with_share(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || whole == 0) return base::with_commas(part);
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  char share[32];
  if (percent < 0.05)
    std::snprintf(share, sizeof share, "under 0.1");
  else if (percent > 99.95 && part < whole)
    std::snprintf(share, sizeof share, "over 99.9");
  else
    std::snprintf(share, sizeof share, "%.1f", percent);
  return base::with_commas(part) + " (" + share + " %)";
}

std::string days(const std::optional<std::uint64_t>& number) {
  return number ? base::with_commas(*number) : "–";
}

ComparedTable mail_table(const std::vector<CouncilFigures>& councils) {
  ComparedTable table{"Mail that was sent",
                      {"Council", "Checked", "Not checked", "With a finding",
                       "Found only after sending", "Sent with a reason", "False alarms"},
                      {}};
  for (const auto& each : councils)
    table.rows.push_back(
        {each.council, base::with_commas(each.checked),
         with_share(each.unchecked, each.checked + each.unchecked),
         with_share(each.with_findings, each.checked), with_share(each.after_sending, each.checked),
         base::with_commas(each.reasons), with_share(each.false_alarms, each.findings)});
  return table;
}

void append_replies(const std::string& council, const char* who,
                    const std::optional<RepliesCompared>& replies, ComparedTable& table) {
  if (replies)
    table.rows.push_back({council, who, base::with_commas(replies->letters),
                          base::with_commas(replies->answered),
                          with_share(replies->late, replies->letters), days(replies->median_days),
                          days(replies->ninetieth_days)});
}

ComparedTable reply_table(const std::vector<CouncilFigures>& councils) {
  ComparedTable table{"Letters and their answers",
                      {"Council", "From", "Letters", "Answered", "Late", "Half answered within",
                       "Nine in ten within"},
                      {}};
  for (const auto& each : councils) {
    append_replies(each.council, "residents", each.residents, table);
    append_replies(each.council, "councillors", each.councillors, table);
  }
  return table;
}

// Rules in the order in which the first council that has them names them.
std::vector<RuleCompared> rules_of(const std::vector<CouncilFigures>& councils) {
  std::vector<RuleCompared> all;
  for (const auto& each : councils)
    for (const auto& rule : each.rules)
      if (std::ranges::find(all, rule.rule, &RuleCompared::rule) == all.end()) all.push_back(rule);
  return all;
}

std::uint64_t found_by(const CouncilFigures& council, const std::string& rule) {
  const auto found = std::ranges::find(council.rules, rule, &RuleCompared::rule);
  return found == council.rules.end() ? 0 : found->messages;
}

void append_rule_tables(const std::vector<CouncilFigures>& councils,
                        std::vector<ComparedTable>& tables) {
  const auto rules = rules_of(councils);
  if (rules.empty()) return;
  for (std::size_t first = 0; first < councils.size(); first += councils_in_a_row) {
    const auto last = std::min(councils.size(), first + councils_in_a_row);
    ComparedTable table{"Messages in which a rule found something", {"Rule"}, {}};
    if (councils.size() > councils_in_a_row)
      table.title += ": councils " + std::to_string(first + 1) + " to " + std::to_string(last);
    for (std::size_t i = first; i < last; ++i) table.heads.push_back(councils[i].council);
    for (const auto& rule : rules) {
      std::vector<std::string> row{rule.title};
      for (std::size_t i = first; i < last; ++i)
        row.push_back(with_share(found_by(councils[i], rule.rule), councils[i].checked));
      table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
  }
}

template <class Member>
bool differ(const std::vector<CouncilFigures>& councils, Member member) {
  return std::ranges::any_of(
      councils, [&](const auto& each) { return each.*member != councils.front().*member; });
}

std::vector<std::string> notes_on(const std::vector<CouncilFigures>& councils) {
  std::vector<std::string> notes{
      "The councils stand in the order in which they were named. This is no ranking: they differ "
      "in "
      "size, in what they have watched and in how strictly they ask. A share is of the messages "
      "that Candour checked."};
  if (differ(councils, &CouncilFigures::period)) {
    std::string which = "The figures are not of the same time:";
    for (const auto& each : councils)
      which += (&each == &councils.front() ? " " : "; ") + each.council + ", " + each.period;
    notes.push_back(which + ".");
  }
  if (differ(councils, &CouncilFigures::protocol))
    notes.push_back(
        "The councils go by different protocols: what is a finding in one need not be one in "
        "another.");
  for (const auto& each : councils) {
    if (!each.complete)
      notes.push_back(each.council + ": the time was not over when the figures were made.");
    if (each.unchecked > 0)
      notes.push_back(each.council + ": " +
                      base::counted(each.unchecked, "message is", "messages are") +
                      " known to have gone out unchecked.");
    if (each.checked == 0) notes.push_back(each.council + ": no message was checked.");
    if (!each.residents && !each.councillors)
      notes.push_back(each.council + ": replies are not counted, as no mailbox is followed.");
  }
  std::set<std::string> names;
  for (const auto& each : councils)
    if (!names.insert(each.council).second)
      notes.push_back(each.council + " stands here more than once.");
  return notes;
}

}  // namespace

Comparison compare(std::vector<CouncilFigures> councils) {
  Comparison comparison;
  if (councils.empty()) return comparison;
  comparison.title = base::counted(councils.size(), "council", "councils") + " side by side";
  if (!differ(councils, &CouncilFigures::period))
    comparison.title += ", " + councils.front().period;
  comparison.notes = notes_on(councils);
  comparison.tables.push_back(mail_table(councils));
  if (auto replies = reply_table(councils); !replies.rows.empty())
    comparison.tables.push_back(std::move(replies));
  append_rule_tables(councils, comparison.tables);
  comparison.councils = std::move(councils);
  return comparison;
}

}  // namespace candour::reports
