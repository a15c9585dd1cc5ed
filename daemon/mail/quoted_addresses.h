// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::mail {

/// People as mail clients print them above a quote, which is no RFC 5322 syntax: "Smith, Jane",
/// "Jane Smith <a@b.example>; Bob Jones", "Jane Smith [mailto:a@b.example]",
/// "Jane <a@b.example<mailto:a@b.example>>". Of "A on behalf of B" B comes first. Linear.
std::vector<Address> parse_quoted_addresses(std::string_view value);

/// A few capitalised words or an address: what can be somebody, and not the beginning of a
/// sentence.
bool looks_like_a_person(const Address& address);

}  // namespace candour::mail
