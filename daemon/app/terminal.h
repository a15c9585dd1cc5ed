// SPDX-License-Identifier: MPL-2.0
//
// Questions to whoever sits at the terminal.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace candour::app {

/// Standard input and standard error are a terminal.
bool is_at_a_terminal();

/// One line from standard input, trimmed; nothing at its end.
std::optional<std::string> ask_line(std::string_view question, std::ostream& terminal);

/// The same without showing what is typed.
std::optional<std::string> ask_secret(std::string_view question, std::ostream& terminal);

}  // namespace candour::app
