// SPDX-License-Identifier: MPL-2.0
//
// Another council's summary as JSON: what is read of it can be compared, and written in each form.
#include <cstdint>
#include <cstdlib>

#include "reports/comparison.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(bytes), size);
  const auto figures = candour::reports::read_council_figures(json);
  if (!figures) return 0;
  const auto comparison = candour::reports::compare({*figures, *figures});
  if (comparison.tables.empty() || comparison.tables.front().rows.size() != 2) std::abort();
  static_cast<void>(candour::reports::comparison_text(comparison));
  static_cast<void>(candour::reports::comparison_csv(comparison));
  static_cast<void>(candour::reports::comparison_html(comparison));
  return 0;
}
