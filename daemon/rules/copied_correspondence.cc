// SPDX-License-Identifier: MPL-2.0
//
// copied-correspondence: an officer answers or forwards what passed between one councillor and
// officers only (exchange.h), and the message also goes to another councillor. Cure: the first
// councillor can see the message, and it says that the other has been copied in. An open Cc alone
// is not enough: the protocol says "not normally", so the text has to say it.

#include <algorithm>
#include <iterator>

#include "people/naming.h"
#include "rules/kinds.h"
#include "rules/who/copied_people.h"
#include "rules/who/copy_notice.h"
#include "rules/who/exchange.h"

namespace candour::rules {

namespace {

/// One councillor's correspondence, and who now gets to see it.
struct Copied {
  const people::Person* first = nullptr;
  Councillors others;            // by the order of recipients
  bool recipients_known = true;  // of at least one of the earlier messages
  std::vector<Evidence> evidence;
};

std::vector<Copied> copied_exchanges(const Correspondence& correspondence) {
  auto recipients = copied(correspondence, Visibility::visible);
  const auto blind = copied(correspondence, Visibility::blind);
  recipients.insert(recipients.end(), blind.begin(), blind.end());
  if (recipients.empty()) return {};

  std::vector<Copied> result;
  for (const auto& exchange : private_exchanges(correspondence)) {
    Councillors others;
    std::copy_if(recipients.begin(), recipients.end(), std::back_inserter(others),
                 [&](const people::Person* person) {
                   return person != exchange.councillor && !exchange.had_already.contains(person);
                 });
    if (others.empty()) continue;
    auto same = std::find_if(result.begin(), result.end(), [&](const Copied& known) {
      return known.first == exchange.councillor;
    });
    if (same == result.end())
      same = result.insert(result.end(), {exchange.councillor, {}, false, {}});
    same->recipients_known |= exchange.recipients_known;
    same->evidence.push_back(exchange.evidence);
    for (const auto* other : others)
      if (!contains(same->others, other)) same->others.push_back(other);
  }
  return result;
}

std::string explanation(const Copied& copied, const std::string& notice, bool sees_it) {
  const auto first = people::with_title(*copied.first);
  auto text = "This message passes on what " + first + " and officers wrote to each other, and " +
              prose_of(copied.others) + (copied.others.size() == 1 ? " gets" : " get") +
              " it too. ";
  text += sees_it
              ? "If that is needed, add the line \"" + notice + "\" so that " + first + " knows."
              : "If that is needed, copy the message to " + first + " openly and add the line \"" +
                    notice + "\".";
  if (!copied.recipients_known)
    text += " The earlier message does not show who else had it: if " + prose_of(copied.others) +
            " did, there is nothing to mend.";
  return text;
}

/// How the first councillor comes to see the message.
std::vector<Fix> show_to(const people::Person& first, const Correspondence& correspondence) {
  std::vector<Fix> fixes;
  for (const auto* way : ways_to(correspondence, {&first}))
    fixes.push_back({FixKind::move_to_cc, way->address});
  const auto* position = first.councillor_position_on(correspondence.day);
  if (fixes.empty() && position != nullptr && !position->emails.empty())
    fixes.push_back({FixKind::add_recipient, position->emails.front()});
  return fixes;
}

/// What the message lacks of openness.
struct Lack {
  bool sight;   // the first councillor does not see it
  bool notice;  // it does not say who else gets it
};

std::vector<Fix> openness(const Copied& copied, const Correspondence& correspondence,
                          const std::string& notice, Lack lack) {
  if (!lack.sight) return {{FixKind::append_foot, notice}};
  const auto shown = show_to(*copied.first, correspondence);
  if (!lack.notice || shown.empty()) return shown;
  // One without the other mends nothing, so they are one fix.
  return {{FixKind::edit_text, "Put " + people::with_title(*copied.first) + " <" +
                                   shown.front().text + "> into Cc and add the line \"" + notice +
                                   "\" at the foot: it takes both."}};
}

Finding unsaid_copy(const Correspondence& correspondence, const Copied& copied, Lack lack) {
  const auto notice = notice_for(correspondence, copied.others);
  const auto ways = ways_to(correspondence, copied.others);
  Finding finding;
  finding.rule = "copied-correspondence";
  finding.ceiling = copied.recipients_known ? Ceiling::none : Ceiling::note;
  finding.people = names_of(copied.others);
  finding.title = "Correspondence with " + people::with_title(*copied.first) + " is copied to " +
                  prose_of(copied.others);
  finding.explanation = explanation(copied, notice, !lack.sight);
  finding.evidence = copied.evidence;
  for (const auto* way : ways) finding.evidence.push_back(correspondence.evidence(*way));

  finding.fixes = openness(copied, correspondence, notice, lack);
  for (auto& removal : removals(correspondence, ways)) finding.fixes.push_back(std::move(removal));
  return finding;
}

}  // namespace

Outcome copied_correspondence(const Correspondence& correspondence) {
  Outcome outcome;
  if (!correspondence.sent_by_officer()) return outcome;
  const auto visible = copied(correspondence, Visibility::visible);
  for (auto& copied : copied_exchanges(correspondence)) {
    const auto unsaid = unnamed(correspondence, copied.others, NoticePlace::authored);
    const Lack lack{!contains(visible, copied.first), !unsaid.empty()};
    if (!lack.sight && !lack.notice) continue;
    if (!lack.sight) copied.others = unsaid;
    outcome.findings.push_back(unsaid_copy(correspondence, copied, lack));
  }
  return outcome;
}

}  // namespace candour::rules
