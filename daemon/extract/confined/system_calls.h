// SPDX-License-Identifier: MPL-2.0
//
// Which system calls a process may make (seccomp). Lists of what is allowed; all else is refused
// with EPERM, which a library takes for a missing right and an attacker for a wall.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "base/result.h"

namespace candour::extract {

enum class Task {
  read_without_files,  // memory, time and the descriptors that are open
  read,                // besides, open files to read them
  guard,               // start and end helper programs, files in the work folder
  helper,              // one foreign program: files, no processes
};

/// A filter for the kernel. Compiled once, installed in each new process at little cost.
class SystemCallFilter {
 public:
  /// Errors   unavailable: this system has no seccomp for us
  static base::Result<SystemCallFilter> compile(Task task);

  /// For the rest of the process's life and all that it starts; needs "no new privileges".
  /// False: refused.
  bool install() const;

 private:
  std::vector<sock_filter> instructions_;
};

}  // namespace candour::extract
