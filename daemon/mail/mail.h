// SPDX-License-Identifier: MPL-2.0
//
// A mail as Candour reads it: plain values, all text UTF-8, nothing of the parser's left. What
// could not be read is said in `anomalies` and `unchecked`, never left out in silence.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace candour::mail {

/// What we agree to read; all inclusive. Past a limit the mail is read as far as it goes, an
/// anomaly names the limit and `unchecked` says what was left.
struct Limits {
  std::size_t message_bytes = 64u << 20;
  std::size_t depth = 64;                     // multiparts and attached messages inside each other
  std::size_t parts = 2'000;                  // entities, multiparts included
  std::size_t header_field_bytes = 8u << 10;  // longer fields are read without mimetic's help
  std::size_t header_block_bytes = 8u << 20;  // all headers together
  std::size_t header_fields = 2'000;
  std::size_t addresses = 100'000;       // in one header field
  std::size_t message_ids = 10'000;      // in one header field
  std::size_t opened_bytes = 24u << 20;  // messages inside files or encodings, all together
  std::size_t html_bytes = 5u << 20;     // one HTML part
  std::size_t text_bytes = 5u << 20;     // the text of all attached files
  std::size_t letter_bytes = 2u << 20;   // the text of the letter and of all attached letters
  std::size_t letter_lines = 100'000;    // of that text
  std::chrono::milliseconds documents_time{8'000};  // for opening all attachments of a message
};

/// One address of an address list (RFC 5322 section 3.4).
struct Address {
  std::string name;     // display name, encoded words decoded; empty where there is none
  std::string address;  // addr-spec as written, without angle brackets and comments; may be empty
};

/// A moment with the writer's own clock beside UTC (RFC 5322 section 3.3).
struct Date {
  base::Instant instant;
  std::chrono::minutes offset{0};

  /// The calendar day on the writer's clock.
  base::Day day() const;
  /// "2026-07-20T17:00:51+01:00"
  std::string to_string() const;
};

struct Field {
  std::string name;   // as written
  std::string value;  // unfolded, trimmed, encoded words decoded
};

/// The decoded header of a message. Where a field that may stand once stands twice, the first
/// counts, of To, Cc and Bcc all do, and the anomaly "duplicate-header" is set.
struct Headers {
  std::vector<Field> fields;  // all, in order
  std::string subject;
  std::vector<Address> from, sender, reply_to, to, cc;
  std::optional<std::vector<Address>> bcc;  // nothing: no Bcc field at all
  std::vector<Address> resent_from, resent_sender, resent_to, resent_cc;
  std::optional<std::vector<Address>> resent_bcc;
  std::optional<Date> date;
  std::string message_id;  // without angle brackets, as are the next two
  std::vector<std::string> in_reply_to;
  std::vector<std::string> references;

  /// The first field of that name (case ignored), or an empty view.
  std::string_view field(std::string_view name) const;
};

/// Whose words a stretch of text is: policies/rules.md, "Parts of a message".
enum class Zone { authored, quoted, signature, disclaimer };

struct Stretch {
  Zone zone;
  std::size_t begin = 0;  // bytes into Body::text; whole lines
  std::size_t end = 0;
};

/// An earlier message inside this one, as far as its introduction tells who wrote it and to whom.
struct Quote {
  enum class Kind { reply, forward };
  Kind kind = Kind::reply;
  std::size_t begin = 0;  // the introduction included; bytes into Body::text
  std::size_t end = 0;
  std::size_t depth = 1;  // 1: quoted by the sender, 2: quoted inside that …
  std::vector<Address> from;
  std::vector<Address> to;
  std::vector<Address> cc;
  bool recipients_known = false;  // an introduction with a To line (Outlook, forwards)
  std::string subject;
  std::string sent;  // as written
  std::string text;  // its own words: without introduction, `>` marks and the quotes inside it
};

/// One version of what the recipient reads: the text/plain or the text/html alternative.
struct Body {
  enum class Kind { plain, html };
  Kind kind = Kind::plain;
  std::string part;                // IMAP path of the part
  std::string text;                // what a reader sees, LF line ends
  std::string hidden;              // HTML that a reader cannot see, text beside the parts of a
                                   // multipart; no zone, cures nothing
  std::vector<Stretch> stretches;  // cover `text`, in order
  std::vector<Quote> quotes;       // in order of begin

