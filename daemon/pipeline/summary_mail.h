// SPDX-License-Identifier: MPL-2.0
//
// The monthly summary as a mail: its text and its page as alternatives of each other, the printed
// form and the table attached. It is Candour's own mail, and goes through the same rules as any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/assessment.h"
#include "mail/mail.h"

namespace candour::pipeline {

/// The summary as it was made, in every form.
struct SummaryForms {
  std::string title;      // UTF-8, one line: the subject
  std::string file_name;  // UTF-8, of the attached files, without an ending
  std::string text;       // UTF-8
  std::string html;       // UTF-8, a whole page
  std::string pdf, csv;
};

struct SummaryHead {
  mail::Address from;
  std::optional<mail::Address> reply_to;
  std::vector<mail::Address> to;
  mail::Date date;
  std::string message_id;  // without angle brackets
};

/// The bytes of that mail, CRLF, ASCII but for addresses that are not. The same forms and head give
/// the same bytes.
/// Source   RFC 2046 section 5.1.4 (alternatives, plainest first), RFC 3834 section 5
std::string summary_mail(const SummaryHead& head, const SummaryForms& forms);

/// Why a mail of our own does not go, in one line, for the admin; empty where it may go: nothing
/// was found in it that would ask, hold or block.
std::string objection_to(const engine::Assessment& assessment);

}  // namespace candour::pipeline
