// SPDX-License-Identifier: MPL-2.0

#include "listeners/access_token.h"

namespace candour::listeners {

std::string AccessToken::current() const {
  const std::lock_guard lock(mutex_);
  return token_;
}

bool AccessToken::renew() {
  const std::lock_guard lock(mutex_);
  if (!changed_) return false;
  auto another = changed_();
  if (!another) return false;
  token_ = std::move(*another);
  return true;
}

}  // namespace candour::listeners
