// SPDX-License-Identifier: MPL-2.0
//
// The compression in which Outlook keeps a body in Rich Text Format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::extract {

/// Never more than `limit` bytes come out. What breaks off is given as far as it goes; the checksum
/// is not looked at, for writers get it wrong.
///
/// Errors   nothing: neither of the two forms
/// Source   [MS-OXRTFCP]
std::optional<std::string> decompress_rtf(std::string_view compressed, std::size_t limit);

}  // namespace candour::extract
