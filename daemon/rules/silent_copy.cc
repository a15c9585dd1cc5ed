// SPDX-License-Identifier: MPL-2.0
//
// silent-copy: an officer's mail goes blind to a councillor, and the foot does not say so. Cure: a
// notice at the foot (copy_notice.h). Blind copies to anybody else are none of its business.

#include "rules/kinds.h"
#include "rules/who/copied_people.h"
#include "rules/who/copy_notice.h"

namespace candour::rules {

namespace {

// The title has the names; five councillors named thrice are too much for a mail client's error
// box.
std::string explanation(bool one, const std::string& notice, bool bulk) {
  const auto text = "Other readers cannot see this, and the foot does not say it. Add the line \"" +
                    notice + "\" at the foot";
  // Bulk mail to residents belongs in Bcc: nobody is nudged out of it.
  if (bulk) return text + ".";
  return text + (one ? ", or move the blind copy to Cc." : ", or move the blind copies to Cc.");
}

Finding unnamed_copy(const Correspondence& correspondence, const Councillors& councillors) {
  const bool bulk = correspondence.is_bulk();
  const bool one = councillors.size() == 1;
  const auto who = prose_of(councillors);
  const auto notice = notice_for(correspondence, councillors);
  const auto ways = ways_to(correspondence, councillors);

  Finding finding;
  finding.rule = "silent-copy";
  finding.ceiling = bulk ? Ceiling::note : Ceiling::none;
  finding.people = names_of(councillors);
  finding.title =
      who + (one ? " gets" : " get") + " a blind copy that the message does not mention";
  finding.explanation = explanation(one, notice, bulk);
  for (const auto* way : ways) finding.evidence.push_back(correspondence.evidence(*way));

  finding.fixes.push_back({FixKind::append_foot, notice});
  if (!bulk)
    for (const auto* way : ways) finding.fixes.push_back({FixKind::move_to_cc, way->address});
  for (auto& removal : removals(correspondence, ways)) finding.fixes.push_back(std::move(removal));
  return finding;
}

}  // namespace

Outcome silent_copy(const Correspondence& correspondence) {
  Outcome outcome;
  if (!correspondence.sent_by_officer()) return outcome;
  if (!correspondence.blind_known)
    outcome.unchecked.push_back(
        {"blind copies", "neither a Bcc field nor the envelope is known", false});
  const auto blind = copied(correspondence, Visibility::blind);
  if (blind.empty()) return outcome;
  const auto missing = unnamed(correspondence, blind, NoticePlace::foot);
  if (!missing.empty()) outcome.findings.push_back(unnamed_copy(correspondence, missing));
  return outcome;
}

}  // namespace candour::rules
