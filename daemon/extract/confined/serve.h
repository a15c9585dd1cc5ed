// SPDX-License-Identifier: MPL-2.0
//
// candour-extract's work: one file after another, each in a fresh process that has seen no other
// stranger's file.
#pragma once

#include "extract/readers/opening.h"

namespace candour::extract {

using ReadFile = void (*)(const File&, Opening&);

/// Confines this process and serves the daemon's socket until it closes, or a file's reader fails.
/// Standard output must lead nowhere; standard error does from then on.
///
/// read      what is done with a file; read_file() but in tests
/// prepare   what every file's process finds done: called once, behind the walls, before any file
/// Returns   0 or an ExitStatus
int serve(int daemon, ReadFile read, void (*prepare)() = nullptr);

}  // namespace candour::extract
