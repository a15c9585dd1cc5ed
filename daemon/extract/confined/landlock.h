// SPDX-License-Identifier: MPL-2.0
//
// Landlock (Linux 5.13): of all files only the needed ones may be opened, by a process and by all
// that it starts. Works without namespaces, and inside them a second time.
#pragma once

namespace candour::extract {

bool landlock_is_available();

enum class FileUse {
  read,           // the needed files
  read_and_help,  // besides, start the helper programs, and write in the work folder if there is
                  // one
};

/// For the rest of the process's life; needs "no new privileges". False: refused.
bool restrict_files(FileUse use);

}  // namespace candour::extract
