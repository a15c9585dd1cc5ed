// SPDX-License-Identifier: MPL-2.0

#include <algorithm>

#include "composed/moment.h"
#include "console/health.h"
#include "console/month.h"
#include "console/pages.h"
#include "console/words.h"

namespace candour::console {

namespace {

Markup health_entry(const Health& part) {
  const auto state = element("span", {{"class", part.well ? "state well" : "state ill"}},
                             part.well ? "Well" : "Look here");
  return element("li", state + element("div", element("h3", part.part) + element("p", part.words)));
}

std::string in_a_sentence(const std::vector<Health>& parts) {
  const auto ill = static_cast<std::size_t>(
      std::count_if(parts.begin(), parts.end(), [](const Health& part) { return !part.well; }));
  return ill == 0 ? "All is well." : counted(ill, "thing needs", "things need") + " a look.";
}

Markup health_section(const std::vector<Health>& parts, const std::string& since) {
  Markup entries;
  for (const auto& part : parts) entries += health_entry(part);
  return element(
      "section", {{"aria-labelledby", "health"}},
      element("h2", {{"id", "health"}}, "How Candour is") +
          element("p", {{"class", "lead"}}, in_a_sentence(parts)) +
          element("ul", {{"class", "health"}}, entries) +
          element("p", {{"class", "small"}}, "candourd has been running since " + since + "."));
}

Markup month_section(const Month& month) {
  return element("section", {{"aria-labelledby", "month"}},
                 element("h2", {{"id", "month"}}, "The last 30 days") + month_figures(month) +
                     month_picture(month) + month_table(month));
}

}  // namespace

Answer today_page(const Sources& sources, const Visit& visit) {
  const auto status = sources.status();
  const auto from = month_start(visit.now), to = visit.now + std::chrono::hours(24);
  const auto tallies = sources.ledger.tally(from, to);
  const auto unchecked = sources.ledger.unchecked(from, to);
  auto parts = health_of(status, tallies ? *tallies : std::vector<stores::HourCount>{});
  Markup counts;
  if (tallies && unchecked)
    counts = month_section(month_of(*tallies, *unchecked, visit.now));
  else
    parts.push_back({"Ledger", false,
                     "It cannot be read now. Try again in a moment; candourd's log says more."});
  const auto started = composed::parse_moment(std::string_view(status.at("since").as_string()));
  const auto since = started ? moment_words(started->instant) : std::string();
  return page({"Today", "/"}, sources, visit,
              held_section(sources, visit) + health_section(parts, since) + counts);
}

}  // namespace candour::console
