// SPDX-License-Identifier: MPL-2.0
//
// Where an attached document is marked: at the edges of its text, in headers, footers and
// watermarks, in its name inside an archive, in its properties, by a sensitivity label. Which words
// mark is marking.h's affair.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "rules/language/phrases.h"
#include "rules/marked/marking.h"

namespace candour::rules {

/// where  the attachment, for people: "attachment papers.zip"
/// part   its IMAP path
std::vector<Marking> document_markings(const mail::Document& document, std::string_view where,
                                       std::string_view part, const MarkingReader& reader,
                                       const Phrases& phrases);

/// What a sensitivity label marks that Outlook put on a message (its field "msip_labels").
std::optional<Marking> message_label(const mail::Headers& headers, std::string_view where,
                                     const Phrases& phrases);

/// "attachment papers.zip: report.pdf"; for a file itself "attachment papers.zip".
std::string where_in(std::string_view where, const mail::Document& document);

}  // namespace candour::rules
