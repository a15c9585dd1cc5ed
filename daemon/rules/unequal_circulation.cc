// SPDX-License-Identifier: MPL-2.0
//
// unequal-circulation: an officer sends papers to several members of one body and misses others.
// Mail to a few is no circulation: three councillors at least, and half of the body. Not missing:
// who is left out for a declared interest and said to be, who wrote the papers, who has no address.

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "people/naming.h"
#include "rules/kinds.h"
#include "rules/papers.h"
#include "rules/who/copied_people.h"
#include "rules/who/council_bodies.h"
#include "rules/who/left_out.h"
#include "rules/who/political_groups.h"

namespace candour::rules {

namespace {

using Mention = CouncilBodies::Mention;
using Bodies = std::vector<const CouncilBody*>;

constexpr std::size_t fewest_recipients = 3;

/// Councillors in office who get the mail, at whatever address, the sender left out.
Councillors served(const Correspondence& correspondence) {
  Councillors result;
  std::set<const people::Person*> seen{correspondence.sender.person, nullptr};
  for (const auto& recipient : correspondence.recipients) {
    const auto* person = recipient.standing.person;
    if (seen.insert(person).second && person->is_councillor_on(correspondence.day))
      result.push_back(person);
  }
  return result;
}

/// Which bodies the papers may be for: those that the subject, the text or an attachment names,
/// else the smallest with all who get them; none where they are for one that the roster does not
/// know.
class Addressees {
 public:
  Addressees(const Correspondence& correspondence, const CouncilBodies& bodies,
             const std::vector<Label>& labels)
      : correspondence_(correspondence), bodies_(bodies), labels_(labels) {}

  Bodies meant(const Councillors& served) const {
    const auto& subject = correspondence_.subject.folded.text;
    if (auto named = bodies_.named_in(subject, Mention::heading); !named.empty()) return named;
    if (bodies_.names_unknown(subject, Mention::heading)) return {};
    if (auto named = named_in_text(Mention::sending); !named.empty()) return named;
    if (auto named = named_by_labels(); !named.empty()) return named;
    if (unknown_elsewhere()) return {};
    if (auto named = named_in_text(Mention::prose); named.size() == 1) return named;
    if (is_for_a_group(served)) return {};
    return {&bodies_.smallest_with(served)};
  }

 private:
  Bodies named_in_text(Mention mention) const {
    Bodies all;
    for (const auto& body : correspondence_.bodies)
      add(bodies_.named_in(body.authored.folded.text, mention), all);
    return all;
  }

  Bodies named_by_labels() const {
    Bodies all;
    for (const auto& label : labels_)
      add(bodies_.named_in(label.name.folded.text, Mention::heading), all);
    if (!all.empty()) return all;
    for (const auto& label : labels_)
      add(bodies_.named_in(label.head.folded.text, Mention::heading), all);
    return all;
  }

  bool unknown_elsewhere() const {
    return std::any_of(labels_.begin(), labels_.end(),
                       [&](const Label& label) {
                         return bodies_.names_unknown(label.name.folded.text, Mention::heading);
                       }) ||
           std::any_of(correspondence_.bodies.begin(), correspondence_.bodies.end(),
                       [&](const ReadBody& body) {
                         return bodies_.names_unknown(body.authored.folded.text, Mention::sending);
                       });
  }

  // What goes to one political group alone is one-group-advice's: a group is no body of the
  // council.
  bool is_for_a_group(const Councillors& served) const {
    const PoliticalGroups groups(correspondence_);
    const auto* group = groups.only_one_of(served);
    return group != nullptr && std::all_of(served.begin(), served.end(), [&](const auto* each) {
             return contains(group->members, each);
           });
  }

  static void add(const Bodies& more, Bodies& all) {
    for (const auto* body : more)
      if (std::find(all.begin(), all.end(), body) == all.end()) all.push_back(body);
  }

  const Correspondence& correspondence_;
  const CouncilBodies& bodies_;
  const std::vector<Label>& labels_;
};

struct Circulation {
  const CouncilBody* body = nullptr;
  std::size_t served = 0;
  Councillors missing;
};

std::optional<Circulation> circulation_to(const CouncilBody& body, const Councillors& served,
                                          const Correspondence& correspondence) {
  Circulation circulation{&body, 0, {}};
  const std::set<const people::Person*> has_it(served.begin(), served.end());
  for (const auto* member : body.members) {
    if (has_it.contains(member))
      ++circulation.served;
    else if (member != correspondence.sender.person &&
             !address_of(*member, correspondence.day).empty())
      circulation.missing.push_back(member);
  }
  if (2 * circulation.served < body.members.size()) return {};
  return circulation;
}

/// The circulation the mail is, most likely: of several bodies named the one it misses least of.
std::optional<Circulation> circulation_of(const Bodies& bodies, const Councillors& served,
                                          const Correspondence& correspondence) {
  std::optional<Circulation> best;
  for (const auto* body : bodies) {
    auto circulation = circulation_to(*body, served, correspondence);
    if (circulation && (!best || circulation->missing.size() < best->missing.size()))
      best = std::move(circulation);
  }
  return best;
}

Finding missed(const Correspondence& correspondence, const Circulation& circulation,
               std::vector<Evidence> evidence) {
  const auto who = prose_of(circulation.missing);
  const bool one = circulation.missing.size() == 1;
  Finding finding;
  finding.rule = "unequal-circulation";
  finding.people = names_of(circulation.missing);
  finding.title =
      who + (one ? " does not get" : " do not get") + " papers of the " + circulation.body->name;
  finding.explanation =
      "\"" + evidence.front().text + "\" goes to " + std::to_string(circulation.served) + " of " +
      std::to_string(circulation.body->members.size()) + " members of the " +
      circulation.body->name + ". Councillors are to be treated alike: send it to " + who +
      " too. If a member is left out because of a declared interest, say so in the text.";
  if (!correspondence.blind_known)
    finding.explanation += " Whoever has it as a blind copy is not missing.";
  finding.evidence = std::move(evidence);
  for (const auto* member : circulation.missing)
    finding.fixes.push_back({FixKind::add_recipient, address_of(*member, correspondence.day)});
  return finding;
}

}  // namespace

Outcome unequal_circulation(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return {};
  const auto recipients = served(correspondence);
  if (recipients.size() < fewest_recipients) return {};
  const auto labels = labels_of(correspondence);
  auto papers = papers_among(correspondence, labels, PaperKind::meeting);
  if (papers.empty()) return {};

  const CouncilBodies bodies(correspondence);
  const auto meant = Addressees(correspondence, bodies, labels).meant(recipients);
  auto circulation = circulation_of(meant, recipients, correspondence);
  if (!circulation || circulation->missing.empty()) return {};
  const auto excused = rightly_left_out(correspondence, circulation->missing, labels);
  std::erase_if(circulation->missing,
                [&](const auto* member) { return contains(excused, member); });
  Outcome outcome;
  if (!circulation->missing.empty())
    outcome.findings.push_back(missed(correspondence, *circulation, std::move(papers)));
  return outcome;
}

}  // namespace candour::rules
