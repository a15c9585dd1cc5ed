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
  std::string place;     // "statement.yaml:4:5"
};

/// A sentence as somebody may write it, kept beside the patterns it explains.
struct PhraseExample {
  std::string text;
  std::string place;
};

/// Patterns that belong together. A test holds them to their examples.
struct PhraseEntry {
  std::vector<PhrasePattern> patterns;
  std::vector<PhraseExample> yes;  // a pattern of this entry matches
  std::vector<PhraseExample> no;   // no pattern of the whole set does
};

struct PhraseSet {
  std::string name;      // "statement.release"
  bool is_part = false;  // other sets of the file are written with it
  std::vector<PhraseEntry> entries;
};

/// Reads one file.
/// Errors   malformed: every fault on a line of its own, "statement.yaml:4:5: …"
///          unavailable: the file cannot be read
base::Result<std::vector<PhraseSet>> read_phrase_file(const std::filesystem::path& file);

}  // namespace candour::rules
