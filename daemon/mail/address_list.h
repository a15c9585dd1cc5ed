// SPDX-License-Identifier: MPL-2.0
//
// Address lists of From, To, Cc and their like.
#pragma once

#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::mail {

struct AddressList {
  std::vector<Address> addresses;  // groups opened; empty members left out
  bool malformed = false;          // something had to be skipped or guessed
  bool over_limit = false;         // more than `limit` addresses; the rest is not here
};

/// Reads a list: groups, comments, quoted commas, quoted pairs, domain literals (IPv6 too), routes,
/// UTF-8 local parts and domains, `;` as a separator as Outlook writes it, display names that are
/// encoded words. Linear; nesting of comments is counted, not recursed into.
///
/// value    the unfolded field, encoded words not decoded yet
/// Source   RFC 5322 sections 3.4 and 4.4, RFC 6532, RFC 2047 section 5
AddressList parse_address_list(std::string_view value, std::size_t limit = Limits{}.addresses);

}  // namespace candour::mail
