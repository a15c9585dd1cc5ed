// SPDX-License-Identifier: MPL-2.0
//
// Passwords and tokens that the admin keeps in files of their own.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace candour::app {

/// The first line of a file that none but its owner may read.
///
/// Errors   malformed: others may read it, or there is nothing in it
///          unavailable: it cannot be read. Never what stands in it.
base::Result<std::string> read_secret(const std::filesystem::path& file);

/// Where systemd puts a credential of that name for this service (systemd.exec, LoadCredential).
std::filesystem::path credential_file(const std::string& name);

}  // namespace candour::app
