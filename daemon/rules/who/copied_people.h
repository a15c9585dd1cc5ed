// SPDX-License-Identifier: MPL-2.0
//
// Councillors who get a copy, how it reaches them, and how a finding speaks of them. Shared by the
// rules on copies.
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

using Councillors = std::vector<const people::Person*>;

bool contains(const Councillors& councillors, const people::Person* person);

/// The councillors among the recipients of that visibility, the sender left out.
Councillors copied(const Correspondence& correspondence, Visibility visibility);

/// Whether every councillor in office who has an address is a recipient.
bool everyone_received(const Correspondence& correspondence);

/// The recipients through whom these councillors get the mail, each address once.
std::vector<const Recipient*> ways_to(const Correspondence& correspondence,
                                      const Councillors& councillors);

/// A fix for each way, unless nobody would be left to write to.
std::vector<Fix> removals(const Correspondence& correspondence,
                          const std::vector<const Recipient*>& ways);

/// The recipients who stand in To (Resent-To where there is one), not merely copied.
std::vector<const Recipient*> written_to(const Correspondence& correspondence);

std::vector<std::string> names_of(const Councillors& councillors);
/// "Councillor Jane Smith and Councillor Ann Lee"
std::string prose_of(const Councillors& councillors);

}  // namespace candour::rules
