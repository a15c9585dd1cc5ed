// SPDX-License-Identifier: MPL-2.0
//
// `candour parse`: what Candour reads in a message, for tests and bug reports.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace candour::app {

struct ParseOptions {
  std::vector<std::string> messages;
};

/// One JSON object a message, in order. Exit status: 0, or 2 where a file cannot be read.
int parse(const ParseOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
