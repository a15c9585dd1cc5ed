// SPDX-License-Identifier: MPL-2.0
//
// The block of From/Sent/To/Subject lines above an earlier message, with the line of dashes that
// may stand over it.
#pragma once

#include <optional>

#include "mail/introductions.h"

namespace candour::mail {

/// Whether a header block, or the line over one, begins at line `first`. A lone "From: Monday", or
/// the head of a memorandum, is none: see the .cc for what is asked of a block.
std::optional<Introduction> header_block_at(const Lines& lines, std::size_t first);

}  // namespace candour::mail
