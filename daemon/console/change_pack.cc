// SPDX-License-Identifier: MPL-2.0
//
// Which protocol the council has adopted: one of the packs, picked from a list.

#include <algorithm>

#include "console/change_parts.h"
#include "console/controls.h"
#include "policy/clauses.h"

namespace candour::console {

Markup pack_section(const Sources& sources, const Visit& visit, const policy::Policy& draft) {
  Markup choices;
  for (const auto& pack : policy::pack_names(sources.data)) {
    std::vector<Attribute> button{
        {"type", "radio"}, {"id", "pack." + pack}, {"name", "pack"}, {"value", pack}};
    if (pack == draft.pack) button.push_back({"checked"});
    choices += element("p", {{"class", "tick"}},
                       empty_element("input", std::move(button)) +
                           element("label", {{"for", "pack." + pack}},
                                   text(policy::protocol_of(pack, sources.data)) + text(" ") +
                                       element("span", {{"class", "small"}}, pack)));
  }
  return element(
      "section", {{"aria-labelledby", "protocol"}},
      element("h2", {{"id", "protocol"}}, "The protocol") +
          element("p",
                  "What the council has adopted says which rules there are and what each does. "
                  "What the council itself wants otherwise stays as it is, and counts before it.") +
          element(
              "form", {{"method", "post"}, {"action", "/change/pack"}, {"data-draft"}},
              form_token_field(visit) +
                  element("fieldset",
                          element("legend", "Which protocol has the council adopted?") + choices) +
                  element("button", {{"type", "submit"}}, "Take the protocol")));
}

}  // namespace candour::console
