// SPDX-License-Identifier: MPL-2.0
//
// silent-copy: an officer's mail goes blind to a councillor, and the foot does not say so. Cure: a
// notice at the foot (copy_notice.h). Blind copies to anybody else are none of its business.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/naming.h"
#include "rules/copy_notice.h"
#include "rules/kinds.h"

namespace candour::rules {

namespace {

Councillors blind_councillors(const Correspondence& correspondence) {
  Councillors blind;
  for (const auto* recipient : correspondence.councillors(Visibility::blind))
    if (recipient->standing.person != correspondence.sender.person)
      blind.push_back(recipient->standing.person);
  return blind;
}

bool contains(const Councillors& councillors, const people::Person* person) {
  return std::find(councillors.begin(), councillors.end(), person) != councillors.end();
}

/// The blind recipients through whom these councillors get the mail, each address once.
std::vector<const Recipient*> ways_to(const Correspondence& correspondence,
                                      const Councillors& councillors) {
  std::vector<const Recipient*> ways;
  std::set<std::string> addresses;
  for (const auto& recipient : correspondence.recipients)
    if (contains(councillors, recipient.standing.person) &&
        addresses.insert(people::normalised(recipient.address)).second)
      ways.push_back(&recipient);
  return ways;
}

bool anybody_else(const Correspondence& correspondence, const std::vector<const Recipient*>& ways) {
  return std::any_of(correspondence.recipients.begin(), correspondence.recipients.end(),
                     [&](const Recipient& recipient) {
                       return recipient.in_envelope &&
                              std::none_of(ways.begin(), ways.end(), [&](const Recipient* way) {
                                return way->address == recipient.address;
                              });
                     });
}

std::vector<Fix> fixes(const Correspondence& correspondence, const Councillors& councillors,
                       const std::vector<const Recipient*>& ways, bool bulk) {
  std::vector<Fix> fixes{{FixKind::append_foot, notice_for(councillors)}};
  if (!bulk)
    for (const auto* way : ways) fixes.push_back({FixKind::move_to_cc, way->address});
  if (anybody_else(correspondence, ways))
    for (const auto* way : ways) fixes.push_back({FixKind::remove_recipient, way->address});
  return fixes;
}

std::string explanation(const std::string& names, const std::string& notice, bool one, bool bulk) {
  return names + (one ? " is" : " are") +
         " blind-copied into this message, and its foot does not say so. Add the line \"" + notice +
         "\" at the foot" +
         (bulk ? "." : std::string(", or move ") + names + " to Cc where every reader can see it.");
}

Finding unnamed_copy(const Correspondence& correspondence, const Councillors& councillors) {
  const bool bulk = correspondence.is_bulk();
  const bool one = councillors.size() == 1;
  const auto ways = ways_to(correspondence, councillors);
  std::vector<std::string> names;
  Finding finding;
  finding.rule = "silent-copy";
  finding.ceiling = bulk ? Ceiling::note : Ceiling::none;
  for (const auto* councillor : councillors) {
    finding.people.push_back(councillor->name);
    names.push_back(people::with_title(*councillor));
  }
  const auto prose = base::join_as_prose(names);
  finding.title =
      prose + (one ? " gets" : " get") + " a blind copy that the message does not mention";
  finding.explanation = explanation(prose, notice_for(councillors), one, bulk);
  for (const auto* way : ways) finding.evidence.push_back(correspondence.evidence(*way));
  finding.fixes = fixes(correspondence, councillors, ways, bulk);
  return finding;
}

}  // namespace

Outcome silent_copy(const Correspondence& correspondence) {
  Outcome outcome;
  if (!correspondence.sent_by_officer()) return outcome;
  if (!correspondence.blind_known)
    outcome.unchecked.push_back(
        {"blind copies", "neither a Bcc field nor the envelope is known", false});
  const auto blind = blind_councillors(correspondence);
  if (blind.empty()) return outcome;
  const auto missing = unnamed(correspondence, blind, NoticePlace::foot);
  if (!missing.empty()) outcome.findings.push_back(unnamed_copy(correspondence, missing));
  return outcome;
}

}  // namespace candour::rules
