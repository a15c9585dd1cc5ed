// SPDX-License-Identifier: MPL-2.0
//
// When an embargo ends: "Embargoed until 00:01 on 5 May 2026" read as a moment. British clocks, as
// a council's press officer means them.
#pragma once

#include <optional>
#include <string_view>

#include "base/calendar.h"

namespace candour::rules {

/// The moment at which publication becomes free.
///
/// folded   the embargo's own words (base/unicode.h), "embargoed until friday 5 june 10am"
/// written  the day of the message, for a date without a year: the year that brings it nearest
/// Returns  nothing where no day of a month can be read; a day without an hour ends the embargo as
///          it begins, "midnight" as it ends (the later reading, for it may not be undone)
std::optional<base::Instant> embargo_end(std::string_view folded, base::Day written);

}  // namespace candour::rules
