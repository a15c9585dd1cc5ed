// SPDX-License-Identifier: MPL-2.0
//
// Where the shipped packs, phrases and schemas are.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "policy/policy.h"

namespace candour::app {

/// `given` (from --packs) where it is not empty; else the source tree's policies/ when the program
/// runs from a build tree; else PREFIX/share/candour beside the installed program.
///
/// given    a folder with packs/ in it, or that packs/ folder itself
/// Errors   unavailable: names the folders that were tried
base::Result<policy::DataFolder> find_data_folder(const std::filesystem::path& given);

}  // namespace candour::app
