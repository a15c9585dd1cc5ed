// SPDX-License-Identifier: MPL-2.0
//
// Programs of others that read a kind of file for us: catdoc, xls2csv, catppt, unrtf, tnef. A
// reader may not start a process; it asks the guard outside its sandbox, which starts the program
// in one of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::extract {

/// Names of the programs that may be asked for; found in /usr/bin.
inline constexpr std::string_view helper_programs[] = {"catdoc", "catppt", "tnef", "unrtf",
                                                       "xls2csv"};

/// What one run may cost; all inclusive.
struct HelperBounds {
  std::size_t output_bytes = 16u << 20;  // standard output and files together
  std::size_t files = 500;
  unsigned seconds = 5;
};

struct HelperFile {
  std::string name;  // without a folder
  std::string content;
};

struct HelperOutput {
  std::string text;               // standard output, as it came
  std::vector<HelperFile> files;  // what it wrote into its working folder (tnef), by name
};

/// Runs a program on a file; blocks.
///
/// arguments  before the file's path, which is added as the last one
/// input      the file; it is also standard input
/// Errors     unavailable: it is not installed, or cannot be confined on this system
///            over_limit: it took too long or wrote too much
///            malformed: it ended with a fault
base::Result<HelperOutput> run_helper(std::string_view program,
                                      const std::vector<std::string>& arguments,
                                      std::string_view input);

}  // namespace candour::extract
