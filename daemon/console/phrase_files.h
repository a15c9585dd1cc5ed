// SPDX-License-Identifier: MPL-2.0
//
// Which files of policies/phrases a rule reads, and how many phrases each holds. A test holds the
// table to the files there are.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candour::console {

/// Names without ".yaml"; empty for a rule that looks at addresses alone.
std::span<const std::string_view> phrase_files_of(std::string_view rule);

struct PhraseFile {
  std::string name;         // "marking.yaml"
  std::size_t phrases = 0;  // entries of its lists
};

/// folder   policies/phrases; files are counted once, and again when they change
std::vector<PhraseFile> phrase_files(const std::filesystem::path& folder, std::string_view rule);

}  // namespace candour::console
