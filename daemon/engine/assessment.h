// SPDX-License-Identifier: MPL-2.0
//
// Policy + Correspondence -> Assessment. Pure: the same mail, policy and history give the same
// answer.
#pragma once

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

/// Judges a message by every rule that the policy switches on.
Assessment assess(const policy::Policy& policy, const rules::Correspondence& correspondence);

}  // namespace candour::engine
