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

// Where the words that bind are taken out, those that speak for the council would be found next.
void add_official_words(Finding& finding, const Correspondence& correspondence) {
  for (const auto& official :
       rule_named("official-in-councillor-name")->judge(correspondence).findings)
    for (const auto& fix : official.fixes) {
      const bool known = std::any_of(finding.fixes.begin(), finding.fixes.end(),
                                     [&](const Fix& other) { return other.text == fix.text; });
      if (!known) finding.fixes.push_back(fix);
    }
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
  add_official_words(finding, correspondence);
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

}  // namespace candour::rules
