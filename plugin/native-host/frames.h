// SPDX-License-Identifier: MPL-2.0
//
// Native messaging's frames: a length of four bytes in the machine's own order, then that much JSON
// in UTF-8 (Mozilla, "Native messaging", app side).
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "base/result.h"

namespace candour::native_host {

/// The mail client takes no longer answer.
inline constexpr std::size_t most_out = 1'048'576;
/// An attached file comes in pieces of less than 1 MB, a mail's text whole.
inline constexpr std::size_t most_in = 64u << 20;

/// The next frame; nothing at the end of the stream.
/// Errors   malformed: the stream ends amid a frame; over_limit: it says more than `most_in`
base::Result<std::optional<std::string>> read_frame(std::istream& in);

/// Errors   over_limit: longer than `most_out`; unavailable: nobody reads any more
base::Result<void> write_frame(std::ostream& out, std::string_view json);

}  // namespace candour::native_host
