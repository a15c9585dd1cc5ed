// SPDX-License-Identifier: MPL-2.0
//
// Files that are their owner's alone (a password, a token, a held mail): mode 0600, written whole
// or not at all, and not read where others could have read them. Their contents never get into an
// error's text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::base {

constexpr std::size_t largest_secret = 64u << 10;

/// Errors   malformed: others may read it, it is no plain file, or it is larger than `most_bytes`
///          unavailable: it is not there or cannot be read
Result<std::string> read_private_file(const std::filesystem::path& file,
                                      std::size_t most_bytes = largest_secret);

/// Replaces the file in one step, on the disk before it returns. Root gives it to the owner of its
/// folder: what an admin sets up, the daemon must be able to read.
///
/// Errors   unavailable: a disk's fault; the old file is as it was
Result<void> write_private_file(const std::filesystem::path& file, std::string_view content);
/// The same of a content in pieces, which need not be copied into one.
Result<void> write_private_file(const std::filesystem::path& file,
                                std::span<const std::string_view> pieces);

/// Replaces a file that others may read, in one step, on the disk before it returns. It keeps its
/// mode and its owner; a link stays one, and what it leads to is replaced.
///
/// Errors   unavailable: it is not there, its owner cannot be kept, or a disk's fault; it is then
///          as it was
Result<void> replace_file(const std::filesystem::path& file, std::string_view content);

/// What ends the names of files that are being written. One that is there when nobody writes was
/// left by a writer that was killed.
constexpr std::string_view unfinished_suffix = ".new";

/// Makes a folder that its owner alone may enter, with those above it; one that is there stays as
/// it is.
Result<void> make_private_folder(const std::filesystem::path& folder);

}  // namespace candour::base
