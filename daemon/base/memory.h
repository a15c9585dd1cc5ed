// SPDX-License-Identifier: MPL-2.0
//
// Giving memory back to the system. By itself glibc keeps what was freed for the next time, in a
// heap for each thread; a daemon that judged one message of 50 MB would stay as large as that took.
#pragma once

#include <cstddef>

namespace candour::base {

/// From now on a buffer of a megabyte or more is given back when it is freed. Once, at the start.
void give_large_buffers_back();

/// At its end gives back what smaller pieces left unused, where a large message was worked on.
class TrimmedMemory {
 public:
  explicit TrimmedMemory(std::size_t message_bytes) : message_bytes_(message_bytes) {}
  ~TrimmedMemory();
  TrimmedMemory(const TrimmedMemory&) = delete;
  TrimmedMemory& operator=(const TrimmedMemory&) = delete;

 private:
  std::size_t message_bytes_;
};

}  // namespace candour::base
