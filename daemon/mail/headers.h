// SPDX-License-Identifier: MPL-2.0
//
// A message's header as values: addresses, dates, ids, decoded text.
#pragma once

#include "mail/entity.h"
#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

Headers read_headers(const Entity& message, const Limits& limits, Remarks& remarks);

/// An id without angle brackets and comments.
std::string read_message_id(std::string_view value);

}  // namespace candour::mail
