// SPDX-License-Identifier: MPL-2.0

#include "console/phrase_files.h"

#include <array>
#include <fstream>
#include <map>
#include <mutex>

#include "base/text.h"

namespace candour::console {

namespace fs = std::filesystem;

namespace {

using Names = std::array<std::string_view, 8>;

struct RuleFiles {
  std::string_view rule;
  Names names;
};

constexpr std::array table{
    RuleFiles{"silent-copy", {"copies"}},
    RuleFiles{"copied-correspondence", {"copies"}},
    RuleFiles{"confidential-disclosure",
              {"marking", "label", "embargo", "statement", "talk", "disclaimer", "passage"}},
    RuleFiles{"confidential-without-reason", {"marking", "label", "statement", "reason"}},
    RuleFiles{"obligation-in-councillor-name",
              {"obligation", "instruction", "mood", "in-name-of", "situation"}},
    RuleFiles{"official-in-councillor-name",
              {"official", "instruction", "mood", "in-name-of", "situation"}},
    RuleFiles{"unequal-circulation", {"circulation", "advice"}},
    RuleFiles{"one-group-advice", {"advice", "circulation"}},
    RuleFiles{"need-to-know", {"need-to-know"}},
    RuleFiles{"conduct-remark", {"conduct-remark", "situation"}},
    RuleFiles{"over-familiar", {"over-familiar"}},
    RuleFiles{"political-opinion", {"political", "publication", "situation"}},
    RuleFiles{"press-release-unapproved", {"release", "publication"}},
    RuleFiles{"late-reply", {"asking"}},
};

// Reading two dozen YAML files takes longer than a page may: an entry is a line that begins with a
// dash, or stands on its key's line between brackets and quotes.
std::size_t entries_in(const fs::path& file) {
  std::ifstream lines(file);
  std::size_t entries = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto words = base::trim(line);
    if (words.starts_with("- ")) ++entries;
    const auto bracket = words.find(": [\"");
    if (words.starts_with('#') || words.starts_with('-') || bracket == words.npos) continue;
    const auto key = words.substr(0, bracket);
    if (key == "yes" || key == "no" || key == "find") continue;
    ++entries;
    for (auto at = words.find("\", \"", bracket); at != words.npos;
         at = words.find("\", \"", at + 1))
      ++entries;
  }
  return entries;
}

struct Counted {
  fs::file_time_type written;
  std::size_t entries = 0;
};

std::size_t counted_entries(const fs::path& file) {
  static std::mutex mutex;
  static std::map<fs::path, Counted> known;
  std::error_code absent;
  const auto written = fs::last_write_time(file, absent);
  const std::lock_guard lock(mutex);
  auto& entry = known[file];
  if (entry.entries == 0 || entry.written != written) entry = {written, entries_in(file)};
  return entry.entries;
}

}  // namespace

std::span<const std::string_view> phrase_files_of(std::string_view rule) {
  for (const auto& row : table) {
    if (row.rule != rule) continue;
    std::size_t count = 0;
    while (count < row.names.size() && !row.names[count].empty()) ++count;
    return {row.names.data(), count};
  }
  return {};
}

std::vector<PhraseFile> phrase_files(const fs::path& folder, std::string_view rule) {
  std::vector<PhraseFile> files;
  for (const auto name : phrase_files_of(rule)) {
    const auto file = std::string(name) + ".yaml";
    files.push_back({file, counted_entries(folder / file)});
  }
  return files;
}

}  // namespace candour::console
