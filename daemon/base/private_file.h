// SPDX-License-Identifier: MPL-2.0
//
// Files that hold a secret (a password, a token): mode 0600, written whole or not at all, and not
// read where others could have read them. Their contents never get into an error's text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::base {

/// Errors   malformed: others may read it, it is no plain file, or it is larger than 64 KB
///          unavailable: it is not there or cannot be read
Result<std::string> read_private_file(const std::filesystem::path& file);

/// Replaces the file in one step, on the disk before it returns. Root gives it to the owner of its
/// folder: what an admin sets up, the daemon must be able to read.
///
/// Errors   unavailable: a disk's fault; the old file is as it was
Result<void> write_private_file(const std::filesystem::path& file, std::string_view content);

/// Makes a folder that its owner alone may enter, with those above it; one that is there stays as
/// it is.
Result<void> make_private_folder(const std::filesystem::path& folder);

}  // namespace candour::base
