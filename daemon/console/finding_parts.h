// SPDX-License-Identifier: MPL-2.0
//
// Parts of a finding that several pages show: whom it is about, its clause, its evidence.
#pragma once

#include <string>
#include <string_view>

#include "console/markup.h"
#include "mail/mail.h"
#include "policy/policy.h"
#include "stores/ledger.h"

namespace candour::console {

std::string people_of(const stores::FindingRow& finding);

Markup clause_words(const policy::Policy& policy, std::string_view rule);

/// Where the evidence stands; the ledger has no more.
Markup evidence_list(const stores::FindingRow& finding);
/// The same with the words, read in the mail at hand.
Markup evidence_list(const stores::FindingRow& finding, const mail::Mail& mail);

}  // namespace candour::console
