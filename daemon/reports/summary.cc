// SPDX-License-Identifier: MPL-2.0

#include "reports/summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/english.h"
#include "rules/kinds.h"

namespace candour::reports {

namespace {

using stores::OutcomeKind;

struct Named {
  std::string_view name, words;
};

constexpr std::array entrances{Named{"summary", "Candour’s own summaries, before they left"},
                               Named{"smtp", "through the proxy, before they left"},
                               Named{"milter", "through the mail server, before they left"},
                               Named{"mailbox", "found in a mailbox, after they had gone"}};

constexpr std::array reasons_unchecked{
    Named{"away", "Candour was not running"}, Named{"slow", "Candour did not answer in time"},
    Named{"refused", "Candour could not look at them"},
    Named{"not-handed-over", "the mail server did not hand them over"},
    Named{"no-sender", "their header is too long to find who wrote them"}};

template <std::size_t size>
std::string words_for(const std::array<Named, size>& all, std::string_view name) {
  for (const auto& each : all)
    if (each.name == name) return std::string(each.words);
  return std::string(name);
}

// What became of a message in which something was found; in this order.
enum class End { stopped, resent, with_reason, held, released, discarded, warned, after, unclear };
constexpr std::array<Named, 9> ends{Named{"stopped", "stopped, and not sent as they were"},
                                    Named{"sent-again", "sent after the sender had been asked"},
                                    Named{"with-reason", "sent with a reason"},
                                    Named{"held", "held, and not decided yet"},
                                    Named{"released", "held, then released"},
                                    Named{"discarded", "held, then not sent"},
                                    Named{"warned", "sent; the sender was told"},
                                    Named{"after-sending", "found only after they had gone"},
                                    Named{"unclear", "what became of them is not known"}};

// The same, of one message.
constexpr std::array<std::string_view, ends.size()> ends_of_one{
    "stopped, and not sent as it was",
    "sent after the sender had been asked",
    "sent with a reason",
    "held, and not decided yet",
    "held, then released",
    "held, then not sent",
    "sent; the sender was told",
    "found only after it had gone",
    "what became of it is not known"};

End end_of(std::string_view entrance, OutcomeKind outcome) {
  if (entrance == "mailbox") return End::after;
  switch (outcome) {
    case OutcomeKind::refused:
    case OutcomeKind::rejected:
      return End::stopped;
    case OutcomeKind::resent:
      return End::resent;
    case OutcomeKind::acknowledged:
      return End::with_reason;
    case OutcomeKind::held:
      return End::held;
    case OutcomeKind::released:
      return End::released;
    case OutcomeKind::discarded:
      return End::discarded;
    case OutcomeKind::delivered:
      return End::warned;
    case OutcomeKind::pending:
    case OutcomeKind::unknown:
      return End::unclear;
  }
  return End::unclear;
}

void count_mail(const stores::Tally& tally, Summary& summary) {
  std::map<std::string, std::uint64_t> by_entrance;
  std::array<std::uint64_t, ends.size()> by_end{};
  for (const auto& count : tally.mail) {
    by_entrance[count.entrance] += count.messages;
    summary.partly_unread += count.partly_unread;
    summary.reasons += count.with_reason;
    by_end[static_cast<std::size_t>(end_of(count.entrance, count.outcome))] += count.with_findings;
    summary.with_findings += count.with_findings;
    summary.checked += count.messages;
  }
  for (const auto& [entrance, messages] : by_entrance)
    if (messages > 0)
      summary.entrances.push_back({entrance, words_for(entrances, entrance), messages});
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (by_end[i] > 0)
      summary.outcomes.push_back(
          {std::string(ends[i].name), std::string(ends[i].words), by_end[i]});
  for (const auto& count : tally.unchecked) {
    summary.unchecked += count.messages;
    summary.why_unchecked.push_back(
        {count.why, words_for(reasons_unchecked, count.why), count.messages});
  }
}

std::string clause_words(const policy::RuleSetting& setting) {
  if (!setting.clause) return {};
  return setting.clause->document + ", " + setting.clause->section;
}

// In the order in which findings are shown.
std::size_t place_of(std::string_view rule) {
  const auto kinds = rules::rule_kinds();
  return static_cast<std::size_t>(
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.id == rule; }) -
      kinds.begin());
}

void count_rules(const stores::Tally& tally, const policy::Policy& policy, Summary& summary) {
  std::map<std::string, RuleLine> lines;
  const auto line_of = [&](const std::string& rule) -> RuleLine& {
    auto& line = lines[rule];
    if (line.rule.empty())
      line = {rule, rules::rule_title(rule), clause_words(policy.setting(rule))};
    return line;
  };
  for (const auto& count : tally.rules) {
    auto& line = line_of(count.rule);
    line.messages += count.messages;
    switch (end_of(count.entrance, count.outcome)) {
      case End::stopped:
      case End::held:
      case End::discarded:
        line.stopped += count.messages;
        break;
      case End::with_reason:
        line.with_reason += count.messages;
        break;
      case End::after:
        line.after_sending += count.messages;
        break;
      case End::resent:
      case End::released:
      case End::warned:
      case End::unclear:
        break;
    }
  }
  for (const auto& count : tally.false_alarms) {
    line_of(count.rule).false_alarms += count.findings;
    summary.false_alarms += count.findings;
  }
  summary.findings_judged = tally.findings;
  for (auto& [rule, line] : lines)
    if (summary.reading == Reading::internal || !is_in_total_only(rule))
      summary.rules.push_back(std::move(line));
  std::stable_sort(
      summary.rules.begin(), summary.rules.end(),
      [](const RuleLine& a, const RuleLine& b) { return place_of(a.rule) < place_of(b.rule); });
}

