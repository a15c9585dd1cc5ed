// SPDX-License-Identifier: MPL-2.0

#include "engine/assessment.h"

#include <algorithm>

#include "engine/offered_fixes.h"

namespace candour::engine {

namespace {

using policy::Action;

bool is_on(const policy::RuleSetting& setting) {
  return setting.action != Action::off ||
         std::any_of(setting.by_grade.begin(), setting.by_grade.end(),
                     [](const auto& grade) { return grade.second != Action::off; });
}

bool has_raised(const Assessment& assessment, std::string_view rule) {
  return std::any_of(assessment.findings.begin(), assessment.findings.end(),
                     [&](const Judged& judged) { return judged.finding.rule == rule; });
}

Action action_for(const rules::Finding& finding, const policy::RuleSetting& setting) {
  const Action action = setting.action_for(finding.grade);
  return finding.ceiling == rules::Ceiling::note ? std::min(action, Action::note) : action;
}

void add_unchecked(std::vector<mail::Unread>& all, const std::vector<mail::Unread>& more) {
  for (const auto& unread : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const mail::Unread& known) {
      return known.what == unread.what && known.why == unread.why;
    });
    if (same == all.end())
      all.push_back(unread);
    else
      same->could_change_verdict |= unread.could_change_verdict;
  }
}

template <class Ask>
void judge_by(const rules::RuleKind& kind, const policy::Policy& policy, const Ask& ask,
              Assessment& assessment) {
  const auto& setting = policy.setting(kind.id);
  if (!is_on(setting)) return;
  // Rules stand in an order that puts who silences before who is silenced (rules/kinds.cc).
  if (!kind.silenced_by.empty() && has_raised(assessment, kind.silenced_by)) return;

  rules::Outcome outcome = ask(kind);
  for (auto& finding : outcome.findings)
    if (const auto action = action_for(finding, setting); action != Action::off)
      assessment.findings.push_back({std::move(finding), action, setting.clause});
  add_unchecked(assessment.unchecked, outcome.unchecked);
  for (auto& exception : outcome.exceptions) assessment.exceptions.push_back(std::move(exception));
}

void judge_by_all(const policy::Policy& policy, const rules::Correspondence& correspondence,
                  Assessment& assessment) {
  const auto ask = [&](const rules::RuleKind& kind) { return kind.judge(correspondence); };
  for (const auto& kind : rules::rule_kinds()) judge_by(kind, policy, ask, assessment);
}

// What was not read matters where it could change the verdict, which an
// attachment does only on its way to an outsider.
std::optional<Action> when_unchecked(const policy::Policy& policy,
                                     const rules::Correspondence& correspondence,
                                     const std::vector<mail::Unread>& unchecked) {
  if (policy.when_unchecked == policy::WhenUnchecked::deliver) return std::nullopt;
  const bool leaves_the_council = !correspondence.outsiders().empty();
  const auto matters = [&](const mail::Unread& unread) {
    return unread.could_change_verdict &&
           (leaves_the_council || !unread.what.starts_with("attachment"));
  };
  if (std::none_of(unchecked.begin(), unchecked.end(), matters)) return std::nullopt;
  return policy.when_unchecked == policy::WhenUnchecked::hold ? Action::hold : Action::confirm;
}

void settle_verdict(const policy::Policy& policy, const rules::Correspondence& correspondence,
                    Assessment& assessment) {
  assessment.when_unchecked = when_unchecked(policy, correspondence, assessment.unchecked);
  assessment.verdict = assessment.when_unchecked;
  for (const auto& judged : assessment.findings)
    assessment.verdict = std::max(assessment.verdict, std::optional(judged.action));
}

}  // namespace

const rules::Outcome& Outcomes::of(const rules::RuleKind& kind) {
  const auto known = by_rule_.find(kind.id);
  if (known != by_rule_.end()) return known->second;
  return by_rule_.emplace(kind.id, kind.judge(correspondence_)).first->second;
}

Assessment assess_past(const policy::Policy& policy, Outcomes& outcomes) {
  const auto& correspondence = outcomes.correspondence();
  Assessment assessment;
  assessment.policy_version = policy.version;
  add_unchecked(assessment.unchecked, correspondence.mail.unchecked);
  const auto ask = [&](const rules::RuleKind& kind) { return outcomes.of(kind); };
  for (const auto& kind : rules::rule_kinds()) judge_by(kind, policy, ask, assessment);
  settle_verdict(policy, correspondence, assessment);
  return assessment;
}

std::string_view Assessment::verdict_name() const {
  return verdict ? policy::name_of(*verdict) : "pass";
}

Assessment assess(const policy::Policy& policy, const rules::Correspondence& correspondence) {
  Assessment assessment;
  assessment.policy_version = policy.version;
  add_unchecked(assessment.unchecked, correspondence.mail.unchecked);
  judge_by_all(policy, correspondence, assessment);
  offer_what_mends(assessment.findings, correspondence, [&](const rules::Correspondence& mended) {
    Assessment after;
    judge_by_all(policy, mended, after);
    return std::move(after.findings);
  });

  settle_verdict(policy, correspondence, assessment);
  return assessment;
}

}  // namespace candour::engine
