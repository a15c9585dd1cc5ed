// SPDX-License-Identifier: MPL-2.0
//
// The rules Candour knows. A new rule is a file beside this one and a row in kinds.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"
#include "rules/finding.h"

namespace candour::rules {

/// What a rule gives back. `unchecked` is for what it could not tell, never taken for "nothing
/// there".
struct Outcome {
  std::vector<Finding> findings;
  std::vector<mail::Unread> unchecked;
  std::vector<std::string> exceptions;  // recorded in the ledger only (official-in-councillor-name)
};

struct RuleKind {
  std::string_view id;                       // "silent-copy"
  std::string_view summary;                  // one line, for lists
  std::span<const std::string_view> grades;  // empty where the rule has none
  /// The rule is not asked, or its findings dropped, where this one found something.
  std::string_view silenced_by;
  Outcome (*judge)(const Correspondence&);
};

/// In the order of policies/rules.md, which is the order findings are shown in.
std::span<const RuleKind> rule_kinds();
const RuleKind* rule_named(std::string_view id);
/// "silent-copy" as "Silent copy"; of late-reply too.
std::string rule_title(std::string_view id);

}  // namespace candour::rules
