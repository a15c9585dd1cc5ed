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

/// A password: a line from standard input as it stands, asked for without showing what is typed
/// where that is a terminal. Nothing of it stays in a buffer. Nothing at the input's end, or where
/// the line is longer than 4,096 bytes.
std::optional<std::string> ask_password(std::string_view question, std::ostream& terminal);

}  // namespace candour::app
