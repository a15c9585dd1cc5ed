// SPDX-License-Identifier: MPL-2.0
//
// Transfer encodings, written. Their readers are in mail/codec.h.
#pragma once

#include <string>
#include <string_view>

namespace candour::composed {

/// RFC 4648 section 4, in one line.
std::string base64(std::string_view bytes);

/// Text of any line ends as lines of at most 76 characters, each ended by CRLF (RFC 2045
/// section 6.7).
std::string quoted_printable(std::string_view text);

/// Adds one line of base64 as lines of at most 76 characters, each ended by CRLF.
void append_in_lines(std::string& text, std::string_view base64);

/// "%C3%A9": a byte as RFC 2231 writes it; "=C3=A9" as RFC 2045 does.
std::string hexadecimal(char mark, char byte);

}  // namespace candour::composed
