// SPDX-License-Identifier: MPL-2.0
//
// "From: …", "Anfonwyd: …" and the other lines of a printed header, one by one and as a run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/lines.h"

namespace candour::mail {

enum class Header {
  from,
  sent,  // "Sent", "Anfonwyd": only mail clients print it
  date,  // "Date", "Dyddiad": stands above a memorandum too
  to,
  cc,
  subject,
  other
};

struct HeaderLine {
  Header header = Header::other;
  std::string_view value;
};

/// "From: Jane", "*From:* Jane", "Oddi wrth : Siân", "From / Oddi wrth: Siân".
std::optional<HeaderLine> read_header_line(const Line& line);

/// A run of header lines, wrapped values joined. Where a header stands twice, the first counts.
struct HeaderLines {
  std::size_t end = 0;    // line after the last
  std::size_t count = 0;  // headers, not lines
  Header second = Header::other;
  bool has_from = false;
  bool has_sent = false;  // or a date
  bool has_to = false;
  bool has_subject = false;
  std::string from, to, cc, subject, sent;
};

/// Reads the run that begins at line `first`; at most 200 wrapped lines. Several headers may stand
/// on one line, as where HTML became text: "From: Jane Sent: 3 March 2026 10:12 To: Clerk".
HeaderLines read_header_lines(const Lines& lines, std::size_t first);

}  // namespace candour::mail
