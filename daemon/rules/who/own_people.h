// SPDX-License-Identifier: MPL-2.0
//
// Whether a mail without a word about the council tells by its people that it is the council's
// business: "Sandra will get you a contract", where Sandra is the clerk.
#pragma once

#include "rules/correspondence.h"

namespace candour::rules {

/// Whether the authored text names one of the council's officers, by forename or as "Mrs Pocock":
/// not in its greeting, and nobody who is written to or writes.
bool names_an_officer(const Correspondence& correspondence);

/// Whether what is answered or passed on names a council: a contractor's quotation to it.
bool answers_council_mail(const Correspondence& correspondence);

}  // namespace candour::rules
