// SPDX-License-Identifier: MPL-2.0
//
// Messages in files: one `.eml`, an mbox, a Maildir, a folder of `.eml`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace candour::app {

/// A whole file.
/// Errors   unavailable: cannot be read, or is a folder; over_limit: beyond 128 MiB
base::Result<std::string> read_file(const std::filesystem::path& file);

/// All messages of a path: a file or an mbox, a Maildir's `cur` and `new`, or the `.eml` files of a
/// folder; by file name. All at once in memory: for more than a few, mail/stored_mail.h.
base::Result<std::vector<std::string>> read_messages(const std::filesystem::path& path);

}  // namespace candour::app
