// SPDX-License-Identifier: MPL-2.0
//
// `candour summary compare`: several councils' public summaries side by side.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace candour::app {

struct CompareOptions {
  std::vector<std::filesystem::path> files;  // of candour summary --format json
  std::string format = "text";               // "csv", "html"
  std::filesystem::path out;                 // a file; empty: standard output
};

/// Exit status: 0, or 2 where a file cannot be read or written, or is not fit to be compared.
int compare_summaries(const CompareOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
