// SPDX-License-Identifier: MPL-2.0
//
// A policy that was in force, and the way back to it.

#include <charconv>

#include "base/text.h"
#include "console/change_parts.h"
#include "console/controls.h"
#include "console/pages.h"
#include "console/words.h"

namespace candour::console {

namespace {

std::int64_t number_of(std::string_view words) {
  std::int64_t number = 0;
  const auto read = std::from_chars(words.data(), words.data() + words.size(), number);
  return read.ec == std::errc() && read.ptr == words.data() + words.size() ? number : 0;
}

Answer shown(const Sources& sources, const Visit& visit, std::int64_t number, std::string_view said,
             unsigned status) {
  const auto version = sources.change.versions().find(number);
  const auto back = element("p", link("/change#history", "All versions"));
  if (!version)
    return page({"Version", "/change"}, sources, visit,
                notice("The ledger cannot be read now. Try again in a moment.") + back, 503);
  if (!*version)
    return page({"No such version", "/change"}, sources, visit,
                element("p", "There is no version of that number.") + back, 404);
  const auto& found = **version;
  const auto facts = fact("In force since", text(moment_words(found.time))) +
                     fact("Who", text(found.author.empty() ? "–" : found.author)) +
                     fact("How", text(policy_origin_words(found.how))) +
                     fact("Why", text(found.note.empty() ? "–" : found.note)) +
                     fact("Decisions name it", element("code", found.version));
  const auto form =
      element("form", {{"method", "post"}, {"action", "/change/brought-back"}},
              form_token_field(visit) + hidden_field("number", std::to_string(number)) +
                  input_field("note", "Why, for the record", "text", "") +
                  element("button", {{"type", "submit"}}, "Bring it back"));
  return page({"Version " + std::to_string(number), "/change"}, sources, visit,
              (said.empty() ? Markup() : notice(said)) +
                  element("dl", {{"class", "facts"}}, facts) + element("h2", "Its text") +
                  element("pre", {{"class", "mail"}}, found.text) + element("h2", "Bring it back") +
                  form + back,
              status);
}

}  // namespace

Answer version_page(const Sources& sources, const Visit& visit) {
  return shown(sources, visit, number_of(visit.parameter), "", 200);
}

Answer bring_version_back(const Sources& sources, const Visit& visit) {
  auto& desk = sources.change;
  const auto number = number_of(visit.form["number"]);
  const auto version = desk.versions().find(number);
  if (!version || !*version) return shown(sources, visit, number, "", 404);
  const auto& note = visit.form["note"];
  if (base::trim(note).empty() || note.size() > 1'000)
    return shown(sources, visit, number,
                 "Say in a few words why, for the record. Nothing was brought back.", 400);
  const auto put =
      desk.put_live({(*version)->text, ""}, stores::PolicyOrigin::reverted, visit.user.name, note);
  if (!put) return shown(sources, visit, number, put.error().detail, 409);
  desk.drafts().drop(visit.user.name);
  return see_other("/change?live=" + std::to_string(*put));
}

}  // namespace candour::console
