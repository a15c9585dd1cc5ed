// SPDX-License-Identifier: MPL-2.0
//
// What a process may use up: memory, time, files, processes. Set once, for the rest of its life.
#pragma once

#include <cstddef>

namespace candour::extract {

struct Limits {
  std::size_t memory_bytes;  // address space; program and libraries count
  unsigned cpu_seconds;
  std::size_t file_bytes;  // of one file that it writes
  unsigned descriptors;
};

// Together with the helper's input and output at most 256 MiB: of the reader's space 50 MiB are
// libraries, of which few pages are ever touched.
inline constexpr Limits reader_limits{208u << 20, 10, 0, 32};
inline constexpr Limits helper_limits{56u << 20, 5, 24u << 20, 32};

/// No new processes either, no core files. False: the system refused one of them.
///
/// Under a sanitizer, whose shadow is terabytes of address space, what counts is the memory in use,
/// looked at every few milliseconds of the processor's time.
bool set_limits(const Limits& limits);

/// How a process ends that the watch over its memory stops.
inline constexpr int exit_out_of_memory = 73;

}  // namespace candour::extract
