// SPDX-License-Identifier: MPL-2.0
//
// The guard's end of run_helper(): one helper program, confined, fed a file and read out.
#pragma once

#include "extract/channel.h"
#include "extract/confined/sandbox.h"

namespace candour::extract {

/// Takes one request from a reader's socket and answers it. False: the reader does not keep to the
/// rules, or `until` is over.
bool serve_helper(const Sandbox& sandbox, int reader, Moment until);

}  // namespace candour::extract
