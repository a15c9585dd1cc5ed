// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/prose.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace candour::extract {

void Prose::drop_last(std::string_view any_of) {
  while (!text_.empty() && any_of.find(text_.back()) != std::string_view::npos) text_.pop_back();
}

void Prose::end_cell() {
  if (full()) return;
  if (text_.ends_with('\n')) text_.pop_back();
  add("\t");
}

void Prose::end_row() {
  if (full()) return;
  drop_last("\t");
  if (!text_.empty() && !text_.ends_with('\n') && !text_.ends_with('\f')) add("\n");
}

void Prose::end_page() {
  if (full()) return;
  drop_last("\n");
  add("\f");
}

std::string Prose::take() {
  if (!full()) drop_last("\n\f\t ");
  return std::exchange(text_, {});
}

void add_margins(std::string_view text, std::vector<std::string>& margins) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find_first_of("\n\t\f", begin), text.size());
    if (const auto line = base::trim(text.substr(begin, end - begin)); !line.empty())
      margins.emplace_back(line);
    begin = end + 1;
  }
}

}  // namespace candour::extract
