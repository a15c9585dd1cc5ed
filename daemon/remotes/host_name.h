// SPDX-License-Identifier: MPL-2.0
//
// Names of hosts that strangers give us, before they go into a URL or onto a terminal.
#pragma once

#include <string_view>

namespace candour::remotes {

/// Letters, digits, hyphens and dots, at least two labels of 1 to 63; or "localhost".
bool is_host_name(std::string_view text);

/// The host is the domain or lies in it, whatever the case of letters.
bool lies_in(std::string_view host, std::string_view domain);

}  // namespace candour::remotes
