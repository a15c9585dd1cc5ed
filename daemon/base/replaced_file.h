// SPDX-License-Identifier: MPL-2.0
//
// Files that people and Candour both change (a roster): replaced whole or not at all, with their
// owner and mode, and never over what somebody else has saved meanwhile.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::base {

/// A file as it was read.
struct SeenFile {
  std::string bytes;
  std::string digest() const;  // tells one content from another
};

/// Errors   unavailable: it is not there or cannot be read; over_limit: larger than `most_bytes`
Result<SeenFile> read_seen_file(const std::filesystem::path& file,
                                std::size_t most_bytes = 64u << 20);

/// Puts `content` in the place of a file that has the digest it was seen with. On the disk when it
/// returns. Follows a symbolic link.
///
/// Errors   refused: the file has another content by now; nothing was changed
///          unavailable: it may not be written, or a disk's fault; the old file is as it was
Result<void> replace_seen_file(const std::filesystem::path& file, std::string_view seen_digest,
                               std::string_view content);

}  // namespace candour::base
