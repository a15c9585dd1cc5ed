// SPDX-License-Identifier: MPL-2.0
//
// What the two rules on mail in a councillor's name have in common: the mail's acts of one sort,
// and a finding's people, ground and cures.
#pragma once

#include <string>
#include <vector>

#include "rules/language/acts.h"
#include "rules/who/in_name_of.h"

namespace candour::rules {

enum class Sort { binding, official };

/// Where the mail's sender commits an act.
struct Spoken {
  Deed deed = Deed::obligation;
  Evidence evidence;
  std::vector<Evidence> clues{};  // by what it is known, where it was learned
};

/// The acts in what the sender wrote now: the subject of a mail that opens a thread, the authored
/// text and, for `official`, the signature. The same words in two versions of the text count once.
/// A notice that calls an extraordinary meeting holds none (Local Government Act 1972, Schedule
/// 12), as far as it is that notice.
std::vector<Spoken> acts_of(const Correspondence& correspondence,
                            const std::vector<Signatory>& signatories, Sort sort);

/// Whether a recipient is neither one of the council's councillors nor one of its officers.
bool is_outside_council(const Recipient& recipient);

/// "Councillor Jane Smith and Councillor Robert Jones"
std::string names_of(const std::vector<Signatory>& signatories);

/// People, evidence and the clerk to send it filled in; the words about them are the rule's.
Finding finding_in_name_of(const Correspondence& correspondence,
                           const std::vector<Signatory>& signatories,
                           const std::vector<Spoken>& acts);

/// The other cure: to change the words of each act.
void offer_other_words(Finding& finding, const std::vector<Spoken>& acts);

}  // namespace candour::rules
