// SPDX-License-Identifier: MPL-2.0
//
// candourd's life: start, serve, reload on SIGHUP, end on SIGTERM.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace candour::app {

/// Exit status: 0 all is well, 1 not; what is wrong goes to `err`.
int check_configuration(const std::filesystem::path& file, std::ostream& out, std::ostream& err);

/// Serves until SIGTERM or SIGINT. Exit status: 0, or 1 where it cannot start.
int run_daemon(const std::filesystem::path& file, std::ostream& err);

}  // namespace candour::app
