// SPDX-License-Identifier: MPL-2.0
//
// Header fields, written: folded, and what is not plain ASCII encoded. No value, whatever it holds,
// can end its field early.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::composed {

/// A field of free text: "Subject: …", CRLF at its end. Encoded words where needed (RFC 2047).
std::string text_field(std::string_view name, std::string_view value);

/// A field of addresses; empty where there are none. Addresses stay as they are, international ones
/// too (RFC 6532).
std::string address_field(std::string_view name, const std::vector<mail::Address>& addresses);

/// A field of message ids; empty where there are none.
std::string id_field(std::string_view name, const std::vector<std::string>& ids);

/// A parameter of Content-Type or Content-Disposition on a line of its own, the `;` before it
/// included (RFC 2231 where needed).
std::string parameter(std::string_view name, std::string_view value);

}  // namespace candour::composed
