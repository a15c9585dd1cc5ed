// SPDX-License-Identifier: MPL-2.0
//
// What somebody without a plugin is told of a draft or a sent mail: a short mail for the Inbox of
// the mailbox it stands in. It is never sent, so it may name whom the writer named in Bcc; it has
// no links, and of the message no words but its subject and a finding's evidence.
#pragma once

#include <string>
#include <string_view>

#include "mail/mail.h"
#include "pipeline/mailbox.h"

namespace candour::pipeline {

enum class Stage { draft, sent };

struct Notice {
  std::string subject, text;  // UTF-8; a paragraph is a line
};

/// In plain English; the same mail with the same findings gives the same words.
///
/// found   with at least one finding
Notice notice_of(const FoundMail& found, Stage stage);

/// The bytes of that mail: plain text, CRLF, ASCII.
///
/// account      who the mailbox belongs to: an address, or a user's name
/// message_id   random, without angle brackets
/// key          the ledger's
std::string notice_mail(const Notice& notice, std::string_view account,
                        const std::string& message_id, base::Instant date, std::string_view key);

/// Whether a mail is a notice that was made with that key. Nobody else can make one, so that
/// nobody's mail is passed over for saying it were one.
bool is_notice(const mail::Mail& mail, std::string_view key);

}  // namespace candour::pipeline
