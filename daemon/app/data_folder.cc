// SPDX-License-Identifier: MPL-2.0

#include "app/data_folder.h"

#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

// A build tree knows its source tree: CMake wrote it into the cache.
fs::path source_tree_of(const fs::path& build_tree) {
  constexpr std::string_view key = "CMAKE_HOME_DIRECTORY:INTERNAL=";
  std::ifstream cache(build_tree / "CMakeCache.txt");
  for (std::string line; std::getline(cache, line);)
    if (line.starts_with(key)) return line.substr(key.size());
  return {};
}

bool has_packs(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "packs", ignored);
}

}  // namespace

base::Result<policy::DataFolder> find_data_folder(const fs::path& given) {
  std::vector<fs::path> candidates;
  if (!given.empty()) {
    candidates = {given, given / ".."};
  } else {
    std::error_code error;
    const auto program_folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    const auto prefix = program_folder.parent_path();
    if (const auto source = source_tree_of(prefix); !source.empty())
      candidates.push_back(source / "policies");
    candidates.push_back(prefix / "share" / "candour");
  }
  std::vector<std::string> tried;
  for (const auto& candidate : candidates) {
    if (has_packs(candidate)) return policy::DataFolder{candidate.lexically_normal()};
    tried.push_back((candidate / "packs").lexically_normal().string());
  }
  return base::Error{base::Fault::unavailable, "app.data_folder",
                     "no policy packs found in " + base::join(tried, " or ") +
                         "; name their folder with --packs DIR"};
}

}  // namespace candour::app
