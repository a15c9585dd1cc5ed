// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>

#include "mail/mail.h"

namespace candour::composed {

/// "2026-07-20T17:00:51+01:00", as mail::Date writes it; a fraction of a second is left out.
/// Source   RFC 3339 section 5.6
std::optional<mail::Date> parse_moment(std::string_view text);

}  // namespace candour::composed
