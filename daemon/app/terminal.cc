// SPDX-License-Identifier: MPL-2.0

#include "app/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "base/text.h"
#include "base/wipe.h"

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

std::optional<std::string> ask_password(std::string_view question, std::ostream& terminal) {
  constexpr std::size_t longest = 4'096;
  const bool typed = ::isatty(STDIN_FILENO) == 1;
  std::optional<WithoutEcho> quiet;
  if (typed) {
    quiet.emplace();
    terminal << question << " " << std::flush;
  }
  std::string line;
  line.reserve(longest);  // growing, it would leave copies behind
  char byte = 0;
  ssize_t got = 0;
  while (line.size() < longest && (got = ::read(STDIN_FILENO, &byte, 1)) == 1 && byte != '\n')
    line += byte;
  if (typed) terminal << "\n" << std::flush;
  const bool whole = byte == '\n' || (got == 0 && !line.empty());
  if (line.ends_with('\r')) line.pop_back();
  if (whole) return line;
  base::wipe(line);
  return {};
}

}  // namespace candour::app
