// SPDX-License-Identifier: MPL-2.0
//
// A user's own password. The change itself is the console's (console.cc), since it begins a new
// session.

#include "console/controls.h"
#include "console/pages.h"

namespace candour::console {

Answer password_page_with(const Sources& sources, const Visit& visit, std::string_view fault,
                          unsigned status) {
  const Frame frame{"Your password", "/password"};
  if (visit.user.password_id.empty())
    return page(frame, sources, visit,
                element("p",
                        "You are signed in by a link of candourd's own machine, not by a password, "
                        "so there is none to change here. Other users' passwords are under ") +
                    element("p", link("/users", "Users")));
  Markup told;
  if (!fault.empty())
    told = element("p", {{"class", "notice"}, {"id", "fault"}, {"role", "alert"}}, fault);
  else if (visit.query["changed"] == "yes")
    told = element("p", {{"class", "notice"}, {"role", "status"}},
                   "Your password was changed. Your sessions in other browsers have ended.");
  const auto describes = fault.empty() ? std::string_view() : "fault";
  return page(
      frame, sources, visit,
      told +
          element("p",
                  "It has 12 characters or more. Four words that have nothing to do with each "
                  "other make a good one. Sessions of yours in other browsers end with it.") +
          element("form", {{"method", "post"}, {"action", "/password"}, {"class", "row narrow"}},
                  form_token_field(visit) +
                      // Browsers keep the new password under the right name by it.
                      empty_element("input", {{"type", "hidden"},
                                              {"name", "username"},
                                              {"autocomplete", "username"},
                                              {"value", visit.user.name}}) +
                      credential_field(
                          {"present", "Present password", "password", "current-password", ""},
                          describes) +
                      new_password_fields(describes) +
                      element("div", {{"class", "buttons"}},
                              element("button", {{"type", "submit"}}, "Change it"))),
      status);
}

Answer password_page(const Sources& sources, const Visit& visit) {
  return password_page_with(sources, visit, "", 200);
}

}  // namespace candour::console
