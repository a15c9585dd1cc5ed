// SPDX-License-Identifier: MPL-2.0

#include "console/page.h"

#include <array>

namespace candour::console {

namespace {

struct MenuEntry {
  std::string_view path, words;
};

constexpr std::array menu{
    MenuEntry{"/", "Today"},         MenuEntry{"/findings", "Findings"},
    MenuEntry{"/held", "Held mail"}, MenuEntry{"/rules", "Rules"},
    MenuEntry{"/change", "Change"},  MenuEntry{"/people", "People"},
    MenuEntry{"/users", "Users"},
};

Markup head_of(std::string_view title, const std::string& script) {
  return element(
      "head",
      empty_element("meta", {{"charset", "utf-8"}}) +
          empty_element(
              "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
          element("title", std::string(title) + " – Candour") +
          empty_element("link", {{"rel", "stylesheet"}, {"href", "/style.css"}}) +
          // Without it each browser asks for /favicon.ico.
          empty_element("link", {{"rel", "icon"}, {"href", "data:,"}}) +
          (script.empty() ? Markup()
                          : element("script", {{"type", "module"}, {"src", script}}, Markup())));
}

Answer whole(std::string_view title, const Markup& body, unsigned status,
             const std::string& script = "") {
  Answer answer;
  answer.status = status;
  answer.body =
      "<!doctype html>\n" +
      element("html", {{"lang", "en-GB"}}, head_of(title, script) + element("body", body)).html() +
      "\n";
  answer.runs_script = !script.empty();
  return answer;
}

Markup skip_link() {
  return element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to the content");
}

Markup main_of(std::string_view title, const Markup& content) {
  return element("main", {{"id", "main"}, {"tabindex", "-1"}}, element("h1", title) + content);
}

Markup navigation(const Visit& visit, std::string_view section) {
  Markup entries;
  for (const auto& entry : menu) {
    if (!may(visit, "GET", entry.path)) continue;
    std::vector<Attribute> attributes{{"href", std::string(entry.path)}};
    if (entry.path == section) attributes.push_back({"aria-current", "page"});
    entries += element("li", element("a", std::move(attributes), entry.words));
  }
  return element("nav", {{"aria-label", "Pages"}}, element("ul", entries));
}

Markup sign_out(const Visit& visit) {
  const auto password = visit.user.password_id.empty()
                            ? Markup()
                            : element("a", {{"href", "/password"}}, "Your password");
  return element("form", {{"method", "post"}, {"action", "/sign-out"}, {"class", "sign-out"}},
                 form_token_field(visit) + element("span", visit.user.name) + password +
                     element("button", {{"type", "submit"}, {"class", "quiet"}}, "Sign out"));
}

}  // namespace

Answer page(const Frame& frame, const Sources& sources, const Visit& visit, const Markup& main,
            unsigned status) {
  const auto brand = element("p", {{"class", "brand"}},
                             element("strong", "Candour") + text(" ") +
                                 element("span", sources.policies.current()->council));
  const auto header =
      element("header", element("div", {{"class", "top"}}, brand + sign_out(visit)) +
                            navigation(visit, frame.section));
  return whole(frame.title, skip_link() + header + main_of(frame.title, main), status,
               frame.script);
}

Answer bare_page(std::string_view title, const Markup& main, unsigned status) {
  const auto brand = element("p", {{"class", "brand"}}, element("strong", "Candour"));
  const auto header = element("header", element("div", {{"class", "top"}}, brand));
  return whole(title, skip_link() + header + main_of(title, main), status);
}

Answer see_other(std::string location) {
  Answer answer;
  answer.status = 303;
  answer.headers.emplace_back("Location", std::move(location));
  return answer;
}

Markup form_token_field(const Visit& visit) {
  return empty_element("input",
                       {{"type", "hidden"}, {"name", "token"}, {"value", visit.form_token}});
}

}  // namespace candour::console
