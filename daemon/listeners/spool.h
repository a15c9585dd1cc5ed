// SPDX-License-Identifier: MPL-2.0
//
// A message while it is taken in and checked: in memory, and in a file beyond a size. The file has
// no name, so nothing of a message is left behind, however the daemon ends.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::listeners {

class Spool {
 public:
  /// folder         where a file would be made; must exist by then
  /// memory_bytes   what is kept in memory
  Spool(std::filesystem::path folder, std::size_t memory_bytes);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// Errors   unavailable: no file can be made, or the disk is full
  base::Result<void> append(std::string_view bytes);

  std::size_t size() const { return size_; }

  /// All that was appended, in one stretch; valid until the Spool ends. Call it once, at the end.
  /// Errors   unavailable: the file cannot be mapped
  base::Result<std::string_view> contents();

 private:
  base::Result<void> open_file();
  base::Result<void> write_out();

  std::filesystem::path folder_;
  std::size_t memory_bytes_;
  std::size_t size_ = 0;
  std::string memory_;  // all of it; with a file, what is not yet written
  int file_ = -1;
  void* mapped_ = nullptr;
};

}  // namespace candour::listeners
