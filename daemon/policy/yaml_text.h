// SPDX-License-Identifier: MPL-2.0
//
// Files that people wrote, up to a YAML root: within limits, text, one document; and the values in
// them, each with its place.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/yaml_faults.h"

namespace candour::policy {

/// A file's bytes.
/// Errors   unavailable: it cannot be read
///          over_limit: it is larger than `largest` bytes
base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t largest);

/// The map at the root of a document; nothing, and a fault, where there is none to read.
std::optional<YAML::Node> parse_yaml(std::string_view text, base::YamlFaults& faults);

struct MarkedText {
  std::string text;
  YAML::Mark mark;
};

/// A scalar's text, or a fault and an empty text.
std::string text_of(const YAML::Node& value, base::YamlFaults& faults);
/// A list of texts; one text alone is a list of one, and nothing (all commented out) an empty one.
std::vector<MarkedText> texts_of(const YAML::Node& value, base::YamlFaults& faults);

}  // namespace candour::policy
