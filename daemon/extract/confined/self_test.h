// SPDX-License-Identifier: MPL-2.0
//
// candour-extract --self-test: a reader that tries to break out.
#pragma once

namespace candour::extract {

/// Shows each attempt with what became of it. Returns 0 only if all were refused.
int self_test();

}  // namespace candour::extract
