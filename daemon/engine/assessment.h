// SPDX-License-Identifier: MPL-2.0
//
// Policy + Correspondence -> Assessment. Pure: the same mail, policy and history give the same
// answer.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "rules/kinds.h"

namespace candour::engine {

struct Judged {
  rules::Finding finding;
  policy::Action action;
  std::optional<policy::Clause> clause;
};

struct Assessment {
  std::string policy_version;
  std::vector<Judged> findings;  // in the order of rule_kinds(); none with action off
  std::vector<mail::Unread> unchecked;
  std::vector<std::string> exceptions;
  std::optional<policy::Action> when_unchecked;  // set where what was not read acts
  std::optional<policy::Action> verdict;         // nothing: pass

  /// Whether it is why `when_unchecked` acts.
  bool asks_for(const mail::Unread& unread) const {
    return when_unchecked && unread.could_change_verdict;
  }

  /// "pass" or the verdict's action.
  std::string_view verdict_name() const;
};

/// What rules find in one mail, whatever a policy makes of it: each rule is asked once, however
/// many policies want to know. For one thread.
class Outcomes {
 public:
  /// correspondence   must outlive it
  explicit Outcomes(const rules::Correspondence& correspondence)
      : correspondence_(correspondence) {}

  const rules::Outcome& of(const rules::RuleKind& kind);
  const rules::Correspondence& correspondence() const { return correspondence_; }

 private:
  const rules::Correspondence& correspondence_;
  std::map<std::string_view, rules::Outcome> by_rule_;
};

/// As assess(), but findings offer nothing that mends them: for mail that went long ago.
Assessment assess_past(const policy::Policy& policy, Outcomes& outcomes);

/// Judges a message by every rule that the policy switches on.
Assessment assess(const policy::Policy& policy, const rules::Correspondence& correspondence);

}  // namespace candour::engine
