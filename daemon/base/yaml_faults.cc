// SPDX-License-Identifier: MPL-2.0

#include "base/yaml_faults.h"

#include <set>

#include "base/text.h"

namespace candour::base {

void YamlFaults::add(const YAML::Mark& mark, std::string_view what) {
  std::string fault = file_;
  if (!mark.is_null())
    fault += ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
  faults_.push_back(fault + ": " + std::string(what));
}

void YamlFaults::add_unknown(const YAML::Mark& mark, std::string_view kind, std::string_view word,
                             const std::vector<std::string_view>& known) {
  auto what = "unknown " + std::string(kind) + " '" + std::string(word) + "'";
  if (const auto meant = closest(word, known); !meant.empty())
    what += "; did you mean '" + std::string(meant) + "'?";
  else
    what += "; there are " + join({known.begin(), known.end()}, ", ");
  add(mark, what);
}

void YamlFaults::check_keys(const YAML::Node& map, const std::vector<std::string_view>& known) {
  std::set<std::string> seen;
  for (const auto& entry : map) {
    const auto& key = entry.first;
    const auto name = key.IsScalar() ? key.Scalar() : std::string();
    if (std::find(known.begin(), known.end(), name) == known.end())
      add_unknown(key.Mark(), "key", name, known);
    else if (!seen.insert(name).second)
      add(key.Mark(), "the key '" + name + "' stands twice; keep one of them");
  }
}

Error YamlFaults::error(std::string_view where) const {
  return {Fault::malformed, where, join(faults_, "\n")};
}

}  // namespace candour::base
