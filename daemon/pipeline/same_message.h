// SPDX-License-Identifier: MPL-2.0
//
// When two messages are the same one sent again: a clerk who presses Send once more gets a new
// Message-ID, Date and boundaries from the mail client, and new names for pasted images.
#pragma once

#include <string>

#include "mail/mail.h"
#include "rules/correspondence.h"

namespace candour::pipeline {

/// A keyed digest over envelope sender, recipient set, decoded Subject and, leaf by leaf, type,
/// file name and decoded content. MIME boundaries, Content-IDs and `cid:` links, transfer encoding,
/// Date, Message-ID, User-Agent and signatures make no difference; nor does the file name of an
/// image that the HTML shows in its place.
std::string content_digest(const mail::Mail& mail, const rules::Envelope& envelope,
                           std::string_view key);

}  // namespace candour::pipeline
