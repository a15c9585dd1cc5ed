// SPDX-License-Identifier: MPL-2.0
//
// One file of policies/phrases/ as text: YAML read, `{name}` and blanks written out, nothing
// compiled yet. The format is described in phrases.h.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace candour::rules {

struct PhrasePattern {
  std::string written;   // as the file has it
  std::string expanded;  // what RE2 gets
  std::string place;     // "confidential.yaml:4:5"
};

struct PhraseSet {
  std::string name;  // "confidential.release"
  std::vector<PhrasePattern> patterns;
};

/// Reads one file.
/// Errors   malformed: every fault on a line of its own, "confidential.yaml:4:5: …"
///          unavailable: the file cannot be read
base::Result<std::vector<PhraseSet>> read_phrase_file(const std::filesystem::path& file);

}  // namespace candour::rules
