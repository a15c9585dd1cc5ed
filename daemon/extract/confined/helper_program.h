// SPDX-License-Identifier: MPL-2.0
//
// Programs of others that read a kind of file for us. A reader may not start a process; it asks the
// guard outside its sandbox (guard.h), which starts the program in one of its own.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::extract {

/// Those that may be asked for.
inline constexpr std::array<std::string_view, 2> helper_programs{"catdoc", "xls2csv"};

inline std::string helper_path(std::string_view program) {
  return "/usr/bin/" + std::string(program);
}

/// What one run may cost; all inclusive.
struct HelperBounds {
  std::size_t input_bytes = 24u << 20;
  std::size_t output_bytes = 16u << 20;
  std::size_t argument_bytes = 1u << 10;
  std::chrono::seconds time{5};
};

/// Runs a program on a file; blocks. Returns its standard output, as it came.
///
/// arguments  before the file's path, which is added as the last one
/// input      the file; it is also standard input
/// Errors     unavailable: it is not installed, or cannot be confined on this system
///            over_limit: the file is too big, it took too long or wrote too much
///            malformed: it ended with a fault
base::Result<std::string> run_helper(std::string_view program,
                                     const std::vector<std::string>& arguments,
                                     std::string_view input);

/// run_helper() asks through this socket from now on; the guard listens at its other end.
void ask_helpers_through(int socket);

}  // namespace candour::extract
