// SPDX-License-Identifier: MPL-2.0
//
// Who may sign in with a password, for admins: the list, one of them, and what is done to him. All
// of it counts at the next click of whom it is about.

#include "console/controls.h"
#include "console/pages.h"
#include "console/users.h"

namespace candour::console {

namespace {

const Frame list_frame{"Users", "/users"};

const std::vector<Choice>& roles() {
  static const std::vector<Choice> all{
      {"reader", "reader"}, {"clerk", "clerk"}, {"admin", "admin"}};
  return all;
}

Markup roles_explained() {
  return element("p",
                 "A reader sees Today, findings without their words, and the rules. A clerk also "
                 "reads the words, marks false alarms and decides on held mail. An admin also "
                 "changes policy, roster and users.");
}

Markup fault_notice(std::string_view fault) {
  if (fault.empty()) return {};
  return element("p", {{"class", "notice"}, {"id", "fault"}, {"role", "alert"}}, fault);
}

std::string_view describes(std::string_view fault) {
  return fault.empty() ? std::string_view() : "fault";
}

std::string user_path(const std::string& name) {
  return "/users/" + url_encoded(name);
}

Answer unreadable(const Sources& sources, const Visit& visit, const base::Error& error) {
  return page(
      list_frame, sources, visit,
      notice("The users cannot be read or changed now, and nobody signs in with a "
             "password. Nothing was changed. What is wrong:") +
          element("pre", error.detail) +
          element("p", "Mend it in the file; candour user list shows whether it is well again."),
      503);
}

Markup add_form(const Visit& visit, std::string_view fault) {
  return element(
      "section", {{"aria-labelledby", "add"}},
      element("h2", {{"id", "add"}}, "Add a user") + roles_explained() + fault_notice(fault) +
          element("form", {{"method", "post"}, {"action", "/users"}, {"class", "row"}},
                  form_token_field(visit) +
                      credential_field({"name", "Name: small letters, digits and . _ - @ +", "text",
                                        "off", visit.form["name"]},
                                       describes(fault)) +
                      choice_field("role", "Role", "choose one", roles(), visit.form["role"]) +
                      new_password_fields(describes(fault)) +
                      element("div", {{"class", "buttons"}},
                              element("button", {{"type", "submit"}}, "Add"))));
}

Answer list_page(const Sources& sources, const Visit& visit, std::string_view fault) {
  const auto users = sources.users.all();
  if (!users) return unreadable(sources, visit, users.error());
  std::vector<std::vector<Markup>> rows;
  for (const auto& user : *users)
    rows.push_back({link(user_path(user.name), user.name), text(name_of(user.role))});
  const auto list = rows.empty() ? notice("Nobody signs in with a password so far.")
                                 : table("Users", {"Name", "Role"}, rows);
  return page(list_frame, sources, visit,
              element("p",
                      "They sign in with name and password, over HTTPS. Under four eyes a name "
                      "counts as the login of the same name under deciders: in candourd's "
                      "configuration.") +
                  list + add_form(visit, fault),
              fault.empty() ? 200 : 400);
}

Answer no_such_user(const Sources& sources, const Visit& visit) {
  return page({"No such user", "/users"}, sources, visit,
              element("p", "There is no user of this name (any more).") +
                  element("p", link("/users", "All users")),
              404);
}

Markup section(const std::string& id, std::string_view title, const Markup& content) {
  return element("section", {{"aria-labelledby", id}},
                 element("h2", {{"id", id}}, title) + content);
}

Answer one_user(const Sources& sources, const Visit& visit, const std::string& name,
                std::string_view fault = {}) {
  const auto user = sources.users.find(name);
  if (!user) return unreadable(sources, visit, user.error());
  if (!*user) return no_such_user(sources, visit);
  const auto hidden = form_token_field(visit) + hidden_field("name", name);
  const auto form = [&](std::string_view action, const Markup& fields, std::string_view button,
                        std::string_view look) {
    return element(
        "form", {{"method", "post"}, {"action", std::string(action)}, {"class", "row narrow"}},
        hidden + fields +
            element("div", {{"class", "buttons"}},
                    element("button", {{"type", "submit"}, {"class", std::string(look)}}, button)));
  };
  const auto role = choice_field("role", "Role", "choose one", roles(), name_of((*user)->role));
  return page(
      {name, "/users"}, sources, visit,
      fault_notice(fault) +
          section("as", "Role",
                  roles_explained() +
                      element("p", "It counts at once, in sessions that are open too.") +
                      form("/user-role", role, "Save the role", "strong")) +
          section("secret", "A new password",
                  element("p",
                          "For who has forgotten it. All sessions of this user end. Tell it in "
                          "person or by telephone, and have it changed at the first sign-in.") +
                      form("/user-password", new_password_fields(describes(fault)),
                           "Set the password", "strong")) +
          section(
              "out", "Remove",
              element("p", "All sessions of this user end at once. What he did stays on record.") +
                  form("/user-removed", {}, "Remove this user", "quiet")) +
          element("p", link("/users", "All users")),
      fault.empty() ? 200 : 400);
}

/// After a change of one user that went as `error` says.
Answer after_change(const Sources& sources, const Visit& visit, const std::string& name,
                    const base::Error& error) {
  if (error.fault != base::Fault::refused) return unreadable(sources, visit, error);
  return one_user(sources, visit, name, error.detail);
}

void tell(const Sources& sources, const Visit& visit, std::string_view what,
          const std::string& name) {
  if (sources.user_event) sources.user_event({what, name, visit.user.name, ""});
}

}  // namespace

Answer users_page(const Sources& sources, const Visit& visit) {
  return list_page(sources, visit, "");
}

Answer user_page(const Sources& sources, const Visit& visit) {
  const auto name = read_url_encoded("name=" + visit.parameter);
  return name ? one_user(sources, visit, (*name)["name"]) : no_such_user(sources, visit);
}

Answer add_user(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["name"];
  const auto role = role_named(visit.form["role"]);
  if (!role) return list_page(sources, visit, "Choose a role.");
  if (visit.form["new"] != visit.form["again"])
    return list_page(sources, visit, "The two passwords are not the same.");
  const auto added = sources.users.add(name, *role, visit.form["new"]);
  if (!added && added.error().fault == base::Fault::refused)
    return list_page(sources, visit, added.error().detail);
  if (!added) return unreadable(sources, visit, added.error());
  tell(sources, visit, "added", name);
  return see_other("/users");
}

Answer change_user_role(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["name"];
  const auto role = role_named(visit.form["role"]);
  if (!role) return one_user(sources, visit, name, "Choose a role.");
  if (const auto changed = sources.users.set_role(name, *role); !changed)
    return after_change(sources, visit, name, changed.error());
  tell(sources, visit, "role-changed", name);
  return see_other("/users");
}

Answer change_user_password(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["name"];
  if (visit.form["new"] != visit.form["again"])
    return one_user(sources, visit, name, "The two passwords are not the same.");
  if (const auto changed = sources.users.set_password(name, visit.form["new"]); !changed)
    return after_change(sources, visit, name, changed.error());
  tell(sources, visit, "password-changed", name);
  return see_other("/users");
}

Answer remove_user(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["name"];
  if (const auto removed = sources.users.remove(name); !removed)
    return after_change(sources, visit, name, removed.error());
  tell(sources, visit, "removed", name);
  return see_other("/users");
}

}  // namespace candour::console
