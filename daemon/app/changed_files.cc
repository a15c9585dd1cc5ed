// SPDX-License-Identifier: MPL-2.0

#include "app/changed_files.h"

#include <sys/stat.h>

#include <utility>

namespace candour::app {

ChangedFiles::ChangedFiles(std::vector<std::filesystem::path> files)
    : files_(std::move(files)), read_(look()), last_look_(read_) {}

bool ChangedFiles::settled() {
  auto now = look();
  const bool still = now == last_look_;
  last_look_ = std::move(now);
  if (!still || last_look_ == read_) return false;
  read_ = last_look_;
  return true;
}

std::vector<ChangedFiles::Stamp> ChangedFiles::look() const {
  std::vector<Stamp> stamps;
  for (const auto& file : files_) {
    struct stat found {};
    auto& stamp = stamps.emplace_back();
    if (::stat(file.c_str(), &found) != 0) continue;
    stamp = {true, found.st_dev, found.st_ino,
             found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec,
             static_cast<std::uint64_t>(found.st_size)};
  }
  return stamps;
}

}  // namespace candour::app
