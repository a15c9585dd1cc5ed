// SPDX-License-Identifier: MPL-2.0
//
// Calendar invitations: who asks whom, and what the invitation says. Dates, recurrence and alarms
// are not read; no rule asks for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::mail {

struct Calendar {
  std::vector<Invitation> invitations;
  bool cut = false;  // more events than parts may be in a message, or more than 10,000 attendees
};

/// The events, to-dos and journal entries of a calendar, in order. Never fails: what is no calendar
/// gives nothing, what breaks off is read as far as it goes.
///
/// text    UTF-8, LF or CRLF
/// Source  RFC 5545 sections 3.1 to 3.3 and 3.8, RFC 6868; X-ALT-DESC: [MS-OXCICAL]
Calendar read_calendar(std::string_view text, const Limits& limits);

}  // namespace candour::mail
