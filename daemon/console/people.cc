// SPDX-License-Identifier: MPL-2.0
//
// The roster: its rows as the file has them, what is worth a look, and the way in and out.

#include <algorithm>

#include "base/british_time.h"
#include "base/text.h"
#include "console/controls.h"
#include "console/mail_text.h"
#include "console/pages.h"
#include "console/proposals.h"
#include "console/roster_file.h"
#include "console/words.h"
#include "people/roster_remarks.h"
#include "people/vcard.h"

namespace candour::console {

namespace {

constexpr std::chrono::days soon{60};
constexpr std::size_t most_rows = 2'000;  // shown
constexpr std::size_t most_remarks = 100;

std::string day_cell(std::string_view cell) {
  const auto day = base::parse_day(cell);
  return day ? day_words(*day) : std::string(cell);
}

std::string term_words(const people::RosterRow& row) {
  std::string words;
  if (!row.term_start.empty()) words = "from " + day_cell(row.term_start);
  if (!row.term_end.empty()) words += (words.empty() ? "to " : " to ") + day_cell(row.term_end);
  return words;
}

std::vector<std::vector<Markup>> rows_of(const std::vector<people::RosterRow>& rows) {
  std::vector<std::vector<Markup>> shown;
  for (std::size_t i = 0; i < rows.size() && i < most_rows; ++i) {
    const auto& row = rows[i];
    shown.push_back({link("/people/" + std::to_string(i + 1), row.name.empty() ? "–" : row.name),
                     text(row.role), text(row.emails), text(row.group), text(row.committees),
                     text(term_words(row))});
  }
  return shown;
}

Markup entries_section(std::string_view id, std::string_view heading,
                       const std::vector<std::string>& entries, std::string_view otherwise) {
  Markup items;
  for (const auto& entry : entries) items += element("li", outside_words(entry));
  return element("section", {{"aria-labelledby", std::string(id)}},
                 element("h2", {{"id", std::string(id)}}, heading) +
                     (items.empty() ? element("p", otherwise) : element("ul", items)));
}

std::vector<std::string> endings(const people::Roster& roster, base::Day today) {
  std::vector<std::pair<base::Day, std::string>> found;
  for (const auto& person : roster.people())
    for (const auto& position : person.positions)
      if (const auto end = position.term.end; end && *end >= today && *end <= today + soon)
        found.emplace_back(*end, person.name + ", " + std::string(people::name_of(position.role)) +
                                     ": " + day_words(*end));
  std::ranges::stable_sort(found, {}, [](const auto& ending) { return ending.first; });
  std::vector<std::string> words;
  for (auto& ending : found) words.push_back(std::move(ending.second));
  return words;
}

std::vector<std::string> remarks(const policy::Policy& policy, const RosterOnDisk* on_disk,
                                 base::Day today) {
  auto words = policy.notes;
  if (on_disk != nullptr)
    for (const auto& [place, what] : people::remarks_on(on_disk->document, policy.roster, today)) {
      if (words.size() == most_remarks) break;
      words.push_back(on_disk->name() + ", line " + std::to_string(place.line) + ": " + what);
    }
  return words;
}

Markup proposal_entry(const Proposal& proposed, const RosterOnDisk* on_disk) {
  const auto& [address, councillor, why] = proposed.address;
  auto entry =
      outside_words(address) + text(" may be " + councillor + "'s own: " + why + ". ") +
      text(proposed.last ? "Last met on " + day_words(base::british_day(*proposed.last)) + ". "
                         : "It is in mail that is held. ");
  if (on_disk != nullptr)
    if (const auto row = row_of(councillor, *on_disk))
      entry += link("/people/" + std::to_string(*row + 1) + "?address=" + url_encoded(address),
                    "Add it to his row");
  return element("li", entry);
}

Markup proposal_section(const Sources& sources, const RosterOnDisk* on_disk, base::Day today) {
  Markup entries;
  for (const auto& proposed : proposals(sources, today))
    entries += proposal_entry(proposed, on_disk);
  return element(
      "section", {{"aria-labelledby", "private"}},
      element("h2", {{"id", "private"}}, "Addresses that may be a councillor's own") +
          (entries.empty() ? element("p", "None met.") : element("ul", entries)) +
          element("p", {{"class", "small"}},
                  "Met in mail that passed or was found in a followed mailbox since candourd was "
                  "started, and in mail that is held. They are kept nowhere. To look through older "
                  "mail, in a mailbox or a folder, give the command:") +
          element("p", element("code", "candour roster check --config FILE --mail PATH")));
}

Markup import_section(const Visit& visit) {
  const auto role = choice_field("role", "Contacts that say no role", "leave them out",
                                 {{"councillor", "take in as councillor"},
                                  {"officer", "take in as officer"},
                                  {"adviser", "take in as adviser"},
                                  {"press", "take in as press"}},
                                 "");
  const auto fields =
      element("div", {{"class", "field"}},
              element("label", {{"for", "file"}},
                      "A CSV file (from a spreadsheet) or a vCard "
                      "file (from an address book)") +
                  empty_element("input", {{"id", "file"},
                                          {"name", "file"},
                                          {"type", "file"},
                                          {"required"},
                                          {"accept", ".csv,.vcf,text/csv,text/vcard"}})) +
      role +
      element(
          "p", {{"class", "tick"}},
          empty_element(
              "input", {{"id", "keep"}, {"name", "keep"}, {"type", "checkbox"}, {"value", "yes"}}) +
              element("label", {{"for", "keep"}}, "Who is not in the file stays in the roster"));
  return element(
      "section", {{"aria-labelledby", "ways"}},
      element("h2", {{"id", "ways"}}, "Take in a file") +
          element("p", "First you see what would change.") +
          element("form",
                  {{"method", "post"},
                   {"action", "/people-import"},
                   {"enctype", "multipart/form-data"}},
                  form_token_field(visit) + fields +
                      element("button", {{"type", "submit"}}, "Show what would change")));
}

Markup roster_section(const base::Result<RosterOnDisk>& on_disk) {
  auto content = element("h2", {{"id", "roster"}}, "The roster");
  if (!on_disk) {
    content += notice("It cannot be changed here now: " + on_disk.error().detail + ".");
  } else {
    const auto& rows = on_disk->document.rows();
    content += element("p", counted(rows.size(), "row", "rows") + " in " + on_disk->name() +
                                ". A change counts for the next mail, within a second.") +
               element("p", link("/people/new", "Add a row") + text(" · ") +
                                link("/people-export/roster.csv", "Save as CSV") + text(" · ") +
                                link("/people-export/roster.vcf", "Save as vCard")) +
               table("The roster", {"Name", "Role", "Addresses", "Group", "Committees", "Term"},
                     rows_of(rows));
    if (rows.size() > most_rows)
      content += element("p", {{"class", "small"}},
                         "The rest is not shown; change it in the file itself.");
  }
  return element("section", {{"aria-labelledby", "roster"}}, content);
}

Answer as_file(std::string content_type, std::string body, std::string_view name) {
  Answer answer;
  answer.content_type = std::move(content_type);
  answer.body = std::move(body);
  answer.headers.emplace_back("Content-Disposition",
                              "attachment; filename=\"" + std::string(name) + "\"");
  return answer;
}

}  // namespace

Answer people_page(const Sources& sources, const Visit& visit) {
  const auto policy = sources.policies.current();
  const auto today = base::british_day(visit.now);
  const auto on_disk = open_roster(sources);
  return page(
      {"People", "/people"}, sources, visit,
      roster_section(on_disk) +
          entries_section("ending", "Terms that end in the next 60 days",
                          endings(policy->roster, today), "None.") +
          entries_section("notes", "Worth a look",
                          remarks(*policy, on_disk ? &*on_disk : nullptr, today), "Nothing.") +
          proposal_section(sources, on_disk ? &*on_disk : nullptr, today) +
          (on_disk ? import_section(visit) : Markup()));
}

Answer export_roster(const Sources& sources, const Visit& visit) {
  const auto on_disk = open_roster(sources);
  const bool csv = visit.parameter == "roster.csv";
  if (!csv && visit.parameter != "roster.vcf")
    return page({"No such file", "/people"}, sources, visit,
                element("p", link("/people", "The roster")), 404);
  if (!on_disk)
    return page({"People", "/people"}, sources, visit, notice(on_disk.error().detail + "."), 503);
  const auto& rows = on_disk->document.rows();
  if (csv) return as_file("text/csv; charset=utf-8", people::roster_csv(rows), "roster.csv");
  return as_file("text/vcard; charset=utf-8", people::write_vcards(rows), "roster.vcf");
}

}  // namespace candour::console
