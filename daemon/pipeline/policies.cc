// SPDX-License-Identifier: MPL-2.0

#include "pipeline/policies.h"

namespace candour::pipeline {

std::shared_ptr<const policy::Policy> Policies::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void Policies::replace(std::shared_ptr<const policy::Policy> policy) {
  const std::lock_guard lock(mutex_);
  current_ = std::move(policy);
}

}  // namespace candour::pipeline
