// SPDX-License-Identifier: MPL-2.0
//
// The two files by which Thunderbird finds this program, and this program the daemon: the manifest
// of native messaging, and the path of the daemon's socket.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace candour::native_host {

inline constexpr std::string_view host_name = "candour";
inline constexpr std::string_view add_on_id = "thunderbird@candour.example";

/// For one user, or for everybody on this machine.
struct Installation {
  std::filesystem::path manifest;
  std::filesystem::path socket_file;  // its first line is the socket's path

  static Installation for_user(const std::filesystem::path& home);
  /// under  the root of the machine's files, or where a package is put together
  static Installation for_everybody(const std::filesystem::path& under = "/");
};

/// Writes both files, each whole or not at all.
/// Errors   unavailable: cannot be written, with the path
base::Result<void> install(const Installation& place, const std::filesystem::path& program,
                           const std::filesystem::path& socket);
base::Result<void> uninstall(const Installation& place);

/// The daemon's socket: what the user's installation says, else everybody's.
/// Errors   unavailable: neither says, with how to mend it
base::Result<std::filesystem::path> find_socket(const std::filesystem::path& home);

}  // namespace candour::native_host
