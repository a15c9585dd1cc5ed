// SPDX-License-Identifier: MPL-2.0
//
// The daemon's command line.

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/daemon.h"

int main(int argc, char** argv) {
  CLI::App program(
      "Candour's daemon: an SMTP submission proxy that keeps a council to its protocol.",
      "candourd");
  program.set_version_flag("--version", "candourd " CANDOUR_VERSION);
  std::filesystem::path config;
  bool only_check = false;
  program.add_option("--config", config, "The daemon's configuration (YAML)")->required();
  program.add_flag("--check", only_check, "Only check configuration, policy and roster");
  CLI11_PARSE(program, argc, argv);
  if (only_check) return candour::app::check_configuration(config, std::cout, std::cerr);
  return candour::app::run_daemon(config, std::cerr);
}
