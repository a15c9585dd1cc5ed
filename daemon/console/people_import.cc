// SPDX-License-Identifier: MPL-2.0
//
// A file with people taken into the roster: first what would change, then, once somebody says so,
// in force. The same as `candour roster import` (people/roster_import).

#include "base/text.h"
#include "console/controls.h"
#include "console/mail_text.h"
#include "console/pages.h"
#include "console/roster_file.h"
#include "console/words.h"
#include "people/roster_import.h"

namespace candour::console {

namespace {

using people::RosterRow;

constexpr std::size_t most_shown = 1'000;  // of each kind of change

std::string in_words(const RosterRow& row) {
  std::vector<std::string> cells;
  for (const auto cell : people::roster_cells())
    if (const auto& words = row.*cell; !words.empty()) cells.push_back(words);
  return base::join(cells, ", ");
}

Markup changes_section(std::string_view id, std::string_view heading,
                       const std::vector<Markup>& entries) {
  if (entries.empty()) return {};
  Markup items;
  for (std::size_t i = 0; i < entries.size() && i < most_shown; ++i)
    items += element("li", entries[i]);
  if (entries.size() > most_shown)
    items += element("li", "and " + with_commas(entries.size() - most_shown) + " more");
  return element("section", {{"aria-labelledby", std::string(id)}},
                 element("h2", {{"id", std::string(id)}},
                         std::string(heading) + ": " + with_commas(entries.size())) +
                     element("ul", items));
}

Markup changes(const people::RosterDifference& difference, const people::RosterDocument& document) {
  std::vector<Markup> added, changed, gone;
  for (const auto& row : difference.added) added.push_back(outside_words(in_words(row)));
  for (const auto& each : difference.changed)
    changed.push_back(outside_words(in_words(each.before)) + empty_element("br", {}) +
                      element("strong", "becomes ") + outside_words(in_words(each.after)));
  for (const auto row : difference.gone)
    gone.push_back(outside_words(in_words(document.rows()[row])));
  return changes_section("added", "Added", added) + changes_section("changed", "Changed", changed) +
         changes_section("gone", "Gone", gone);
}

Markup left_out_section(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::vector<Markup> entries;
  for (const auto& name : names) entries.push_back(outside_words(name));
  return changes_section("left-out", "Left out, since they say no role", entries);
}

Markup confirm_form(const Visit& visit, const RosterOnDisk& roster,
                    const std::vector<RosterRow>& rows, bool keep) {
  return element("form", {{"method", "post"}, {"action", "/people-import/in-force"}},
                 form_token_field(visit) + hidden_field("seen", roster.seen) +
                     hidden_field("rows", people::roster_csv(rows)) +
                     hidden_field("keep", keep ? "yes" : "") +
                     element("div", {{"class", "buttons"}},
                             element("button", {{"type", "submit"}}, "Put in force") +
                                 link("/people", "Leave it as it is")));
}

Answer refused(const Sources& sources, const Visit& visit, const std::string& faults) {
  return page({"Take in a file", "/people"}, sources, visit,
              fault_lines(faults) + element("p", link("/people", "The roster")), 400);
}

people::Others others_of(const Form& form) {
  return form["keep"] == "yes" ? people::Others::stay : people::Others::go;
}

}  // namespace

Answer import_people(const Sources& sources, const Visit& visit) {
  const auto roster = open_roster(sources);
  if (!roster) return refused(sources, visit, roster.error().detail);
  const auto& file = visit.form["file"];
  if (base::trim(file).empty())
    return refused(sources, visit, "choose a file with something in it");
  const auto& role = visit.form["role"];
  if (!role.empty() && !people::role_named(role))
    return refused(sources, visit, "there is no such role");
  const auto incoming = people::read_incoming(file, "the file", roster->document.rows(), role);
  if (!incoming) return refused(sources, visit, incoming.error().detail);
  const auto others = others_of(visit.form);
  const auto next = people::with_incoming(roster->document, incoming->rows, others, roster->name());
  if (!next) return refused(sources, visit, next.error().detail);
  auto main = next->difference.empty()
                  ? notice("Nothing would change.") + element("p", link("/people", "The roster"))
                  : element("p", {{"class", "lead"}}, "So far nothing is changed.") +
                        changes(next->difference, roster->document);
  main += left_out_section(incoming->left_out);
  if (!next->difference.empty())
    main += confirm_form(visit, *roster, incoming->rows, others == people::Others::stay);
  return page({"What would change", "/people"}, sources, visit, main);
}

Answer put_people_in_force(const Sources& sources, const Visit& visit) {
  const auto roster = open_roster(sources);
  if (!roster) return refused(sources, visit, roster.error().detail);
  const auto& seen = visit.form["seen"];
  if (seen != roster->seen)
    return refused(
        sources, visit,
        roster->name() + " was changed by somebody else meanwhile; take the file in once more");
  const auto rows = people::RosterDocument::read(visit.form["rows"], "the file");
  if (!rows) return refused(sources, visit, rows.error().detail);
  const auto next =
      people::with_incoming(roster->document, rows->rows(), others_of(visit.form), roster->name());
  if (!next) return refused(sources, visit, next.error().detail);
  if (const auto saved = save_roster(sources, visit, *roster, seen, next->bytes); !saved)
    return refused(sources, visit, saved.error().detail);
  return see_other("/people");
}

}  // namespace candour::console
