// SPDX-License-Identifier: MPL-2.0
//
// A letter that a file keeps in a form of its own (.msg, winmail.dat), and how it is written as
// RFC 5322 so that it is read like any other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::extract {

/// The header field, and the named property, in which Outlook keeps sensitivity labels.
inline constexpr std::string_view label_property = "msip_labels";

struct Letter {
  mail::Address from;
  mail::Address sender;  // where somebody else sent it on behalf of `from`
  std::vector<mail::Address> to, cc, bcc;
  std::string subject;
  std::string date;  // as a Date field has it; empty: unknown
  std::string message_id;
  std::string in_reply_to;
  std::string references;
  std::string sensitivity;
  std::string labels;            // sensitivity labels, as the field msip_labels has them
  std::string transport_header;  // as it came by SMTP: tells what is unknown above
  std::string text;              // UTF-8, as are the others
  std::string html;

  /// Whether there is anything to read in it.
  bool empty() const { return text.empty() && html.empty() && subject.empty(); }
};

/// The fields of its header but those that describe a body; no blank line ends them.
std::string to_header(const Letter& letter);

/// The letter as a message; its texts as alternatives where it has two.
std::string to_message(const Letter& letter);

}  // namespace candour::extract
