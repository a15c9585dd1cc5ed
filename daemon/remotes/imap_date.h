// SPDX-License-Identifier: MPL-2.0
//
// Dates as IMAP writes them (RFC 9051, date-time and date-text).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace candour::remotes {

/// "17-Jul-2026 02:44:25 +0100", the day perhaps with a blank in front; nothing where it is none.
std::optional<base::Instant> parse_internal_date(std::string_view text);

/// "17-Jul-2026", for SINCE.
std::string imap_date(base::Day day);

}  // namespace candour::remotes
