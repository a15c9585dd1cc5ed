// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "composed/message.h"

namespace candour::composed {

/// The message as a mail client would send it: CRLF line ends, no line over 998 bytes but those of
/// an attached message, no Bcc field (who is blind is known from recipients_of()). The same
/// message gives the same bytes. A file at hand goes in as it is, in `binary`, which nobody could
/// send, but which says the same to a reader and is neither encoded nor decoded.
/// Source   RFC 5322, 2045 to 2047, 2183, 2231, 6532
std::string write(const Message& message);

}  // namespace candour::composed
