// SPDX-License-Identifier: MPL-2.0

#include "base/memory.h"

#include <malloc.h>

namespace candour::base {

namespace {

constexpr std::size_t large_bytes = 1 << 20;

}  // namespace

void give_large_buffers_back() {
  ::mallopt(M_MMAP_THRESHOLD, static_cast<int>(large_bytes));
}

TrimmedMemory::~TrimmedMemory() {
  if (message_bytes_ >= large_bytes) ::malloc_trim(0);
}

}  // namespace candour::base
