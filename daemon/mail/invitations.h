// SPDX-License-Identifier: MPL-2.0
//
// Finds the invitations of a message among its parts, and adds what they say to its texts.
#pragma once

#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

bool is_calendar(const Part& part);

/// To be called once the parts and bodies are read. Fills `invitations`. What an invitation says
/// and no text beside it becomes a body of its own, in the version that readers see, so that what
/// stands in both is said once.
void read_invitations(Mail& mail, const Limits& limits, Remarks& remarks);

}  // namespace candour::mail
