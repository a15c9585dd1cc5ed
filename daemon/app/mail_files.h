// SPDX-License-Identifier: MPL-2.0
//
// Messages in files: one `.eml`, an mbox, a Maildir, a folder of `.eml`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::app {

/// A whole file.
/// Errors   unavailable: cannot be read, or is a folder; over_limit: beyond 128 MiB
base::Result<std::string> read_file(const std::filesystem::path& file);

/// The messages of an mbox, `>From ` lines unquoted (the mboxrd form). Text that is no mbox is one
/// message.
std::vector<std::string> split_mbox(std::string_view text);

/// All messages of a path: a file or an mbox, a Maildir's `cur` and `new`, or the `.eml` files of a
/// folder; by file name.
base::Result<std::vector<std::string>> read_messages(const std::filesystem::path& path);

}  // namespace candour::app
