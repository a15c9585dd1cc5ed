// SPDX-License-Identifier: MPL-2.0
//
// candour console: asks the running daemon for a link that signs in once, and opens it.
#pragma once

#include <iosfwd>
#include <string>

namespace candour::app {

struct ConsoleOptions {
  std::string config;
  bool print = false;  // nothing is opened
};

/// Returns the exit code: 0, 1 where the daemon does not answer or has no console, 2 for bad usage.
int open_console(const ConsoleOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
