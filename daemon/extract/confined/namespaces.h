// SPDX-License-Identifier: MPL-2.0
//
// A small world of its own: no network, no other processes, and of all files only what the readers
// need, read-only. For each file read there is a fresh folder `work_folder` in memory, which goes
// with the process that made it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace candour::extract {

/// What is read outside the program itself: libraries, tables of characters, helper programs.
struct NeededFiles {
  std::vector<std::string> folders;   // those that exist
  std::vector<std::string> programs;  // likewise
};
NeededFiles needed_files();

inline constexpr const char* work_folder = "/scratch";

/// Enters user, mount, network, IPC and UTS namespaces and changes the root. False: the system does
/// not let us, and nothing was changed that matters to what can be confined otherwise.
bool enter_namespaces();

/// fork() into PID and mount namespaces of its own: when the child ends, so does all it started.
pid_t fork_into_namespaces();

/// In such a child: an empty work_folder of at most `bytes`. False: refused.
bool make_work_folder(std::size_t bytes);

}  // namespace candour::extract
