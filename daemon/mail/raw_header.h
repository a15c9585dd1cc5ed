// SPDX-License-Identifier: MPL-2.0
//
// One entity's header, taken from the raw lines: unfolded and cleaned, not interpreted.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

/// A field without folds; no CR, LF or NUL in it, otherwise the bytes as they came.
struct RawField {
  std::string name;   // printable ASCII, no blank, never empty
  std::string value;  // without blanks around it
};

struct RawHeader {
  std::vector<RawField> fields;
  std::size_t body = 0;  // where the body begins, in the text
};

/// Whether a line (without its end) is a boundary of a multipart that is open here.
using IsBoundary = std::function<bool(std::string_view line)>;

/// Whose header it is; decides what may follow a line that is no field.
enum class HeaderOf { message, part };

/// Reads the header that begins at `begin`.
///
/// It ends at an empty line, at a boundary ("header-ended-by-boundary") or with the text. A line
/// that is no field ("bad-header-line") is skipped where more of the header follows, and otherwise
/// begins the body: a header pasted together by hand often lacks the empty line.
///
/// Fields of any length are read in full; past header_block_bytes or header_fields the rest is
/// left out and `remarks` says so. Linear.
RawHeader read_header(std::string_view text, std::size_t begin, HeaderOf whose,
                      const Limits& limits, const IsBoundary& is_boundary, Remarks& remarks);

/// Whether a line is a field that mail is known to have ("Subject: x"); tells a header from prose.
bool is_known_field(std::string_view line, HeaderOf whose);

}  // namespace candour::mail
