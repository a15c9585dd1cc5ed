// SPDX-License-Identifier: MPL-2.0
//
// Encoded words in header fields (RFC 2047), and raw 8-bit text there (RFC 6532, or worse).
#pragma once

#include <string>
#include <string_view>

namespace candour::mail {

/// The text of an unstructured field or a phrase: encoded words decoded, blanks between two
/// adjacent ones dropped, a character split over two of them joined, raw 8-bit bytes read as UTF-8
/// where valid and else as Windows-1252. What is not well formed stays as it stands. Linear.
std::string decode_encoded_words(std::string_view value);

}  // namespace candour::mail
