// SPDX-License-Identifier: MPL-2.0
//
// official-in-councillor-name: a mail in the name of a councillor speaks for the council to
// somebody outside it. The chair and vice-chair may, to those whom the policy lists: then the
// exception is recorded and nothing found.

#include <algorithm>

#include "rules/in_councillor_name.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"

namespace candour::rules {

namespace {

std::vector<const Recipient*> outside(const Correspondence& correspondence) {
  std::vector<const Recipient*> recipients;
  for (const auto& recipient : correspondence.recipients)
    if (is_outside_council(recipient)) recipients.push_back(&recipient);
  return recipients;
}

/// The pattern of the policy that excepts a recipient, or an empty view.
std::string_view exception_for(const Correspondence& correspondence, const Recipient& recipient) {
  const auto& patterns = correspondence.parameters.official_exceptions;
  const auto pattern = std::find_if(patterns.begin(), patterns.end(), [&](const std::string& each) {
    return matches_pattern(each, people::normalised(recipient.address));
  });
  return pattern == patterns.end() ? std::string_view() : std::string_view(*pattern);
}

bool presides(const people::Person& councillor, base::Day day) {
  const auto* position = councillor.councillor_position_on(day);
  return position != nullptr &&
         (position->role == people::Role::chair || position->role == people::Role::vice_chair);
}

/// Why the mail is an exception, naming nobody outside the council; empty where it is none.
std::string exception(const Correspondence& correspondence,
                      const std::vector<Signatory>& signatories,
                      const std::vector<const Recipient*>& recipients) {
  const bool chairs_only =
      std::all_of(signatories.begin(), signatories.end(), [&](const Signatory& signatory) {
        return presides(*signatory.councillor, correspondence.day);
      });
  if (!chairs_only) return {};
  std::string_view pattern;
  for (const auto* recipient : recipients) {
    pattern = exception_for(correspondence, *recipient);
    if (pattern.empty()) return {};
  }
  return "official-in-councillor-name: " + names_of(signatories) + " to " + std::string(pattern);
}

}  // namespace

Outcome official_in_councillor_name(const Correspondence& correspondence) {
  Outcome outcome;
  const auto recipients = outside(correspondence);
  if (recipients.empty()) return outcome;
  const auto signatories = in_name_of(correspondence);
  if (signatories.empty()) return outcome;
  const auto acts = acts_of(correspondence, signatories, Sort::official);
  if (acts.empty()) return outcome;
  if (auto reason = exception(correspondence, signatories, recipients); !reason.empty()) {
    outcome.exceptions.push_back(std::move(reason));
    return outcome;
  }

  auto finding = finding_in_name_of(correspondence, signatories, acts);
  const auto names = names_of(signatories);
  finding.rule = "official-in-councillor-name";
  finding.title = "This message speaks for the council in the name of " + names;
  finding.explanation = "The words \"" + acts.front().evidence.text +
                        "\" speak for the council to somebody outside it, and the message goes out "
                        "in the name of " +
                        names +
                        ". Official messages normally go out under the clerk's name: send it from "
                        "the clerk, and change the signature too, or write as yourself." +
                        known_by(acts.front().clues);
  offer_other_words(finding, acts);
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

}  // namespace candour::rules
