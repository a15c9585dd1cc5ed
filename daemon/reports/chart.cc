// SPDX-License-Identifier: MPL-2.0

#include "reports/chart.h"

#include <algorithm>

#include "base/english.h"

namespace candour::reports {

namespace {

using base::element;
using base::Markup;
using base::with_commas;

// The pictures' own units.
constexpr std::uint64_t pitch = 48, bar = 32, height = 160, room_for_words = 34;
constexpr std::uint64_t row = 34, row_bar = 20, words_width = 300, bars_width = 260;

// What a page's style sheet does not reach draws them by these: WeasyPrint, and whoever takes a
// picture out of the page. The style sheet knows better where it does.
constexpr std::string_view ink = "#1d2327", paper = "#ffffff", plain = "#c3ced6";

Markup rectangle(std::string kind, std::string fill, std::uint64_t x, std::uint64_t y,
                 std::uint64_t width, std::uint64_t tall) {
  return element("rect",
                 {{"fill", std::move(fill)},
                  {"stroke", std::string(ink)},
                  {"class", std::move(kind)},
                  {"x", std::to_string(x)},
                  {"y", std::to_string(y)},
                  {"width", std::to_string(width)},
                  {"height", std::to_string(tall)}},
                 Markup());
}

Markup label(std::uint64_t x, std::uint64_t y, std::string anchor, std::string_view words) {
  return element("text",
                 {{"x", std::to_string(x)},
                  {"y", std::to_string(y)},
                  {"text-anchor", std::move(anchor)},
                  {"fill", std::string(ink)}},
                 words);
}

// Lines aslant: what is found stands out without a colour.
Markup hatching(std::string name) {
  const auto line = element("path",
                            {{"d", "M0 8 L8 0 M-2 2 L2 -2 M6 10 L10 6"},
                             {"class", "hatch"},
                             {"stroke", std::string(ink)},
                             {"stroke-width", "2"},
                             {"fill", "none"}},
                            Markup());
  const auto ground = element(
      "rect",
      {{"width", "8"}, {"height", "8"}, {"class", "found-ground"}, {"fill", std::string(paper)}},
      Markup());
  return element("defs", element("pattern",
                                 {{"id", std::move(name)},
                                  {"width", "8"},
                                  {"height", "8"},
                                  {"patternUnits", "userSpaceOnUse"}},
                                 ground + line));
}

Markup picture(std::string words, std::uint64_t width, std::uint64_t tall, const Markup& drawn) {
  return element("svg",
                 {{"viewBox", "0 0 " + std::to_string(width) + " " + std::to_string(tall)},
                  {"role", "img"},
                  {"font-size", "13"},
                  {"font-family", "Liberation Sans, Arial, sans-serif"},
                  {"aria-label", std::move(words)}},
                 drawn);
}

// What is there is seen, however little it is.
std::uint64_t scaled(std::uint64_t number, std::uint64_t most, std::uint64_t length) {
  return number == 0 ? 0 : std::max<std::uint64_t>(2, number * length / most);
}

}  // namespace

Markup trend_chart(const Summary& summary) {
  std::uint64_t most = 1, sum = 0, found = 0;
  for (const auto& line : summary.trend) {
    most = std::max(most, line.checked);
    sum += line.checked;
    found += line.with_findings;
  }
  Markup drawn = hatching("found-by-month");
  std::uint64_t x = (pitch - bar) / 2;
  for (const auto& line : summary.trend) {
    const auto whole = scaled(line.checked, most, height - 14);
    const auto part = std::min(whole, scaled(line.with_findings, most, height - 14));
    if (whole > part)
      drawn += rectangle("passed", std::string(plain), x, height - whole, bar, whole - part);
    if (part > 0) drawn += rectangle("found", "url(#found-by-month)", x, height - part, bar, part);
    if (line.checked > 0)
      drawn += label(x + bar / 2, height - whole - 4, "middle", with_commas(line.checked));
    const auto month = base::month_name(static_cast<unsigned>(line.month.month())).substr(0, 3);
    drawn += label(x + bar / 2, height + 14, "middle", month);
    if (line.month.month() == std::chrono::January || &line == &summary.trend.front())
      drawn += label(x + bar / 2, height + 28, "middle",
                     std::to_string(static_cast<int>(line.month.year())));
    x += pitch;
  }
  const auto months = summary.trend.size();
  auto words = "Messages checked in each of thirteen months: " + with_commas(sum) + " in all, " +
               with_commas(found) +
               " of them with something found. The table below has each month.";
  return picture(std::move(words), pitch * std::max<std::uint64_t>(1, months),
                 height + room_for_words, drawn);
}

Markup outcome_chart(const Summary& summary) {
  std::uint64_t most = 1;
  std::string words = "What became of the messages with something found:";
  for (const auto& line : summary.outcomes) {
    most = std::max(most, line.messages);
    words += " " + line.words + " " + with_commas(line.messages) + ";";
  }
  words.back() = '.';
  Markup drawn = hatching("found-by-outcome");
  std::uint64_t y = 0;
  for (const auto& line : summary.outcomes) {
    const auto long_ = scaled(line.messages, most, bars_width);
    drawn += label(words_width - 10, y + 19, "end", line.words);
    drawn += rectangle("found", "url(#found-by-outcome)", words_width, y + 5, long_, row_bar);
    drawn += label(words_width + long_ + 6, y + 19, "start", with_commas(line.messages));
    y += row;
  }
  return picture(std::move(words), words_width + bars_width + 60, std::max<std::uint64_t>(y, 1),
                 drawn);
}

}  // namespace candour::reports
