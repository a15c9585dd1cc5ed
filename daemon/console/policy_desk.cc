// SPDX-License-Identifier: MPL-2.0

#include "console/policy_desk.h"

namespace candour::console {

std::optional<Draft> Drafts::find(const std::string& user) const {
  const std::lock_guard lock(mutex_);
  const auto found = drafts_.find(user);
  if (found == drafts_.end()) return {};
  return found->second;
}

void Drafts::keep(const std::string& user, Draft draft) {
  const std::lock_guard lock(mutex_);
  drafts_[user] = std::move(draft);
}

void Drafts::drop(const std::string& user) {
  const std::lock_guard lock(mutex_);
  drafts_.erase(user);
}

}  // namespace candour::console
