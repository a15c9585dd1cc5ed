// SPDX-License-Identifier: MPL-2.0

#include "console/routes.h"

#include <algorithm>
#include <stdexcept>

#include "console/pages.h"

namespace candour::console {

namespace {

using Kind = Route::Kind;

constexpr auto nobody = Access::nobody;
constexpr auto anybody = Access::anybody;
constexpr auto reader = Access::reader;
constexpr auto clerk = Access::clerk;
constexpr auto admin = Access::admin;

constexpr std::size_t small_form = 64u << 10;
constexpr std::size_t people_form = 17u << 20;  // contacts of 16 MB
constexpr std::size_t policy_form = 2u << 20;   // a policy of 1 MiB, its line ends, and boundaries
constexpr std::size_t mail_form = 51u << 20;    // a mail of 50 MB and its boundaries

constexpr Route table[] = {
    {"GET", "/style.css", anybody, Kind::style},
    {"GET", "/sign-in", anybody, Kind::sign_in_page},
    {"POST", "/sign-in", anybody, Kind::sign_in_by_password, small_form, nullptr, true},
    {"GET", "/sign-in/{link}", anybody, Kind::sign_in_by_link},
    {"POST", "/sign-out", reader, Kind::sign_out, small_form},
    {"GET", "/password", reader, Kind::page, 0, password_page},
    {"POST", "/password", reader, Kind::change_password, small_form, nullptr, true},
    {"GET", "/", reader, Kind::page, 0, today_page},
    {"GET", "/findings", reader, Kind::page, 0, findings_page},
    {"GET", "/findings/{finding}", reader, Kind::page, 0, finding_page},
    {"POST", "/finding-words", clerk, Kind::page, small_form, show_finding_words},
    {"POST", "/false-alarms", clerk, Kind::page, small_form, mark_false_alarm},
    {"POST", "/false-alarms/withdrawn", clerk, Kind::page, small_form, unmark_false_alarm},
    {"GET", "/held", clerk, Kind::page, 0, held_page},
    {"GET", "/held/{mail}", clerk, Kind::page, 0, held_mail_page},
    {"POST", "/held-decisions", clerk, Kind::page, small_form, decide_on_held},
    {"GET", "/rules", reader, Kind::page, 0, rules_page},
    {"POST", "/try", clerk, Kind::page, mail_form, trial_page},
    {"GET", "/change", admin, Kind::page, 0, change_page},
    {"POST", "/change", admin, Kind::page, policy_form, change_text},
    {"GET", "/change.js", admin, Kind::script},
    {"POST", "/change/checked", admin, Kind::page, policy_form, check_change},
    {"POST", "/change/pack", admin, Kind::page, small_form, change_pack},
    {"POST", "/change/rules", admin, Kind::page, small_form, change_rules},
    {"POST", "/change/live", admin, Kind::page, small_form, put_change_live},
    {"POST", "/change/dropped", admin, Kind::page, small_form, drop_change},
    {"GET", "/change/replay", admin, Kind::page, 0, replay_page},
    {"POST", "/change/replay", admin, Kind::page, mail_form, start_replay},
    {"POST", "/change/replay/stopped", admin, Kind::page, small_form, stop_replay},
    {"GET", "/change/versions/{number}", admin, Kind::page, 0, version_page},
    {"POST", "/change/brought-back", admin, Kind::page, small_form, bring_version_back},
    {"GET", "/people", admin, Kind::page, 0, people_page},
    {"GET", "/people/{row}", admin, Kind::page, 0, person_page},
    {"POST", "/people-rows", admin, Kind::page, small_form, save_person},
    {"GET", "/people-export/{file}", admin, Kind::page, 0, export_roster},
    {"POST", "/people-import", admin, Kind::page, people_form, import_people},
    {"POST", "/people-import/in-force", admin, Kind::page, people_form, put_people_in_force},
    {"GET", "/users", admin, Kind::page, 0, users_page},
    {"POST", "/users", admin, Kind::page, small_form, add_user, true},
    {"GET", "/users/{name}", admin, Kind::page, 0, user_page},
    {"POST", "/user-role", admin, Kind::page, small_form, change_user_role},
    {"POST", "/user-password", admin, Kind::page, small_form, change_user_password, true},
    {"POST", "/user-removed", admin, Kind::page, small_form, remove_user},
};

// A row that leaves it out is for nobody.
static_assert(Route{}.access == nobody);

std::optional<std::string> parameter_of(std::string_view pattern, std::string_view path) {
  const auto brace = pattern.find('{');
  if (brace == pattern.npos) return path == pattern ? std::optional<std::string>("") : std::nullopt;
  if (!path.starts_with(pattern.substr(0, brace))) return {};
  const auto parameter = path.substr(brace);
  if (parameter.empty() || parameter.find('/') != parameter.npos) return {};
  return std::string(parameter);
}

}  // namespace

std::span<const Route> routes() {
  return table;
}

Match match(std::string_view method, std::string_view path) {
  Match found;
  for (const auto& route : table) {
    auto parameter = parameter_of(route.path, path);
    if (!parameter) continue;
    found.is_path = true;
    if (route.method != method) continue;
    found.route = &route;
    found.parameter = std::move(*parameter);
    break;
  }
  return found;
}

bool may(Role role, Access access) {
  switch (access) {
    case Access::nobody:
      return false;
    case Access::anybody:
    case Access::reader:
      return true;
    case Access::clerk:
      return role != Role::reader;
    case Access::admin:
      return role == Role::admin;
  }
  return false;
}

bool may(const Visit& visit, std::string_view method, std::string_view path) {
  const auto found = std::ranges::find_if(
      table, [&](const Route& route) { return route.method == method && route.path == path; });
  if (found == std::end(table)) throw std::logic_error("no such route: " + std::string(path));
  return may(visit.user.role, found->access);
}

}  // namespace candour::console
