// SPDX-License-Identifier: MPL-2.0
//
// Files that somebody may save while the daemon runs. Looked at again and again rather than watched
// by the system, so that a network drive's files are seen too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace candour::app {

/// Tells when files were changed and left alone since: an editor's half-written file is not one
/// that was saved.
class ChangedFiles {
 public:
  /// As they are now is how they were read.
  explicit ChangedFiles(std::vector<std::filesystem::path> files);

  /// Whether they differ from how they were read, and are as they were at the last look. They then
  /// count as read. A file that went away or came counts as changed.
  bool settled();

 private:
  struct Stamp {
    bool there = false;
    std::uint64_t device = 0, inode = 0;
    std::int64_t changed_ns = 0;
    std::uint64_t bytes = 0;
    bool operator==(const Stamp&) const = default;
  };
  std::vector<Stamp> look() const;

  std::vector<std::filesystem::path> files_;
  std::vector<Stamp> read_, last_look_;
};

}  // namespace candour::app
