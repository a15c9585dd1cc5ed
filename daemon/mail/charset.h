// SPDX-License-Identifier: MPL-2.0
//
// Any charset to UTF-8, by ICU.
#pragma once

#include <string>
#include <string_view>

namespace candour::mail {

struct Converted {
  std::string text;              // valid UTF-8 always
  bool unknown_charset = false;  // guessed, as where none is named
  bool utf7 = false;             // in which text looks harmless to whoever does not decode it
  bool malformed = false;        // some bytes are not of that charset (U+FFFD in their place)
};

/// charset  a label as mail writes it ("ISO-8859-1", "ks_c_5601-1987"); empty and us-ascii: UTF-8
///          where most of it is, else Windows-1252, as mail clients do
Converted to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace candour::mail
