// SPDX-License-Identifier: MPL-2.0
//
// obligation-in-councillor-name: a mail in the name of a councillor binds the council or gives an
// instruction on its behalf. Only the council's officers do that.

#include <algorithm>

#include "rules/in_councillor_name.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"

namespace candour::rules {

namespace {

std::string what_it_does(const std::vector<Spoken>& acts) {
  const auto does = [&](Deed deed) {
    return std::any_of(acts.begin(), acts.end(),
                       [&](const Spoken& act) { return act.deed == deed; });
  };
  if (!does(Deed::obligation) && !does(Deed::instruction))
    return "commits the council or gives an instruction on its behalf";
  if (!does(Deed::instruction)) return "commits the council";
  if (!does(Deed::obligation)) return "gives an instruction on behalf of the council";
  return "commits the council and gives an instruction";
}

std::string what_they_do(Deed deed) {
  if (deed == Deed::obligation) return "bind the council";
  if (deed == Deed::instruction) return "tell somebody what to do with its authority";
  return "bind the council, or tell somebody what to do with its authority";
}

bool stands_in(const Evidence& words, const Evidence& wider) {
  return words.where == wider.where && words.part == wider.part && words.offset >= wider.offset &&
         words.offset + words.length <= wider.offset + wider.length;
}

/// Of words that stand in others the wider alone.
void add_wider(std::vector<Spoken>& acts, const Spoken& more) {
  const bool known = std::any_of(acts.begin(), acts.end(), [&](const Spoken& act) {
    return stands_in(more.evidence, act.evidence);
  });
  if (known) return;
  std::erase_if(acts, [&](const Spoken& act) { return stands_in(act.evidence, more.evidence); });
  acts.push_back(more);
}

// Where the words that bind are taken out, those that speak for the council would be found next.
std::vector<Spoken> with_official_words(std::vector<Spoken> acts,
                                        const Correspondence& correspondence,
                                        const std::vector<Signatory>& signatories) {
  const auto* official = rule_named("official-in-councillor-name");
  if (!official->judge(correspondence).findings.empty())
    for (const auto& act : acts_of(correspondence, signatories, Sort::official))
      add_wider(acts, act);
  return acts;
}

}  // namespace

Outcome obligation_in_councillor_name(const Correspondence& correspondence) {
  Outcome outcome;
  const auto signatories = in_name_of(correspondence);
  if (signatories.empty()) return outcome;
  const auto acts = acts_of(correspondence, signatories, Sort::binding);
  if (acts.empty()) return outcome;

  auto finding = finding_in_name_of(correspondence, signatories, acts);
  const auto names = names_of(signatories);
  finding.rule = "obligation-in-councillor-name";
  finding.title = "This message " + what_it_does(acts) + " in the name of " + names;
  finding.explanation =
      "The words \"" + acts.front().evidence.text + "\" " + what_they_do(acts.front().deed) +
      ", and the message goes out in the name of " + names +
      ". Such a message goes out under the clerk's name, never a councillor's: send it from the "
      "clerk, and change the signature too, or take the words out." +
      known_by(acts.front().clues);
  offer_other_words(finding, with_official_words(acts, correspondence, signatories));
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

}  // namespace candour::rules