MonthLine month_line(Month month, const stores::Tally& tally) {
  Summary counted;
  count_mail(tally, counted);
  MonthLine line{month, counted.checked, counted.with_findings, 0, counted.unchecked};
  for (const auto& outcome : counted.outcomes)
    if (outcome.name == "after-sending") line.after_sending = outcome.messages;
  return line;
}

// The smallest that so many in a hundred do not exceed.
std::optional<int> share_of(const std::vector<int>& sorted, std::size_t percent) {
  if (sorted.empty()) return std::nullopt;
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

ReplyLine reply_line(const std::vector<LetterAnswered>& letters, bool of_councillors) {
  ReplyLine line{of_councillors ? "councillors" : "residents", 0, 0, 0, 0, {}, {}};
  std::vector<int> days;
  for (const auto& letter : letters) {
    if (letter.from_councillor != of_councillors) continue;
    ++line.letters;
    line.late += letter.late ? 1u : 0u;
    if (!letter.days) {
      ++line.waiting;
      continue;
    }
    ++line.answered;
    days.push_back(*letter.days);
  }
  std::sort(days.begin(), days.end());
  line.median_days = share_of(days, 50);
  line.ninetieth_days = share_of(days, 90);
  return line;
}

bool is_digest(std::string_view person) {
  return person.size() == 64 &&
         person.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Case case_of(const stores::ReviewEntry& entry) {
  Case one;
  one.time = entry.decision.time;
  one.sender = entry.decision.sender_name.empty() ? "a shared mailbox" : entry.decision.sender_name;
  std::set<std::string> people;
  for (const auto& finding : entry.decision.findings) {
    if (std::find(one.rules.begin(), one.rules.end(), finding.rule) == one.rules.end())
      one.rules.push_back(finding.rule);
    // An outsider stands in the ledger as a digest or, of old, as an address: neither is told.
    for (const auto& person : finding.people)
      if (!is_digest(person) && person.find('@') == person.npos) people.insert(person);
  }
  one.people.assign(people.begin(), people.end());
  const auto end = end_of(entry.decision.entrance, entry.outcome.kind);
  one.outcome = ends[static_cast<std::size_t>(end)].name;
  one.outcome_words = ends_of_one[static_cast<std::size_t>(end)];
  one.reason = entry.outcome.reason;
  return one;
}

std::string what_changed(const stores::PolicyVersion& version) {
  if (version.number == 1) return "the first on record";
  switch (version.how) {
    case stores::PolicyOrigin::applied:
      return "put live";
    case stores::PolicyOrigin::edited:
      break;
    case stores::PolicyOrigin::reverted:
      return "an earlier one brought back";
    case stores::PolicyOrigin::packs:
      return "Candour’s own packs or phrases changed";
  }
  return "edited by hand";
}

std::vector<PolicyChange> changes_of(const std::vector<stores::PolicyVersion>& newest_first,
                                     const Period& period, Reading reading) {
  std::vector<PolicyChange> changes;
  for (auto version = newest_first.rbegin(); version != newest_first.rend(); ++version) {
    if (version->time < period.begin() || version->time >= period.end()) continue;
    PolicyChange change{version->time, version->number, what_changed(*version), "an officer", {}};
    if (version->how == stores::PolicyOrigin::packs) change.author = "nobody here";
    if (reading == Reading::internal) {
      change.author = version->author;
      change.note = version->note;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

std::string_view name_of(Reading reading) {
  return reading == Reading::open ? "public" : "internal";
}

bool is_in_total_only(std::string_view rule) {
  return rule == "conduct-remark" || rule == "over-familiar" || rule == "need-to-know";
}

Summary summarise(const Period& period, Reading reading, const policy::Policy& policy,
                  const Figures& figures, base::Instant now) {
  Summary summary;
  summary.council = policy.council;
  summary.protocol = policy.protocol;
  summary.period = period;
  summary.reading = reading;
  summary.made = now;
  summary.complete = now >= period.end();
  summary.chain_head = figures.chain_head;
  summary.away = away_in(period, figures.runs, now);
  summary.policy_changes = changes_of(figures.policies, period, reading);
  count_mail(figures.whole, summary);
  count_rules(figures.whole, policy, summary);
  const auto months = year_and_month_to(period).months();
  for (std::size_t i = 0; i < months.size() && i < figures.trend.size(); ++i)
    summary.trend.push_back(month_line(months[i], figures.trend[i]));
  if (figures.letters)
    summary.replies = {reply_line(*figures.letters, true), reply_line(*figures.letters, false)};
  if (reading == Reading::internal) {
    for (const auto& entry : figures.cases) {
      if (summary.cases.size() == most_cases) {
        summary.more_cases = true;
        break;
      }
      summary.cases.push_back(case_of(entry));
    }
    std::stable_sort(summary.cases.begin(), summary.cases.end(),
                     [](const Case& a, const Case& b) { return a.time < b.time; });
  }
  return summary;
}

}  // namespace candour::reports
