// SPDX-License-Identifier: MPL-2.0
//
// `candour erase`: takes a person who asks for it out of the ledger, and names what is left for
// somebody to decide on.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace candour::app {

struct EraseOptions {
  std::filesystem::path config;
  std::string address;
  std::vector<std::string> names;  // besides those that the roster knows
  bool dry_run = false;
  bool json = false;
};

/// Exit status: 0 done, 1 done but for what is named, or not allowed, 2 the input or usage is bad.
int erase_person(const EraseOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
