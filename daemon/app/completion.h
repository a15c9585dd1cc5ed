// SPDX-License-Identifier: MPL-2.0
//
// `candour completion`: a script by which a shell completes candour's commands and options, made
// of the very commands that the program offers.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace candour::app {

/// The shells there is a script for.
std::vector<std::string> completed_shells();

/// A script to be sourced.
///
/// shell  one of completed_shells()
std::string completion_script(const CLI::App& program, std::string_view shell);

}  // namespace candour::app
