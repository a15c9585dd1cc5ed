// SPDX-License-Identifier: MPL-2.0
//
// The path of a Unix socket, however long. The kernel's address holds 107 bytes (unix(7)), and a
// council's data folder may lie deeper.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace candour::base {

class SocketPath {
 public:
  /// Errors   unavailable: a long path whose folder cannot be opened
  static Result<SocketPath> of(const std::filesystem::path& path);

  SocketPath(SocketPath&& other) noexcept;
  SocketPath& operator=(SocketPath&&) = delete;
  ~SocketPath();

  /// To bind or connect by while this lives: the path itself, or the name below its folder's
  /// descriptor.
  const std::string& reachable() const { return reachable_; }

 private:
  SocketPath(int folder, std::string reachable)
      : folder_(folder), reachable_(std::move(reachable)) {}

  int folder_ = -1;
  std::string reachable_;
};

}  // namespace candour::base
