// SPDX-License-Identifier: MPL-2.0
//
// By what callers of the local API are known: the token's file, and the group of the Unix socket.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace candour::app {

/// The token in `file`, which is made with a random one where there is none.
///
/// Errors   malformed: others may read it, or it holds no token; unavailable: a disk's fault
base::Result<std::string> read_or_make_token(const std::filesystem::path& file);

/// The group `candour`, where this machine has it.
std::optional<unsigned> candour_group();

}  // namespace candour::app
