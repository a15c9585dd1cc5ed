// SPDX-License-Identifier: MPL-2.0
//
// Whose words are whose: divides what a reader sees into authored text, quotes, signature and
// disclaimer (policies/rules.md, "Parts of a message"). Knows the forms of Outlook (Windows, new,
// web, mobile), Gmail, Apple Mail, Thunderbird, Yahoo and plain text, in English and Welsh.
#pragma once

#include <string>
#include <vector>

#include "mail/html_text.h"
#include "mail/mail.h"

namespace candour::mail {

/// Fills `stretches` and `quotes` of a body whose `text` is set.
///
/// marks    what HTML markup told (empty for plain text)
/// Linear in the text; lines over 10,000 bytes are never taken for an introduction.
void divide(Body& body, const std::vector<Mark>& marks);

}  // namespace candour::mail
