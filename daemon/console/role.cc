// SPDX-License-Identifier: MPL-2.0

#include "console/role.h"

namespace candour::console {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::reader:
      return "reader";
    case Role::clerk:
      return "clerk";
    case Role::admin:
      return "admin";
  }
  return {};
}

std::string_view role_words(Role role) {
  switch (role) {
    case Role::reader:
      return "a reader";
    case Role::clerk:
      return "a clerk";
    case Role::admin:
      return "an admin";
  }
  return {};
}

std::optional<Role> role_named(std::string_view name) {
  for (const auto role : {Role::reader, Role::clerk, Role::admin})
    if (name == name_of(role)) return role;
  return {};
}

}  // namespace candour::console
