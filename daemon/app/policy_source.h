// SPDX-License-Identifier: MPL-2.0
//
// Where the daemon's policy comes from: the council's file and, where that does not load, the last
// one that did: a policy with a fault never replaces one that works.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

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
  base::Result<PolicySnapshot> load() const;

  /// For the start: the council's policy, else the last good one.
  ///
  /// fault    set to why the council's own did not load
  /// Errors   as policy::load() gave for the council's own, where none was kept
  base::Result<PolicySnapshot> load_or_last_good(std::string& fault) const;

 private:
  void keep(const policy::Policy& policy) const;

  std::filesystem::path file_;
  policy::DataFolder data_;
  std::filesystem::path kept_;
};

}  // namespace candour::app
