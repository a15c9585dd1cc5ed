// SPDX-License-Identifier: MPL-2.0
//
// One row of the roster: changed, added, taken out.

#include <charconv>

#include "base/british_time.h"
#include "base/text.h"
#include "console/controls.h"
#include "console/pages.h"
#include "console/proposals.h"
#include "console/roster_file.h"
#include "console/words.h"
#include "people/roster_change.h"

namespace candour::console {

namespace {

using people::RosterRow;

constexpr std::size_t most_cell_octets = 4'000;

/// Which row a form or an address means: its index, or none for a new one.
struct Meant {
  bool known = false;
  std::optional<std::size_t> row;  // nothing: a new one
};

Meant meant_by(std::string_view words, const RosterOnDisk& roster) {
  if (words == "new") return {true, {}};
  std::size_t number = 0;
  const auto* end = words.data() + words.size();
  const auto [stopped, code] = std::from_chars(words.data(), end, number);
  if (code != std::errc() || stopped != end || number == 0 ||
      number > roster.document.rows().size())
    return {};
  return {true, number - 1};
}

std::vector<Choice> roles() {
  std::vector<Choice> choices;
  for (const auto* role : {"chair", "vice-chair", "councillor", "clerk", "officer", "adviser",
                           "press", "complainant", "list"})
    choices.push_back({role, role});
  return choices;
}

std::string role_of(const RosterRow& row) {
  const auto role = people::role_named(row.role);
  return role ? std::string(people::name_of(*role)) : base::lower_ascii(row.role);
}

// A date field takes this form alone.
std::string day_value(std::string_view cell) {
  const auto day = base::parse_day(cell);
  return day ? base::to_string(*day) : std::string(cell);
}

Markup row_fields(const RosterRow& row) {
  return input_field("name", "Name", "text", row.name) +
         choice_field("role", "Role", "choose one", roles(), role_of(row)) +
         input_field("emails", "Addresses, with ; between them", "text", row.emails) +
         input_field("group", "Political group", "text", row.group) +
         input_field("committees", "Committees, with ; between them", "text", row.committees) +
         input_field("term_start", "Term begins", "date", day_value(row.term_start)) +
         input_field("term_end", "Term ends", "date", day_value(row.term_end));
}

Markup button(std::string_view action, std::string_view words, std::string_view look) {
  return element("button",
                 {{"type", "submit"},
                  {"name", "action"},
                  {"value", std::string(action)},
                  {"class", std::string(look)}},
                 words);
}

Markup row_form(const Visit& visit, std::string_view seen, std::string_view row,
                const RosterRow& cells, bool is_new) {
  const auto hidden = form_token_field(visit) + hidden_field("seen", std::string(seen)) +
                      hidden_field("row", std::string(row));
  auto forms = element(
      "form", {{"method", "post"}, {"action", "/people-rows"}, {"class", "row"}},
      hidden + row_fields(cells) +
          element("div", {{"class", "buttons"}},
                  button("save", is_new ? "Add" : "Save", "strong") + link("/people", "Leave it")));
  if (is_new) return forms;
  return forms +
         element("section", {{"aria-labelledby", "out"}},
                 element("h2", {{"id", "out"}}, "Take it out") +
                     element("p",
                             "Who leaves the council keeps a row with the day on which the term "
                             "ended: then mail from that time is still understood. Take out what "
                             "was never right.") +
                     element("form", {{"method", "post"}, {"action", "/people-rows"}},
                             hidden + button("remove", "Take this row out", "quiet")));
}

Answer no_roster(const Sources& sources, const Visit& visit, const base::Error& error) {
  return page({"People", "/people"}, sources, visit,
              notice("It cannot be changed here now: " + error.detail + ".") +
                  element("p", link("/people", "The roster")),
              503);
}

Answer no_such_row(const Sources& sources, const Visit& visit) {
  return page({"No such row", "/people"}, sources, visit,
              element("p", "The roster has no such row (any more).") +
                  element("p", link("/people", "The roster")),
              404);
}

Answer row_page(const Sources& sources, const Visit& visit, std::string_view seen,
                std::string_view row, const RosterRow& cells, std::string_view faults,
                bool adds = false) {
  const bool is_new = row == "new";
  const auto title = is_new || cells.name.empty() ? "A row of the roster" : cells.name;
  return page(
      {is_new ? "Add a row" : title, "/people"}, sources, visit,
      (adds ? notice("The proposed address stands last among the addresses. Save, where it is "
                     "his; else leave it.")
            : Markup()) +
          (faults.empty() ? Markup() : fault_lines(faults)) +
          row_form(visit, seen, row, cells, is_new),
      faults.empty() ? 200 : 400);
}

RosterRow cells_of(const Form& form) {
  RosterRow row;
  const auto names = {"name", "role", "emails", "group", "committees", "term_start", "term_end"};
  const auto cells = people::roster_cells();
  std::size_t i = 0;
  for (const auto* name : names) row.*cells[i++] = base::in_one_line(form[name]);
  return row;
}

bool is_too_long(const RosterRow& row) {
  for (const auto cell : people::roster_cells())
    if ((row.*cell).size() > most_cell_octets) return true;
  return false;
}

// Writes the address that was asked for (query: address) into the cell, where it is one that is
// proposed for this row: a link made elsewhere fills in nothing.
bool add_proposed(const Sources& sources, const Visit& visit, const RosterOnDisk& roster,
                  std::size_t row, RosterRow& cells) {
  const auto& asked = visit.query["address"];
  if (asked.empty()) return false;
  for (const auto& [proposal, last] : proposals(sources, base::british_day(visit.now)))
    if (proposal.address == asked && row_of(proposal.councillor, roster) == row) {
      cells.emails += (cells.emails.empty() ? "" : "; ") + asked;
      return true;
    }
  return false;
}

// A date or a role that says the same stays as the file writes it.
RosterRow as_written(RosterRow cells, const RosterRow& before) {
  if (day_value(cells.term_start) == day_value(before.term_start))
    cells.term_start = before.term_start;
  if (day_value(cells.term_end) == day_value(before.term_end)) cells.term_end = before.term_end;
  if (role_of(cells) == role_of(before)) cells.role = before.role;
  return cells;
}

}  // namespace

Answer person_page(const Sources& sources, const Visit& visit) {
  const auto roster = open_roster(sources);
  if (!roster) return no_roster(sources, visit, roster.error());
  const auto meant = meant_by(visit.parameter, *roster);
  if (!meant.known) return no_such_row(sources, visit);
  auto cells = meant.row ? roster->document.rows()[*meant.row] : RosterRow{};
  const bool adds = meant.row && add_proposed(sources, visit, *roster, *meant.row, cells);
  return row_page(sources, visit, roster->seen, visit.parameter, cells, "", adds);
}

Answer save_person(const Sources& sources, const Visit& visit) {
  auto roster = open_roster(sources);
  if (!roster) return no_roster(sources, visit, roster.error());
  const auto &seen = visit.form["seen"], &row = visit.form["row"];
  const bool removes = visit.form["action"] == "remove";
  auto cells = cells_of(visit.form);
  const auto changed_meanwhile =
      roster->name() +
      " was changed by somebody else meanwhile. Look at it as it is now, then "
      "change it again";
  // What a row's number means is known only in the file that was seen.
  if (seen != roster->seen) return row_page(sources, visit, seen, row, cells, changed_meanwhile);
  const auto meant = meant_by(row, *roster);
  if (!meant.known || (removes && !meant.row)) return no_such_row(sources, visit);
  if (is_too_long(cells))
    return row_page(sources, visit, seen, row, cells, "a cell is too long: 4,000 bytes at most");
  auto& document = roster->document;
  if (removes) {
    document.remove(*meant.row);
  } else if (meant.row) {
    cells = as_written(std::move(cells), document.rows()[*meant.row]);
    if (cells == document.rows()[*meant.row]) return see_other("/people");
    document.replace(*meant.row, cells);
  } else {
    document.add(cells);
  }
  const auto saved = save_roster(sources, visit, *roster, seen, document.bytes());
  if (saved) return see_other("/people");
  return row_page(sources, visit, seen, row, cells, saved.error().detail);
}

}  // namespace candour::console
