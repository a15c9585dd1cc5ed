// SPDX-License-Identifier: MPL-2.0

#include "reports/page.h"

#include <algorithm>

#include "reports/stylesheet.h"

namespace candour::reports {

using base::element;
using base::Markup;

namespace {

// "1,234", "12 (3.5 %)", "–"
bool is_figure(std::string_view cell) {
  if (cell == "–") return true;
  const auto number = cell.substr(0, cell.find(" ("));
  return !number.empty() && number.find_first_not_of("0123456789,") == number.npos &&
         (number.size() == cell.size() || cell.ends_with(" %)"));
}

}  // namespace

Markup table(std::string_view caption, const Row& head, const std::vector<Row>& rows) {
  Markup columns, body;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const bool figures = i > 0 && !rows.empty() && std::ranges::all_of(rows, [&](const Row& row) {
                           return is_figure(row[i]);
                         });
    std::vector<base::Attribute> attributes{{"scope", "col"}};
    if (figures) attributes.push_back({"class", "number"});
    columns += element("th", std::move(attributes), head[i]);
  }
  for (const auto& row : rows) {
    Markup cells = element("th", {{"scope", "row"}}, row.front());
    for (std::size_t i = 1; i < row.size(); ++i)
      cells +=
          is_figure(row[i]) ? element("td", {{"class", "number"}}, row[i]) : element("td", row[i]);
    body += element("tr", cells);
  }
  return element(
      "div",
      {{"class", "wide"},
       {"role", "region"},
       {"aria-label", std::string(caption)},
       {"tabindex", "0"}},
      element("table", element("caption", caption) + element("thead", element("tr", columns)) +
                           element("tbody", body)));
}

Markup section(std::string_view title, const Markup& content) {
  return element("section", element("h2", title) + content);
}

std::string page(std::string_view title, std::string_view author, const Markup& body) {
  const auto head =
      base::empty_element("meta", {{"charset", "utf-8"}}) +
      base::empty_element(
          "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
      base::empty_element("meta", {{"name", "author"}, {"content", std::string(author)}}) +
      element("title", title);
  auto html =
      "<!doctype html>\n" +
      element("html", {{"lang", "en-GB"}}, element("head", head) + element("body", body)).html() +
      "\n";
  // The style sheet is ours: nothing in it wants escaping.
  html.insert(html.find("</head>"), "<style>" + std::string(stylesheet) + "</style>");
  return html;
}

}  // namespace candour::reports
