// SPDX-License-Identifier: MPL-2.0

#include "console/month.h"

#include <algorithm>

#include "base/british_time.h"
#include "console/words.h"

namespace candour::console {

namespace {

using stores::OutcomeKind;

// The picture's own units.
constexpr std::size_t bar_pitch = 24, bar_width = 16, picture_height = 160;

void add(Counts& counts, const stores::HourCount& tally) {
  const auto messages = tally.messages;
  counts.checked += messages;
  if (tally.found) counts.found += messages;
  if (tally.unread) counts.unread += messages;
  if (tally.outcome == OutcomeKind::refused) counts.asked += messages;
  if (tally.outcome == OutcomeKind::resent) counts.resent += messages;
  if (tally.outcome == OutcomeKind::acknowledged) counts.with_reason += messages;
  if (tally.outcome == OutcomeKind::held) counts.held += messages;
}

Markup figure(std::size_t number, std::string_view words) {
  return element("div", element("dt", words) + element("dd", with_commas(number)));
}

Markup rectangle(std::string kind, std::size_t x, std::size_t y, std::size_t height) {
  return element("rect",
                 {{"class", std::move(kind)},
                  {"x", std::to_string(x)},
                  {"y", std::to_string(y)},
                  {"width", std::to_string(bar_width)},
                  {"height", std::to_string(height)}},
                 Markup());
}

Markup bar(const Counts& counts, std::size_t x, std::size_t most) {
  const auto height_of = [&](std::size_t messages) {
    return messages == 0 ? 0 : std::max<std::size_t>(2, messages * (picture_height - 10) / most);
  };
  const auto whole = height_of(counts.checked);
  const auto found = std::min(whole, height_of(counts.found));
  Markup drawn;
  if (whole > found) drawn += rectangle("passed", x, picture_height - whole, whole - found);
  if (found > 0) drawn += rectangle("found", x, picture_height - found, found);
  return drawn;
}

// "23 November"
std::string short_day(base::Day day) {
  const auto words = day_words(day);
  return words.substr(0, words.rfind(' '));
}

// Beside the picture, not in it: letters in it would shrink with it.
Markup axis(const Month& month) {
  return element("div", {{"class", "axis"}, {"aria-hidden", "true"}},
                 element("span", short_day(month.days.begin()->first)) +
                     element("span", short_day(month.days.rbegin()->first)));
}

}  // namespace

base::Instant month_start(base::Instant now) {
  // An hour early: British midnight may be 23:00 UTC.
  return base::Instant(base::british_day(now) - month_days + std::chrono::days(1)) -
         std::chrono::hours(1);
}

Month month_of(const std::vector<stores::HourCount>& tallies,
               const std::vector<stores::UncheckedRow>& unchecked, base::Instant now) {
  Month month;
  const auto last = base::british_day(now);
  for (auto day = last - month_days + std::chrono::days(1); day <= last;
       day += std::chrono::days(1))
    month.days[day];
  for (const auto& tally : tallies) {
    const auto day = month.days.find(base::british_day(tally.hour));
    if (day == month.days.end()) continue;
    add(day->second, tally);
    add(month.whole, tally);
  }
  for (const auto& mail : unchecked) {
    const auto day = month.days.find(base::british_day(mail.time));
    if (day == month.days.end()) continue;
    ++day->second.unchecked;
    ++month.whole.unchecked;
  }
  return month;
}

Markup month_figures(const Month& month) {
  const auto& whole = month.whole;
  return element("dl", {{"class", "figures"}},
                 figure(whole.checked, "checked") + figure(whole.found, "with something found") +
                     figure(whole.asked, "asked before sending") +
                     figure(whole.resent, "sent after being asked") +
                     figure(whole.with_reason, "sent with a reason") + figure(whole.held, "held") +
                     figure(whole.unread, "read in part") +
                     figure(whole.unchecked, "sent unchecked"));
}

Markup month_picture(const Month& month) {
  std::size_t most = 1, x = 0;
  for (const auto& [day, counts] : month.days) most = std::max(most, counts.checked);
  Markup drawn;
  for (const auto& [day, counts] : month.days) {
    drawn += bar(counts, x + (bar_pitch - bar_width) / 2, most);
    x += bar_pitch;
  }
  const auto words = "Messages a day: " + with_commas(month.whole.checked) + " in 30 days, " +
                     with_commas(month.whole.found) + " of them with something found, " +
                     with_commas(most) +
                     " on the busiest day at most. The table below has each day.";
  const auto box = "0 0 " + std::to_string(x) + " " + std::to_string(picture_height);
  const auto svg =
      element("svg", {{"viewBox", box}, {"role", "img"}, {"aria-label", words}}, drawn);
  const auto legend = element(
      "figcaption", element("span", {{"class", "key found"}}, "something found") + text(" ") +
                        element("span", {{"class", "key passed"}}, "nothing found"));
  return element("figure", svg + axis(month) + legend);
}

Markup month_table(const Month& month) {
  Markup head, rows;
  for (const auto* words :
       {"Day", "Checked", "Found", "Asked", "With a reason", "Held", "Unchecked"})
    head += element("th", {{"scope", "col"}}, std::string_view(words));
  for (auto day = month.days.rbegin(); day != month.days.rend(); ++day) {
    const auto& counts = day->second;
    Markup row = element("th", {{"scope", "row"}}, day_words(day->first));
    for (const auto number : {counts.checked, counts.found, counts.asked, counts.with_reason,
                              counts.held, counts.unchecked})
      row += element("td", {{"class", "number"}}, with_commas(number));
    rows += element("tr", row);
  }
  const auto table =
      element("table", element("thead", element("tr", head)) + element("tbody", rows));
  return element("details", element("summary", "Each day as a table") +
                                element("div",
                                        {{"class", "wide"},
                                         {"role", "region"},
                                         {"aria-label", "Each day as a table"},
                                         {"tabindex", "0"}},
                                        table));
}

}  // namespace candour::console
