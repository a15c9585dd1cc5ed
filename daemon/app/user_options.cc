// SPDX-License-Identifier: MPL-2.0

#include "app/user_options.h"

namespace candour::app {

void offer_users(CLI::App& program, UserOptions& user, UserAction& chosen) {
  auto* command =
      program.add_subcommand("user", "Who signs in to the console with a password, and as what");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, UserAction action) {
    auto* sub = command->add_subcommand(name, what);
    sub->add_option("--config", user.config, "candourd's configuration")->required();
    sub->add_flag("--json", user.json, "One JSON object a user");
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  auto* add = offer("add", "Add one; asks for the password, or reads it from standard input",
                    candour::app::add_user);
  offer("list", "List them", candour::app::list_users);
  auto* remove =
      offer("remove", "Remove one, who is signed out at once", candour::app::remove_user);
  auto* password = offer("password", "Give one another password; other sessions of that user end",
                         candour::app::change_password);
  auto* role =
      offer("role", "Give one another role, which counts at once", candour::app::change_role);
  for (auto* each : {add, remove, password, role})
    each->add_option("name", user.name, "As helen: small letters, digits and . _ - @ +")
        ->required();
  const CLI::IsMember roles({"reader", "clerk", "admin"});
  add->add_option("--role", user.role, "reader (as it is without it), clerk or admin")
      ->check(roles);
  role->add_option("--role", user.role, "reader, clerk or admin")->required()->check(roles);
}

}  // namespace candour::app
