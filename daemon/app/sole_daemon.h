// SPDX-License-Identifier: MPL-2.0
//
// One candourd works on a data folder. Two would send the same summary and the same held mail
// twice, and each would take the other's time for hours in which Candour did not run.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace candour::app {

/// The folder is this process's until the end of its life, however that comes: it holds the lock
/// (flock) of candourd.lock in it, and of nothing that another writer there locks.
class SoleDaemon {
 public:
  /// Makes the folder where there is none, for its owner alone.
  ///
  /// Errors  refused: another candourd is at work on it
  ///         unavailable: it cannot be made or opened
  static base::Result<SoleDaemon> of(const std::filesystem::path& data);

  SoleDaemon(SoleDaemon&& other) noexcept;
  SoleDaemon& operator=(SoleDaemon&&) = delete;
  ~SoleDaemon();

 private:
  explicit SoleDaemon(int file) : file_(file) {}

  int file_;
};

}  // namespace candour::app
