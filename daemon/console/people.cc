// SPDX-License-Identifier: MPL-2.0

#include <algorithm>

#include "base/british_time.h"
#include "base/text.h"
#include "console/controls.h"
#include "console/pages.h"
#include "console/words.h"

namespace candour::console {

namespace {

constexpr std::chrono::days soon{60};

std::string term_words(const people::Term& term) {
  if (!term.start && !term.end) return "";
  return (term.start ? "from " + day_words(*term.start) : std::string()) +
         (term.start && term.end ? " " : "") + (term.end ? "to " + day_words(*term.end) : "");
}

std::vector<Markup> row_of(const people::Person& person, const people::Position& position) {
  return {text(person.name),
          text(people::name_of(position.role)),
          text(base::join(position.emails, ", ")),
          text(position.group),
          text(base::join(position.committees, ", ")),
          text(term_words(position.term))};
}

std::vector<std::vector<Markup>> rows_of(const people::Roster& roster) {
  std::vector<std::vector<Markup>> rows;
  for (const auto& person : roster.people())
    for (const auto& position : person.positions) rows.push_back(row_of(person, position));
  for (const auto& list : roster.lists())
    rows.push_back({text(list.name), text("list"), text(base::join(list.emails, ", ")),
                    text(list.group), text(base::join(list.committees, ", ")), Markup()});
  return rows;
}

struct Ending {
  base::Day day;
  std::string words;
};

Markup ending_section(const people::Roster& roster, base::Day today) {
  std::vector<Ending> endings;
  for (const auto& person : roster.people())
    for (const auto& position : person.positions)
      if (const auto end = position.term.end; end && *end >= today && *end <= today + soon)
        endings.push_back({*end, person.name + ", " + std::string(people::name_of(position.role)) +
                                     ": " + day_words(*end)});
  std::stable_sort(endings.begin(), endings.end(),
                   [](const Ending& a, const Ending& b) { return a.day < b.day; });
  Markup entries;
  for (const auto& ending : endings) entries += element("li", ending.words);
  return element("section", {{"aria-labelledby", "ending"}},
                 element("h2", {{"id", "ending"}}, "Terms that end in the next 60 days") +
                     (entries.empty() ? element("p", "None.") : element("ul", entries)));
}

Markup notes_section(const std::vector<std::string>& notes) {
  if (notes.empty()) return {};
  Markup entries;
  for (const auto& note : notes) entries += element("li", note);
  return element(
      "section", {{"aria-labelledby", "notes"}},
      element("h2", {{"id", "notes"}}, "Worth a look in the files") + element("ul", entries));
}

}  // namespace

Answer people_page(const Sources& sources, const Visit& visit) {
  const auto policy = sources.policies.current();
  const auto& roster = policy->roster;
  const auto whole =
      element("section", {{"aria-labelledby", "roster"}},
              element("h2", {{"id", "roster"}}, "The roster") +
                  element("p", counted(roster.people().size(), "person", "people") + ", from " +
                                   policy->roster_file.filename().string() +
                                   ". A change that is saved there counts within a second.") +
                  table("The roster", {"Name", "Role", "Addresses", "Group", "Committees", "Term"},
                        rows_of(roster)));
  return page(
      {"People", "/people"}, sources, visit,
      ending_section(roster, base::british_day(visit.now)) + notes_section(policy->notes) + whole);
}

}  // namespace candour::console