  /// All stretches of a zone, joined; a line end between two.
  std::string zone_text(Zone zone) const;
  /// The last ten filled authored lines, where a copy is told of (policies/rules.md).
  std::string foot() const;
  std::string authored() const { return zone_text(Zone::authored); }
};

/// A file that was opened for its words: an attachment, or what an attachment holds.
struct Document {
  std::string name;  // inside an archive or message: "papers/report.docx"; empty: the attachment
  std::string text;  // UTF-8 with LF; pages, sheets and slides parted by form feeds
  std::vector<std::string> margins;  // headers, footers, watermarks, stamps: each text once
  std::vector<Field> properties;     // "title", "MSIP_Label_…_Name", as the file names them
  std::string sha256;                // of its bytes, 64 hexadecimal digits; empty: the attachment's
};

/// A leaf of the MIME tree, attached messages' leaves included.
struct Part {
  std::string path;                    // as IMAP numbers it (RFC 3501 section 6.4.5): "1.2"
  std::string type;                    // lower case: "application/pdf"
  std::optional<std::string> charset;  // as declared, lower case
  std::string disposition;             // "inline", "attachment" or empty
  std::string filename;                // decoded; empty where there is none
  std::string content_id;              // without angle brackets
  std::string content;                 // transfer encoding taken off
  std::string text;                    // text files: as read, UTF-8 with LF; HTML as seen
  std::vector<Document> documents;     // of a PDF, an Office file, an archive …
  bool body = false;                   // one of Mail::bodies or of an attached message's bodies
};

/// A message inside the message: a message/rfc822 part, or one that an attached file holds.
struct Attached {
  std::string path;  // of the message/rfc822 part, or of the part whose file holds it
  std::string filename;
  Headers headers;
  std::vector<Body> bodies;
};

/// An event to which people are asked (RFC 5545). Everybody who gets it sees everybody in it.
struct Invitation {
  struct Attendee {
    Address address;
    std::string role;    // "REQ-PARTICIPANT", "CHAIR" …; upper case, as are the next two
    std::string status;  // "NEEDS-ACTION", "ACCEPTED" …
    std::string kind;    // "INDIVIDUAL", "GROUP", "ROOM" …
    Address sent_by;     // who answers for him
  };
  std::string part;            // IMAP path of the part
  std::string component;       // "VEVENT"; upper case, as is the method
  std::string method;          // "REQUEST", "CANCEL", "REPLY" …; empty: published, as it were
  std::string classification;  // "PRIVATE", "CONFIDENTIAL"; upper case
  Address organizer;
  Address sent_by;  // who acts for the organizer
  std::vector<Attendee> attendees;
  std::string summary, location, description;  // as a reader sees them
};

struct Unread {
  std::string what;                   // "attachment minutes.pdf", "the message"
  std::string why;                    // "encrypted", "broke the limit of 64 nested parts"
  bool could_change_verdict = false;  // encrypted, or a limit was broken
};

struct Mail {
  Headers headers;
  std::vector<Body> bodies;  // the alternatives; several plain ones where a mail has several texts
  std::vector<Part> parts;
  std::vector<Attached> attached;
  std::vector<Invitation> invitations;  // each once, though a program may send it in two parts
  std::vector<std::string> anomalies;   // "multipart-unterminated", each once
  std::vector<Unread> unchecked;

  bool has_anomaly(std::string_view anomaly) const;
};

class DocumentReader;

/// Reads a message. Never fails: the worst input gives a Mail without parts whose `unchecked` says
/// so.
///
/// raw        the bytes as received, CRLF or bare LF; copied, need not outlive the call
/// documents  opens attachments that are no text; where there is none, they stay unread
/// Source     RFC 5322, 2045 to 2047, 2183, 2231, 3676, 6532
Mail read(std::string_view raw, const Limits& limits = {}, DocumentReader* documents = nullptr);

}  // namespace candour::mail
