// SPDX-License-Identifier: MPL-2.0
//
// Which policy is in force, while it may be replaced at any moment.
#pragma once

#include <memory>
#include <mutex>

#include "policy/policy.h"

namespace candour::pipeline {

/// The policy in force; a snapshot for each message.
class Policies {
 public:
  explicit Policies(std::shared_ptr<const policy::Policy> policy) : current_(std::move(policy)) {}
  std::shared_ptr<const policy::Policy> current() const;
  void replace(std::shared_ptr<const policy::Policy> policy);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const policy::Policy> current_;
};

}  // namespace candour::pipeline
