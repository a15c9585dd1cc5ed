// SPDX-License-Identifier: MPL-2.0

#include "console/controls.h"

namespace candour::console {

namespace {

Markup labelled(std::string_view name, std::string_view label, const Markup& control) {
  return element("div", {{"class", "field"}},
                 element("label", {{"for", std::string(name)}}, label) + control);
}

}  // namespace

Markup choice_field(std::string_view name, std::string_view label, std::string_view any,
                    const std::vector<Choice>& choices, std::string_view chosen) {
  auto options = element("option", {{"value", ""}}, any);
  for (const auto& choice : choices) {
    std::vector<Attribute> attributes{{"value", choice.value}};
    if (choice.value == chosen) attributes.push_back({"selected"});
    options += element("option", std::move(attributes), choice.words);
  }
  return labelled(
      name, label,
      element("select", {{"id", std::string(name)}, {"name", std::string(name)}}, options));
}

Markup input_field(std::string_view name, std::string_view label, std::string_view type,
                   std::string_view value) {
  return labelled(name, label,
                  empty_element("input", {{"id", std::string(name)},
                                          {"name", std::string(name)},
                                          {"type", std::string(type)},
                                          {"value", std::string(value)}}));
}

Markup credential_field(const Credential& field, std::string_view fault) {
  std::vector<Attribute> attributes{{"id", std::string(field.name)},
                                    {"name", std::string(field.name)},
                                    {"type", std::string(field.type)},
                                    {"autocomplete", std::string(field.autocomplete)},
                                    {"autocapitalize", "none"},
                                    {"spellcheck", "false"},
                                    {"required"},
                                    {"value", std::string(field.value)}};
  if (!fault.empty()) attributes.push_back({"aria-describedby", std::string(fault)});
  return labelled(field.name, field.label, empty_element("input", std::move(attributes)));
}

Markup new_password_fields(std::string_view fault) {
  return credential_field(
             {"new", "New password, 12 characters or more", "password", "new-password", ""},
             fault) +
         credential_field({"again", "The same again", "password", "new-password", ""}, fault);
}

Markup table(std::string_view label, const std::vector<std::string_view>& columns,
             const std::vector<std::vector<Markup>>& rows) {
  Markup head, body;
  for (const auto words : columns) head += element("th", {{"scope", "col"}}, words);
  for (const auto& row : rows) {
    Markup cells;
    for (const auto& cell : row) cells += element("td", cell);
    body += element("tr", cells);
  }
  // Whoever has only a keyboard must be able to scroll it.
  return element("div",
                 {{"class", "wide"},
                  {"role", "region"},
                  {"aria-label", std::string(label)},
                  {"tabindex", "0"}},
                 element("table", element("thead", element("tr", head)) + element("tbody", body)));
}

Markup link(std::string path, std::string_view words) {
  return element("a", {{"href", std::move(path)}}, words);
}

Markup fact(std::string_view name, const Markup& words) {
  return element("dt", name) + element("dd", words);
}

Markup hidden_field(std::string_view name, std::string value) {
  return empty_element(
      "input", {{"type", "hidden"}, {"name", std::string(name)}, {"value", std::move(value)}});
}

Markup reason_field(std::string_view label, std::size_t most_characters, std::string_view fault) {
  std::vector<Attribute> box{{"id", "reason"},
                             {"name", "reason"},
                             {"required"},
                             {"rows", "3"},
                             {"maxlength", std::to_string(most_characters)}};
  if (!fault.empty()) box.push_back({"aria-describedby", "fault"});
  return (fault.empty() ? Markup() : element("p", {{"class", "notice"}, {"id", "fault"}}, fault)) +
         labelled("reason", label, element("textarea", std::move(box), Markup()));
}

Markup notice(std::string_view words) {
  return element("p", {{"class", "notice"}}, words);
}

}  // namespace candour::console
