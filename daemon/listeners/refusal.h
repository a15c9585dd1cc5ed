// SPDX-License-Identifier: MPL-2.0
//
// The refusal as the clerk reads it in the mail client's error box: what was found, on which
// clause, the cure, and how to send anyway.
//
// Laid out for what clients show: Thunderbird shows all lines, below its own opening words; mutt
// only the last one, cut at the terminal's width, so that one carries the message by itself and has
// no full stop, since Thunderbird adds one. The enhanced code stands on every line, where clients
// strip it. ASCII only: most clients have not asked for anything else (RFC 6531 section 3.7.4).
#pragma once

#include <string_view>

#include "listeners/smtp_syntax.h"
#include "pipeline/pipeline.h"

namespace candour::listeners {

/// decision  to refuse
/// message   as the client sent it; an address appears in the reply only if the header that would
/// be
///           relayed shows it to everybody
/// Returns   at most 20 lines of at most 512 octets with code and CRLF (RFC 5321 section 4.5.3.1.5)
Reply refusal(const pipeline::Decision& decision, std::string_view message);

}  // namespace candour::listeners
