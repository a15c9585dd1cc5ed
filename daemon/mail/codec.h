// SPDX-License-Identifier: MPL-2.0
//
// Transfer encodings. Decoders take anything and say when it was not what it claimed.
#pragma once

#include <string>
#include <string_view>

namespace candour::mail {

struct Decoded {
  std::string bytes;
  bool malformed = false;  // something was skipped, cut short or had to be guessed
};

/// RFC 2045 section 6.8. Bytes outside the alphabet are skipped; decoding stops at the padding.
Decoded decode_base64(std::string_view encoded);

/// RFC 2045 section 6.7. Line ends come out as they stand, bare LF included.
Decoded decode_quoted_printable(std::string_view encoded);

/// The "Q" encoding of encoded words (RFC 2047 section 4.2): `_` is a blank.
Decoded decode_q(std::string_view encoded);

/// One uuencoded file, "begin 644 name" to "end" (POSIX uuencode).
Decoded decode_uuencode(std::string_view encoded);

}  // namespace candour::mail
