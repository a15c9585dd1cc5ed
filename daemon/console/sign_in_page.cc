// SPDX-License-Identifier: MPL-2.0

#include "console/sign_in_page.h"

#include "console/controls.h"
#include "console/page.h"

namespace candour::console {

namespace {

Markup about_links() {
  return element("p", "On the machine where candourd runs, give the command") +
         element("p", element("code", "candour console --config FILE")) +
         element("p",
                 "with candourd's configuration for FILE. It opens this console, or prints a "
                 "link that is good once, for two minutes. A session lasts twelve hours, or "
                 "one hour without a click.");
}

Markup form_of(const SignInForm& form) {
  // The words tell of no field alone: which of the two was wrong is nobody's business.
  const std::string_view fault = form.fault.empty() ? "" : "fault";
  return element(
      "form", {{"method", "post"}, {"action", "/sign-in"}, {"class", "row narrow"}},
      credential_field({"name", "Name", "text", "username", form.name}, fault) +
          credential_field({"password", "Password", "password", "current-password", ""}, fault) +
          element("div", {{"class", "buttons"}},
                  element("button", {{"type", "submit"}}, "Sign in")));
}

}  // namespace

Answer sign_in_page(const SignInForm& form) {
  if (form.passwords == SignInForm::Passwords::without_tls)
    return bare_page("Sign in", about_links(), 200);
  const auto fault =
      form.fault.empty()
          ? Markup()
          : element("p", {{"class", "notice"}, {"id", "fault"}, {"role", "alert"}}, form.fault);
  if (form.passwords == SignInForm::Passwords::none)
    return bare_page("Sign in", fault + about_links(), form.status);
  const auto otherwise =
      element("details", element("summary", "Without a password") + about_links());
  return bare_page("Sign in",
                   fault + form_of(form) +
                       element("p", {{"class", "small"}},
                               "A session lasts twelve hours, or one hour without a click. Who has "
                               "forgotten his password asks an administrator for another.") +
                       otherwise,
                   form.status);
}

}  // namespace candour::console
