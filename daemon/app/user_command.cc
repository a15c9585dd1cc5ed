// SPDX-License-Identifier: MPL-2.0

#include "app/user_command.h"

#include <boost/json.hpp>
#include <functional>
#include <ostream>

#include "app/configuration.h"
#include "app/terminal.h"
#include "app/text_table.h"
#include "base/wipe.h"
#include "console/users.h"

namespace candour::app {

namespace json = boost::json;
using console::Role;
using console::Users;

namespace {

int complain(const std::string& what, int status, std::ostream& err) {
  err << "candour: " << what << '\n';
  return status;
}

int complain(const base::Error& error, std::ostream& err) {
  const bool broken = error.fault == base::Fault::malformed;
  complain(error.detail, broken ? 2 : 1, err);
  if (broken)
    err << "candour: nothing was changed, and nobody signs in with a password until this is "
           "mended; "
           "a line that is taken out is a user that is gone\n";
  return broken ? 2 : 1;
}

/// Does it to the users of the configuration.
int with_users(const UserOptions& options, std::ostream& err,
               const std::function<int(Users&, const Configuration&)>& work) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error().detail, 2, err);
  Users users(configuration->data / users_file_name);
  return work(users, *configuration);
}

/// Twice where somebody types it. Nothing, and said so, where there is none.
std::optional<std::string> new_password(const std::string& name, std::ostream& err) {
  auto password = ask_password("New password of " + name + ":", err);
  if (!password) {
    complain("no password: type one, or give it as one line on standard input", 2, err);
    return {};
  }
  if (!is_at_a_terminal()) return password;
  auto again = ask_password("The same again:", err);
  const bool same = again && *again == *password;
  if (again) base::wipe(*again);
  if (same) return password;
  base::wipe(*password);
  complain("the two are not the same; nothing was changed", 1, err);
  return {};
}

bool takes_passwords(const Configuration& configuration) {
  const auto has_tls = [](const auto& place) { return place && !place->certificate.empty(); };
  return has_tls(configuration.http) || has_tls(configuration.console);
}

int tell(const UserOptions& options, const std::string& role, std::string_view words,
         std::ostream& out) {
  json::object object{{"name", options.name}};
  if (!role.empty()) object["role"] = role;
  object["done"] = words;
  if (options.json)
    out << object << '\n';
  else
    out << options.name << ": " << words << (role.empty() ? "" : ", " + role) << '\n';
  return 0;
}

}  // namespace

int add_user(const UserOptions& options, std::ostream& out, std::ostream& err) {
  return with_users(options, err, [&](Users& users, const Configuration& configuration) {
    // Before anybody types a password for nothing.
    const auto known = users.find(options.name);
    if (!known) return complain(known.error(), err);
    if (*known) return complain("There is a user " + options.name + " already.", 1, err);
    if (!console::is_user_name(options.name))
      return complain(users.add(options.name, Role::reader, "").error(), err);
    auto password = new_password(options.name, err);
    if (!password) return 1;
    const base::Wiped wiped(*password);
    const auto role = console::role_named(options.role).value_or(Role::reader);
    if (const auto added = users.add(options.name, role, *password); !added)
      return complain(added.error(), err);
    if (!takes_passwords(configuration))
      err << "candour: note: the console takes passwords over HTTPS alone, and is served nowhere "
             "so; add `console:` with listen, host, certificate and key to "
          << options.config.string() << '\n';
    return tell(options, std::string(name_of(role)), "added", out);
  });
}

int list_users(const UserOptions& options, std::ostream& out, std::ostream& err) {
  return with_users(options, err, [&](Users& users, const Configuration&) {
    const auto all = users.all();
    if (!all) return complain(all.error(), err);
    TextTable table({{"Name", console::longest_user_name}, {"Role", 6}});
    for (const auto& user : *all) {
      table.add_row({user.name, std::string(name_of(user.role))});
      if (options.json)
        out << json::object{{"name", user.name}, {"role", name_of(user.role)}} << '\n';
    }
    if (options.json) return 0;
    out << (all->empty() ? "Nobody signs in with a password. To add somebody: candour user add "
                           "NAME --role clerk --config " +
                               options.config.string() + "\n"
                         : table.to_string());
    return 0;
  });
}

int remove_user(const UserOptions& options, std::ostream& out, std::ostream& err) {
  return with_users(options, err, [&](Users& users, const Configuration&) {
    if (const auto removed = users.remove(options.name); !removed)
      return complain(removed.error(), err);
    return tell(options, "", "removed", out);
  });
}

int change_password(const UserOptions& options, std::ostream& out, std::ostream& err) {
  return with_users(options, err, [&](Users& users, const Configuration&) {
    const auto known = users.find(options.name);
    if (!known) return complain(known.error(), err);
    if (!*known) return complain(users.set_password(options.name, "").error(), err);
    auto password = new_password(options.name, err);
    if (!password) return 1;
    const base::Wiped wiped(*password);
    if (const auto changed = users.set_password(options.name, *password); !changed)
      return complain(changed.error(), err);
    return tell(options, "", "has another password", out);
  });
}

int change_role(const UserOptions& options, std::ostream& out, std::ostream& err) {
  return with_users(options, err, [&](Users& users, const Configuration&) {
    if (const auto changed = users.set_role(options.name, *console::role_named(options.role));
        !changed)
      return complain(changed.error(), err);
    return tell(options, options.role, "has another role", out);
  });
}

}  // namespace candour::app
