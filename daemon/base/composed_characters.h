// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

namespace candour::base {

/// With every accent in the same character as its letter, wherever there is one (NFC): the same
/// words, typed on another machine, are then the same bytes (RFC 8265 section 4.2.2). Malformed
/// UTF-8 comes back unchanged.
std::string composed_characters(std::string_view utf8);

}  // namespace candour::base
