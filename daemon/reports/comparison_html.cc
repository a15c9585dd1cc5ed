// SPDX-License-Identifier: MPL-2.0

#include "reports/comparison.h"
#include "reports/page.h"

namespace candour::reports {

using base::element;
using base::Markup;

std::string comparison_html(const Comparison& comparison) {
  Markup notes, tables;
  for (const auto& note : comparison.notes) notes += element("li", note);
  auto main = section("Before you read it", element("ul", notes));
  for (const auto& each : comparison.tables)
    main += section(each.title, table(each.title, each.heads, each.rows));
  const auto body =
      element("header", element("h1", comparison.title)) + element("main", main) +
      element("footer", element("p", "Made by Candour from the councils’ public summaries."));
  return page(comparison.title, "Candour", body);
}

}  // namespace candour::reports
