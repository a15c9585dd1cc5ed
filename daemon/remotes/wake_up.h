// SPDX-License-Identifier: MPL-2.0
//
// Ends the waiting of a thread that sits in poll(), from another thread.
#pragma once

namespace candour::remotes {

/// Thread-safe. Once called it stays called.
class WakeUp {
 public:
  WakeUp();
  ~WakeUp();
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;

  void call() const;
  bool called() const;
  int descriptor() const { return descriptor_; }  // readable once it was called

 private:
  int descriptor_;
};

}  // namespace candour::remotes
