// SPDX-License-Identifier: MPL-2.0

#include "app/login_name.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace candour::app {

std::string login_name() {
  const char* before = ::getuid() == 0 ? std::getenv("SUDO_USER") : nullptr;
  if (before != nullptr && *before != '\0') return before;
  const auto* user = ::getpwuid(::getuid());
  return user == nullptr ? "uid " + std::to_string(::getuid()) : user->pw_name;
}

}  // namespace candour::app
