// SPDX-License-Identifier: MPL-2.0
//
// The token by which those who call the local API over TCP are known, while the daemon runs: an
// admin may put another in its place. Where it comes from is not known here.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace candour::listeners {

/// Thread-safe.
class AccessToken {
 public:
  /// Another token, where there is one since it was asked last.
  using Changed = std::function<std::optional<std::string>()>;

  explicit AccessToken(std::string first, Changed changed = {})
      : token_(std::move(first)), changed_(std::move(changed)) {}

  std::string current() const;
  /// Looks whether there is another. Returns whether it is in force now.
  bool renew();

 private:
  mutable std::mutex mutex_;
  std::string token_;
  const Changed changed_;
};

}  // namespace candour::listeners
