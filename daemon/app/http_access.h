// SPDX-License-Identifier: MPL-2.0
//
// By what callers of the local API are known: the token's file, and the group of the Unix socket.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace candour::app {

/// The token in `file`, which is made with a random one where there is none.
///
/// Errors   malformed: others may read it, or it holds no token; unavailable: a disk's fault
base::Result<std::string> read_or_make_token(const std::filesystem::path& file);

/// The token's file while the daemon runs: an admin may put another token in it.
class TokenFile {
 public:
  /// Errors   as read_or_make_token()
  static base::Result<TokenFile> open(const std::filesystem::path& file);

  const std::string& token() const { return token_; }

  /// Reads it again where it was changed since it was last looked at. Returns another token than
  /// before; what is none, or may be read by others, is logged and leaves the one in force.
  std::optional<std::string> changed();

 private:
  explicit TokenFile(std::filesystem::path file) : file_(std::move(file)) {}
  bool is_as_it_was();

  std::filesystem::path file_;
  std::string token_;
  struct stat seen_ {};
};

/// Who called over the Unix socket, by the name he logs in with: "uid 1000" as "helen", or as it is
/// where this machine has no name for him.
std::string user_name(const std::string& caller);

/// The group `candour`, where this machine has it.
std::optional<unsigned> candour_group();

}  // namespace candour::app
