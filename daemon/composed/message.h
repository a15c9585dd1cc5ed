// SPDX-License-Identifier: MPL-2.0
//
// A mail as a compose window knows it, before there are any bytes of it: what a plugin asks about.
// Its JSON form is described in policies/schema/composed.schema.json.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mail/mail.h"

namespace candour::composed {

enum class Disposition { attachment, in_line };

struct Attachment {
  std::string name;
  std::string type;      // "application/pdf"; no parameters
  std::string content;   // base64 (RFC 4648 section 4), without line ends
  std::string sha256{};  // 64 lower-case digits, where it stands in the content's place
  std::shared_ptr<const std::string> file{};  // the bytes of that digest, where they are at hand
  std::string content_id{};
  Disposition disposition = Disposition::attachment;
};

/// As read() leaves it: all text is UTF-8, and everything but the two texts is one line without
/// control characters.
struct Message {
  mail::Address from;
  std::optional<mail::Address> sender;
  std::vector<mail::Address> reply_to, to, cc, bcc;
  std::string subject;
  std::optional<mail::Date> date;
  std::string message_id;  // without angle brackets, as are the next two
  std::string in_reply_to;
  std::vector<std::string> references;
  std::vector<mail::Field> headers;  // whatever else the header says
  std::optional<std::string> text;   // any line ends
  std::optional<std::string> html;
  std::vector<Attachment> attachments;
};

/// The envelope's sender: Sender's address, else From's.
std::string sender_of(const Message& message);

/// The envelope's recipients, blind ones included: each address once, in order.
std::vector<std::string> recipients_of(const Message& message);

}  // namespace candour::composed
