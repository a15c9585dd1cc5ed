// SPDX-License-Identifier: MPL-2.0
//
// When candourd ran, so that the summary can say when it did not. A run begins and ends in the
// chain; that it is still alive is noted beside it each minute, as working state.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

/// How often candourd says that it is alive, and how long it may be silent and still count as so.
inline constexpr std::chrono::minutes between_signs{1};
inline constexpr std::chrono::minutes longest_silence{5};

struct Run {
  std::int64_t number = 0;
  base::Instant began;
  base::Instant ended;   // of one that goes on: the last sign of it
  bool goes_on = false;  // no end of it is on record; it may have been killed since
};

/// Thread-safe. Errors are the ledger's.
class Runs {
 public:
  virtual ~Runs() = default;

  /// candourd has started. A run without an end ended with its last sign.
  virtual base::Result<void> begin(base::Instant now) = 0;
  /// It is alive; not flushed to the disk. After a longer silence (the machine slept), and where
  /// the clock was put back, a new run begins.
  virtual base::Result<void> still_alive(base::Instant now) = 0;
  virtual base::Result<void> end(base::Instant now) = 0;

  /// In the order in which they began.
  virtual base::Result<std::vector<Run>> list() const = 0;
};

}  // namespace candour::stores
