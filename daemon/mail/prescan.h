// SPDX-License-Identifier: MPL-2.0
//
// A first look at the raw bytes: size, odd line ends, what stands before the header.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

/// The part of `raw` that is a message: no longer than message_bytes, without a byte order mark,
/// an mbox line and empty lines before the header. A copy in `copies` where a message without any
/// LF had to get line ends.
std::string_view prescan(std::string_view raw, const Limits& limits, Remarks& remarks,
                         std::deque<std::string>& copies);

/// The length of a "From " line of an mbox file (RFC 4155) that begins the text; else 0.
std::size_t skip_mbox_line(std::string_view text, Remarks& remarks);

}  // namespace candour::mail
