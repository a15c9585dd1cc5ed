// SPDX-License-Identifier: MPL-2.0
//
// "From: …", "Anfonwyd: …" and the other lines of a printed header, one by one and as a run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/lines.h"

namespace candour::mail {

enum class Header { from, sent, to, cc, subject, other };

struct HeaderLine {
  Header header = Header::other;
  std::string_view value;
};

/// "From: Jane", "*From:* Jane", "Oddi wrth : Siân".
std::optional<HeaderLine> read_header_line(const Line& line);

/// A run of header lines, wrapped values joined. Where a header stands twice, the first counts.
struct HeaderLines {
  std::size_t end = 0;    // line after the last
  std::size_t count = 0;  // headers, not lines
  Header second = Header::other;
  bool has_from = false;
  bool has_sent = false;
  bool has_to = false;
  bool has_subject = false;
  std::string from, to, cc, subject, sent;
};

/// Reads the run that begins at line `first`; at most 200 wrapped lines.
HeaderLines read_header_lines(const Lines& lines, std::size_t first);

}  // namespace candour::mail
