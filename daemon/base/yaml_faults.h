// SPDX-License-Identifier: MPL-2.0
//
// Faults of a YAML file that a person wrote: where each stands, what it is, and what was probably
// meant. All faults of a file are told in one go.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::base {

class YamlFaults {
 public:
  /// file   how the file is called in messages
  explicit YamlFaults(std::string file) : file_(std::move(file)) {}

  /// "candourd.yaml:12:3: what"
  void add(const YAML::Mark& mark, std::string_view what);
  /// "…: unknown key 'polcy'; did you mean 'policy'?"
  void add_unknown(const YAML::Mark& mark, std::string_view kind, std::string_view word,
                   const std::vector<std::string_view>& known);
  /// A fault for every key of a map that is not among `known`, and for every key that stands twice.
  void check_keys(const YAML::Node& map, const std::vector<std::string_view>& known);

  bool empty() const { return faults_.empty(); }
  /// All faults, each on a line of its own, as `malformed`.
  Error error(std::string_view where) const;

 private:
  std::string file_;
  std::vector<std::string> faults_;
};

}  // namespace candour::base
