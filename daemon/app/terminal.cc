// SPDX-License-Identifier: MPL-2.0

#include "app/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "base/text.h"

namespace candour::app {

namespace {

class WithoutEcho {
 public:
  WithoutEcho() : changed_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~WithoutEcho() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;

 private:
  termios before_{};
  const bool changed_;
};

}  // namespace

bool is_at_a_terminal() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

std::optional<std::string> ask_line(std::string_view question, std::ostream& terminal) {
  terminal << question << " " << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) return {};
  return std::string(base::trim(line));
}

std::optional<std::string> ask_secret(std::string_view question, std::ostream& terminal) {
  const WithoutEcho quiet;
  terminal << question << " " << std::flush;
  std::string line;
  const bool typed = static_cast<bool>(std::getline(std::cin, line));
  terminal << "\n" << std::flush;
  if (!typed) return {};
  return line;
}

}  // namespace candour::app
