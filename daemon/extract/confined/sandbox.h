// SPDX-License-Identifier: MPL-2.0
//
// All walls together. Three kinds of process stand behind them:
//
//   the parent   loads the libraries, enters the namespaces, never sees a byte of a file
//   a guard      one for each file, first process of its own PID namespace: runs helper programs
//   a reader     the guard's child: reads the file
//
// README.md says what is taken away from each, and by what means.
#pragma once

#include <sys/types.h>

#include <string>

#include "extract/confined/system_calls.h"

namespace candour::extract {

class Sandbox {
 public:
  /// Confines the calling process as the parent. Its descriptors but the first three are closed.
  ///
  /// Errors   unavailable: the system has no seccomp for us; nothing may be read
  static base::Result<Sandbox> enter();

  /// "namespaces+landlock+seccomp", without what this system does not have.
  std::string describe() const;

  /// fork() of the parent; the child becomes a guard by confine_guard().
  pid_t fork_guard() const;
  /// False: a wall does not stand; end at once. First what needs rights, then, when the reader has
  /// been forked, lock_guard().
  bool confine_guard() const;
  bool lock_guard() const;
  bool confine_reader() const;
  /// Between fork() and exec() of a helper program.
  bool confine_helper() const;

  bool has_work_folder() const { return namespaces_; }
  /// Without walls around files no foreign program is started.
  bool may_run_helpers() const { return namespaces_ || landlock_; }

 private:
  Sandbox(SystemCallFilter reader, SystemCallFilter guard, SystemCallFilter helper)
      : reader_(std::move(reader)), guard_(std::move(guard)), helper_(std::move(helper)) {}

  bool namespaces_ = false;
  bool landlock_ = false;
  SystemCallFilter reader_, guard_, helper_;
};

}  // namespace candour::extract
