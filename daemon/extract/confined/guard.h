// SPDX-License-Identifier: MPL-2.0
//
// The process that stands beside a reader: forks it, runs helper programs when the reader asks, and
// ends everything when it is done, has crashed or takes too long.
#pragma once

#include "extract/confined/sandbox.h"

namespace candour::extract {

/// Runs `reader` in a confined child, to its end; for a process made by Sandbox::fork_guard().
///
/// daemon   its socket: when the daemon goes, so do we
/// Returns  an ExitStatus, or 0 where the reader said it was done
int guard(const Sandbox& sandbox, int daemon, int (*reader)(int daemon));

}  // namespace candour::extract
