// SPDX-License-Identifier: MPL-2.0
//
// Where the daemon's policy comes from: the council's file and, where that does not load, the last
// one that did: a policy with a fault never replaces one that works.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace candour::app {

using PolicySnapshot = std::shared_ptr<const policy::Policy>;

class PolicySource {
 public:
  /// kept   a folder for the last good policy and roster; made when there is one to keep
  PolicySource(std::filesystem::path file, policy::DataFolder data, std::filesystem::path kept)
      : file_(std::move(file)), data_(std::move(data)), kept_(std::move(kept)) {}

  /// The council's policy; a good one is kept for the next start.
  ///
  /// in_force  loading is quicker by what did not change since; null: none is
  base::Result<PolicySnapshot> load(const policy::Policy* in_force = nullptr) const;

  /// For the start: the council's policy, else the last good one.
  ///
  /// fault    set to why the council's own did not load
  /// Errors   as policy::load() gave for the council's own, where none was kept
  base::Result<PolicySnapshot> load_or_last_good(std::string& fault) const;

  /// What an admin may save to change it: the policy and its roster; and the spreadsheets beside
  /// it, since one that does not load may name another roster than the policy in force.
  std::vector<std::filesystem::path> files(const policy::Policy& in_force) const;

  const std::filesystem::path& file() const { return file_; }
  const policy::DataFolder& data() const { return data_; }
  const std::filesystem::path& kept() const { return kept_; }

 private:
  void keep(const policy::Policy& policy) const;

  std::filesystem::path file_;
  policy::DataFolder data_;
  std::filesystem::path kept_;
};

}  // namespace candour::app
