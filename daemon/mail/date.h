// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>

#include "mail/mail.h"

namespace candour::mail {

/// A Date field: comments, obsolete zones ("GMT", "BST" read as +0100, military letters as
/// unknown), two-digit years, a missing weekday or seconds. Nothing where it cannot be a date.
/// Source: RFC 5322 sections 3.3 and 4.3
std::optional<Date> parse_date(std::string_view value);

}  // namespace candour::mail
