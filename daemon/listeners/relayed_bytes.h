// SPDX-License-Identifier: MPL-2.0
//
// Which bytes of a message go on to the next hop: all of them, but for top-level X-Candour-*
// fields, which are between client and Candour, and Bcc and Resent-Bcc fields that a client left
// in: they would show every recipient who was copied in blind (RFC 5322 section 3.6.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::listeners {

/// The stretches of `message` that are relayed, in order; none is empty.
///
/// message  lines end in CRLF (a bare LF ends one too); must outlive the result
///
/// Every line up to the first empty one counts as header, also after a line that is no field:
/// another reader may go on reading fields there, and a Bcc must not slip past us with it.
std::vector<std::string_view> relayed_pieces(std::string_view message);

/// relayed_pieces() joined.
std::string relayed_bytes(std::string_view message);

/// The value of the message's X-Candour-Ack field; empty where it has none or more than one.
std::string acknowledgement_in(std::string_view message);

}  // namespace candour::listeners
