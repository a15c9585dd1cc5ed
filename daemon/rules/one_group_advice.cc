// SPDX-License-Identifier: MPL-2.0
//
// one-group-advice: an officer's report, briefing or advice goes to members of one political group
// and to nobody of another. Cure: the text says that the other groups have been told. No finding
// where a whole committee gets it, or the chair and vice-chair alone.

#include <algorithm>

#include "base/text.h"
#include "people/body_names.h"
#include "rules/kinds.h"
#include "rules/language/phrases.h"
#include "rules/papers.h"
#include "rules/who/council_bodies.h"
#include "rules/who/political_groups.h"
#include "rules/who/told_groups.h"

namespace candour::rules {

namespace {

Councillors recipients_of(const Correspondence& correspondence) {
  auto all = copied(correspondence, Visibility::visible);
  for (const auto* blind : copied(correspondence, Visibility::blind)) all.push_back(blind);
  return all;
}

bool presides(const people::Person& councillor, base::Day day) {
  const auto* position = councillor.councillor_position_on(day);
  return position != nullptr && position->role != people::Role::councillor;
}

/// Two members of the group, or its list.
bool is_addressed(const PoliticalGroup& group, const Councillors& recipients,
                  const Correspondence& correspondence) {
  const auto members = std::count_if(recipients.begin(), recipients.end(), [&](const auto* each) {
    return contains(group.members, each);
  });
  const auto& all = correspondence.recipients;
  return members > 1 || std::any_of(all.begin(), all.end(), [&](const Recipient& recipient) {
           return recipient.via_list != nullptr && recipient.via_list->committees.empty() &&
                  people::is_political_group(recipient.via_list->group);
         });
}

/// The words that give advice, of each version of the text the first.
std::vector<Evidence> advice_in_text(const Correspondence& correspondence) {
  const auto& phrases = correspondence.phrases;
  for (const auto& body : correspondence.bodies)
    for (const auto& sentence : body.sentences) {
      const auto words = body.authored.folded_text(sentence);
      const auto found = phrases.find("advice.gives", words, 1);
      if (!found.empty() && !phrases.any("advice.gives-none", words))
        return {body.authored.evidence(sentence.begin + found.front().begin,
                                       sentence.begin + found.front().end)};
    }
  return {};
}

std::string prose_of_others(const PoliticalGroups& groups, const PoliticalGroup& addressed) {
  std::vector<std::string> names;
  for (const auto& group : groups.all())
    if (&group != &addressed) names.push_back(group.name);
  return base::join_as_prose(names) + (names.size() == 1 ? " group" : " groups");
}

Finding told_one_group(const Correspondence& correspondence, const PoliticalGroups& groups,
                       const PoliticalGroup& addressed, const Councillors& recipients,
                       std::vector<Evidence> evidence) {
  const auto others = prose_of_others(groups, addressed);
  Finding finding;
  finding.rule = "one-group-advice";
  finding.people = names_of(recipients);
  finding.title = "Advice to the " + addressed.name + " group alone";
  finding.explanation = "\"" + evidence.front().text + "\" goes to members of the " +
                        addressed.name +
                        " group and to nobody of another. What officers tell one group the others "
                        "should know of: tell the " +
                        others + ", and say in the text that you have.";
  for (const auto* way : ways_to(correspondence, recipients))
    evidence.push_back(correspondence.evidence(*way));
  finding.evidence = std::move(evidence);
  finding.fixes.push_back(
      {FixKind::edit_text, "Tell the " + others +
                               ", then say so in the text: \"The other groups have been sent the "
                               "same.\""});
  return finding;
}

}  // namespace

Outcome one_group_advice(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return {};
  const auto recipients = recipients_of(correspondence);
  if (recipients.empty()) return {};
  const PoliticalGroups groups(correspondence);
  const auto* group = groups.only_one_of(recipients);
  if (group == nullptr || !is_addressed(*group, recipients, correspondence)) return {};
  if (std::all_of(recipients.begin(), recipients.end(),
                  [&](const auto* each) { return presides(*each, correspondence.day); }))
    return {};

  auto evidence = papers_among(correspondence, labels_of(correspondence), PaperKind::advice);
  if (evidence.empty()) evidence = advice_in_text(correspondence);
  if (evidence.empty() || CouncilBodies(correspondence).are_whole_body(recipients) ||
      says_others_are_told(correspondence, groups, *group))
    return {};
  Outcome outcome;
  outcome.findings.push_back(
      told_one_group(correspondence, groups, *group, recipients, std::move(evidence)));
  return outcome;
}

}  // namespace candour::rules
