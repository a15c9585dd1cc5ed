// SPDX-License-Identifier: MPL-2.0

#include "rules/kinds.h"

#include <algorithm>
#include <array>

namespace candour::rules {

// The rules themselves, each in the file of its name.
Outcome silent_copy(const Correspondence& correspondence);
Outcome obligation_in_councillor_name(const Correspondence& correspondence);
Outcome official_in_councillor_name(const Correspondence& correspondence);

std::span<const RuleKind> rule_kinds() {
  // A rule that silences another stands before it.
  static constexpr std::array kinds{
      RuleKind{"silent-copy",
               "a councillor is blind-copied, and the foot does not say so",
               {},
               {},
               silent_copy},
      RuleKind{"obligation-in-councillor-name",
               "a mail in a councillor's name binds the council or gives its instructions",
               {},
               {},
               obligation_in_councillor_name},
      RuleKind{"official-in-councillor-name",
               "a mail in a councillor's name speaks for the council",
               {},
               "obligation-in-councillor-name",
               official_in_councillor_name},
  };
  return kinds;
}

const RuleKind* rule_named(std::string_view id) {
  const auto kinds = rule_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const RuleKind& known) { return known.id == id; });
  return kind == kinds.end() ? nullptr : &*kind;
}

}  // namespace candour::rules
