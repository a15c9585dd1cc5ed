// SPDX-License-Identifier: MPL-2.0

#include "rules/kinds.h"

#include <algorithm>
#include <array>

namespace candour::rules {

// The rules themselves, each in the file of its name.
Outcome silent_copy(const Correspondence& correspondence);
Outcome copied_correspondence(const Correspondence& correspondence);
Outcome confidential_disclosure(const Correspondence& correspondence);
Outcome confidential_without_reason(const Correspondence& correspondence);
Outcome obligation_in_councillor_name(const Correspondence& correspondence);
Outcome official_in_councillor_name(const Correspondence& correspondence);
Outcome unequal_circulation(const Correspondence& correspondence);
Outcome one_group_advice(const Correspondence& correspondence);
Outcome need_to_know(const Correspondence& correspondence);
Outcome conduct_remark(const Correspondence& correspondence);
Outcome over_familiar(const Correspondence& correspondence);
Outcome political_opinion(const Correspondence& correspondence);
Outcome press_release_unapproved(const Correspondence& correspondence);

constexpr std::array<std::string_view, 2> confidential_grades{"correspondence", "outgoing"};

std::span<const RuleKind> rule_kinds() {
  // A rule that silences another stands before it. late-reply is not among them: a reply is late
  // in a mailbox, not in a mail (late_reply.h).
  static constexpr std::array kinds{
      RuleKind{"silent-copy",
               "a councillor is blind-copied, and the foot does not say so",
               {},
               {},
               silent_copy},
      RuleKind{"copied-correspondence",
               "what passed between one councillor and officers is copied to another councillor",
               {},
               {},
               copied_correspondence},
      RuleKind{"confidential-disclosure",
               "something marked confidential goes to somebody outside the council",
               confidential_grades,
               {},
               confidential_disclosure},
      RuleKind{"confidential-without-reason",
               "a councillor is sent something marked confidential without a reason",
               {},
               "confidential-disclosure",
               confidential_without_reason},
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
      RuleKind{"unequal-circulation",
               "papers go to several members of a body, and others of it are missed",
               {},
               {},
               unequal_circulation},
      RuleKind{"one-group-advice",
               "a report, briefing or advice goes to one political group alone",
               {},
               {},
               one_group_advice},
      RuleKind{"need-to-know",
               "a councillor is sent personal data of somebody else without a stated need",
               {},
               {},
               need_to_know},
      RuleKind{"conduct-remark",
               "an officer remarks to a councillor on a colleague's conduct or on the office",
               {},
               {},
               conduct_remark},
      RuleKind{"over-familiar",
               "kisses, endearments or love-signs between officer and councillor",
               {},
               {},
               over_familiar},
      RuleKind{"political-opinion",
               "an officer gives a political opinion to the press or for publication",
               {},
               {},
               political_opinion},
      RuleKind{"press-release-unapproved",
               "a release on a contentious matter goes to the press without the clerk's approval",
               {},
               {},
               press_release_unapproved},
  };
  return kinds;
}

const RuleKind* rule_named(std::string_view id) {
  const auto kinds = rule_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const RuleKind& known) { return known.id == id; });
  return kind == kinds.end() ? nullptr : &*kind;
}

std::string rule_title(std::string_view rule) {
  std::string title(rule);
  for (char& c : title)
    if (c == '-') c = ' ';
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  if (const auto at = title.find(" councillor "); at != title.npos) title.insert(at + 11, "'s");
  return title;
}

}  // namespace candour::rules
